"""The way to the terminal: everything the commands print goes through here, and no stream can make them fail."""

from __future__ import annotations

import codecs
import contextlib
import errno
import io
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from typing import Any, TextIO, cast

import click

from generator.domain.shown import shown, unseen

LINE = 4000
"""Longest line that is printed, in characters."""
_ODD = re.compile("[^\n -~\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def say(text: str = "", *, err: bool = False, coloured: bool = False, nl: bool = True) -> None:
    """Print text of one or more lines; what is unseen in it becomes visible.

    ``coloured``: the text has colours of ours, and its values have been shown already.
    """
    safe = text if coloured else "\n".join(shown(line, LINE) for line in text.split("\n"))
    click.echo(safe, err=err, nl=nl)


def say_lines(lines: Iterable[str]) -> None:
    """Print lines; a line break inside one is no layout of ours, and becomes visible like anything unseen."""
    for line in lines:
        click.echo(shown(line, LINE))


def json_text(content: object) -> str:
    """``content`` as JSON that is safe to print: characters nobody sees are written as numbers.

    Half characters, which file names may hold and strict readers of JSON refuse, become the replacement character.
    """
    return _ODD.sub(_escaped, json.dumps(content, ensure_ascii=False, indent=2))


def say_json(text: str) -> None:
    """Print what :func:`json_text` gave; in ASCII where the terminal may not have all characters."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    if not codecs.lookup(encoding).name.startswith("utf"):
        text = _NOT_ASCII.sub(lambda found: _number(found[0]), text)
    click.echo(text)


def _escaped(found: re.Match[str]) -> str:
    character = found[0]
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    return _number(character) if unseen(character) else character


def _number(character: str) -> str:
    return json.dumps(character)[1:-1]


class Outlet:
    """Standard output or error that never raises. What cannot be written is lost, and ``problem`` says why.

    Who closes a pipe, as ``head`` does, wants no more: that is no problem.
    """

    def __init__(self, stream: TextIO | None) -> None:
        self.stream = stream
        self.problem: OSError | None = None

    def write(self, text: str) -> int:
        """Write ``text``."""
        if self.stream is None:
            self.problem = OSError(errno.EBADF, "closed") if text else self.problem
            return len(text)
        try:
            self.stream.write(text)
        except OSError as error:
            self._lose(error)
        return len(text)

    def flush(self) -> None:
        """Hand over what is waiting."""
        try:
            if self.stream is not None:
                self.stream.flush()
        except OSError as error:
            self._lose(error)

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return self.stream is not None and self.stream.isatty()

    def _lose(self, error: OSError) -> None:
        if not isinstance(error, BrokenPipeError):
            self.problem = self.problem or error
        with contextlib.suppress(OSError, ValueError):
            assert self.stream is not None  # noqa: S101 - it has just failed
            nothing = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nothing, self.stream.fileno())  # what is still waiting goes nowhere, and fails no more
            os.close(nothing)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


@contextlib.contextmanager
def outlets() -> Iterator[Outlet]:
    """Standard output and error as outlets while a command runs; yields that of standard output."""
    _fill_closed()
    before = sys.stdout, sys.stderr
    with contextlib.ExitStack() as stack:
        for stream in before:
            stack.enter_context(_writable(stream))
        out, err = Outlet(sys.stdout), Outlet(sys.stderr)
        sys.stdout, sys.stderr = cast("TextIO", out), cast("TextIO", err)
        try:
            yield out
        finally:
            sys.stdout, sys.stderr = before


def _fill_closed() -> None:
    """Give every closed standard stream a number of its own: the next file opened would be written to as the screen."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


@contextlib.contextmanager
def _writable(stream: TextIO | None) -> Iterator[None]:
    """Let a stream take any character: in its encoding, or written as a number. ASCII cannot mean ASCII for Chinese."""
    if not isinstance(stream, io.TextIOWrapper):
        yield
        return
    encoding, errors = stream.encoding, stream.errors
    ascii_only = codecs.lookup(encoding).name == "ascii"
    stream.reconfigure(encoding="utf-8" if ascii_only else encoding, errors="backslashreplace")
    try:
        yield
    finally:
        with contextlib.suppress(OSError, ValueError):
            stream.reconfigure(encoding=encoding, errors=errors)
