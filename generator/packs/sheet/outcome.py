"""What reading a style sheet comes to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not allowed: its line from 1, what it is and why not, what to do instead. In Chinese."""

    line: int
    message: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """A style sheet as understood: ``text`` holds the allowed rules, written anew."""

    text: str = ""
    problems: tuple[Problem, ...] = ()
