"""The composed document: what compose hands to the writers.

See ``docs/document.md`` for the vocabulary of ``body``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.domain.coordinates import Coordinate
from generator.domain.location import NOWHERE, Location


@dataclass(frozen=True, slots=True)
class ComposedSection:
    """One section as it was composed: ``markup`` is what stands under its title. ``own``: in the input's own words.

    ``location`` is where its words come from: the first paragraph of the input, or the template.
    """

    id: str
    title: str
    markup: str
    own: bool = False
    location: Location = NOWHERE
    figures: tuple[str, ...] = ()
    """Figures that the template an own text stands for would have told."""
    texts: tuple[str, ...] = ()
    """Text keys that it would have printed."""


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
    ``date`` is the ISO date of approval, stamped into outputs; empty where the input gives none, and then no output
    carries a date (never the clock's, so that two builds give the same bytes).
    """

    title: str
    author: str
    subject: str
    date: str
    body: str
    identifier: str
    draft: bool = False
    language: str = "zh-CN"
    sections: tuple[ComposedSection, ...] = ()
    """The sections in order, for checks; the body holds them all."""
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The paragraphs of the input by text key, with their figures filled in."""
    told: Told = Told()
    """What the templates asked of the disclosure, for the audit of the body."""
