"""The composed document: what compose hands to the writers.

See ``docs/document.md`` for the vocabulary of ``body``.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.domain.coordinates import Coordinate


@dataclass(frozen=True, slots=True)
class ToldAmount:
    """An amount or share a template asked the text of: its digits, its unit, and the coordinate where it has one.

    ``unit`` is 元, 万元, % or, of a count, empty; of bare digits (``数``) the unit of the pack.
    """

    digits: str
    unit: str
    at: Coordinate | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What the templates asked of the disclosure while the document was composed.

    ``parts`` are the parts of records they read: (项目, 名称). What was asked for need not have been printed.
    """

    amounts: frozenset[ToldAmount] = frozenset()
    forms: frozenset[str] = frozenset()
    parts: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class ComposedDocument:
    """One finished document before it is drawn.

    ``body`` is well-formed XHTML: a ``<body>`` element whose children are ``<section>`` elements.
    ``date`` is the ISO date stamped into outputs (never the clock, so that two builds give the same bytes).
    ``told`` is for the audit of the body; no writer needs it.
    """

    title: str
    author: str
    subject: str
    date: str
    body: str
    identifier: str
    draft: bool = False
    language: str = "zh-CN"
    told: Told = Told()
