"""Inline text: runs of one look."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from xml.etree import ElementTree as ET

from generator.writers.vocabulary.blocks import Run, Runs
from generator.writers.vocabulary.errors import DocumentError
from generator.writers.vocabulary.xml import INLINE, check_attributes, classes, collapse


def runs_of(element: ET.Element) -> Runs:
    """The inline content of ``element``, trimmed at both ends and around line breaks."""
    if len(element) == 0:
        text = collapse(element.text or "").strip(" ")
        return (Run(text),) if text else ()
    found: list[Run] = []
    _collect(element, Run(""), found)
    return _tidy(found)


def _collect(element: ET.Element, look: Run, found: list[Run]) -> None:
    if element.text:
        found.append(replace(look, text=collapse(element.text)))
    for child in element:
        if child.tag not in INLINE:
            raise DocumentError(f"行内文字中不能出现 <{child.tag}>（位于 <{element.tag}>）。")
        check_attributes(child)
        _collect_child(child, look, found)
        if child.tail:
            found.append(replace(look, text=collapse(child.tail)))


def _collect_child(child: ET.Element, look: Run, found: list[Run]) -> None:
    match child.tag:
        case "br":
            if child.text or len(child):
                raise DocumentError("<br/> 必须为空元素。")
            found.append(replace(look, text="\n"))
        case "strong":
            _collect(child, replace(look, bold=True), found)
        case "em":
            _collect(child, replace(look, italic=True), found)
        case "a":
            _collect(child, replace(look, target=target_of(child)), found)
        case _:
            _collect(child, replace(look, roles=(*look.roles, *classes(child))), found)


def target_of(link: ET.Element) -> str:
    """The id an ``<a>`` leads to."""
    href = link.get("href", "")
    if not href.startswith("#") or href == "#":
        raise DocumentError(f'<a> 只能指向本文档内的标题（href="#…"），实际是“{href}”。')
    return href[1:]


def _tidy(runs: Iterable[Run]) -> Runs:
    """Drop spaces at the start and end of lines and doubled spaces between runs; drop empty runs."""
    tidy: list[Run] = []
    for run in runs:
        at_space = not tidy or tidy[-1].text[-1] in " \n"
        text = run.text.lstrip(" ") if at_space and run.text != "\n" else run.text
        if text == "\n" and tidy and tidy[-1].text.endswith(" "):
            _trim_end(tidy)
        if text:
            tidy.append(run if text is run.text else replace(run, text=text))
    if tidy and tidy[-1].text.endswith(" "):
        _trim_end(tidy)
    return tuple(tidy)


def _trim_end(runs: list[Run]) -> None:
    text = runs[-1].text.rstrip(" ")
    runs[-1:] = [replace(runs[-1], text=text)] if text else []
