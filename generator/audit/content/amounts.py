"""Amounts in a text: digits with a unit, and the amounts templates and inputs may have put there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.domain.document import Told
from generator.domain.records import Records
from generator.domain.submission import Submission

MONEY = frozenset({"元", "百元", "千元", "万元", "百万元", "亿元", "万亿元", "万", "亿"})
COUNTS = frozenset({"辆", "台", "套"})

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_AMOUNT = re.compile(rf"(?<![\d.,A-Za-z])({_DIGITS})\s*((?:[百千万亿]|百万|万亿)?元|[万亿](?!\w)|[%辆台套])")
_WHOLE = re.compile(rf"[≥≤<>=＝约-]*({_DIGITS})((?:[百千万亿]|百万|万亿)?元|%)?")
_END = 3
_FEW = 2
_TELLING = 6
_PRICE = re.compile(r"(?:单价|单位价值|单台|单件|价值|限额|标准|起点)\S{0,2}$")


@dataclass(frozen=True, slots=True)
class Typed:
    """An amount as it stands in a text, digits made half width. ``price``: a price or limit, no amount of a budget."""

    digits: str
    unit: str
    text: str
    price: bool = False


def plain(text: str) -> str:
    """A text with full-width digits and signs made half width."""
    return unicodedata.normalize("NFKC", text) if not text.isascii() else text


def amounts(text: str) -> Iterator[Typed]:
    """Every amount, percentage and count of cars or equipment in a text."""
    text = plain(text)
    for match in _AMOUNT.finditer(text):
        before = text[max(0, match.start() - 8) : match.start()]
        yield Typed(match[1], match[2], match[0], price=bool(_PRICE.search(before)))


def whole_amount(text: str) -> Typed | None:
    """The amount a cell consists of, if it is one."""
    found = _WHOLE.fullmatch(plain(text))
    return Typed(found[1], found[2] or "", text) if found else None


@dataclass(frozen=True)
class Sources:
    """Where the amounts of a document may come from: bound figures, and the texts of the input."""

    told: Told
    submission: Submission

    @cached_property
    def bound(self) -> dict[str, set[str]]:
        """The units each number was told in by templates; a count has none."""
        found: dict[str, set[str]] = {}
        for amount in self.told.amounts:
            found.setdefault(amount.digits, set()).add(amount.unit)
        return found

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Every text of the input, as typed."""
        submission = self.submission
        units = (text for unit in submission.entity.units for text in (unit.name, unit.nature, unit.rank, unit.funding))
        return tuple(text for text in (*_texts(submission.records), *units, submission.entity.name) if text)

    @cached_property
    def typed(self) -> frozenset[tuple[str, str]]:
        """The amounts of the texts of the input."""
        return frozenset((one.digits, one.unit) for text in self.texts for one in amounts(text))

    @cached_property
    def cells(self) -> frozenset[str]:
        """The texts of the input, each line by itself, without white space: what a cell may consist of."""
        return frozenset("".join(line.split()) for text in self.texts for line in text.splitlines())

    @cached_property
    def _by_ends(self) -> dict[tuple[str, int], list[str]]:
        """The texts of the input by their first and by their last characters, and their length."""
        found: dict[tuple[str, int], list[str]] = {}
        for text in sorted(self.cells):
            for end in {text[:_END], text[-_END:]}:
                found.setdefault((end, len(text)), []).append(text)
        return found

    def nearly(self, text: str) -> str:
        """A text of the input that ``text`` is all but a few characters of; nothing for a text that is right."""
        if len(text) < _TELLING or text in self.cells:
            return ""
        lengths = range(len(text) - _FEW, len(text) + _FEW + 1)
        keys = [(end, length) for length in lengths for end in (text[:_END], text[-_END:])]
        known = (one for key in keys for one in self._by_ends.get(key, ()))
        return next((one for one in known if one not in text and _differ_little(one, text)), "")

    def within(self, text: str) -> bool:
        """Whether a text of the input, or a number that was bound, is a part of ``text``."""
        return any(known in text for known in (*self.bound, *self.cells) if len(known) > _END)

    def explain(self, typed: Typed) -> bool:
        """Whether an amount was bound in its unit or stands in a text of the input."""
        unit = "" if typed.unit in COUNTS else typed.unit
        return unit in self.bound.get(typed.digits, ()) or (typed.digits, typed.unit) in self.typed

    def misnamed(self, typed: Typed) -> str:
        """The unit a number was bound in, where it is printed with another and too exact to be there by chance."""
        units = self.bound.get(typed.digits, set())
        return next(iter(sorted(units)), "") if "." in typed.digits and units and typed.unit not in units else ""


def _differ_little(one: str, other: str) -> bool:
    """Whether two texts are the same but for a stretch of one or two characters."""
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    end = next(
        (i for i, (a, b) in enumerate(zip(reversed(one[start:]), reversed(other[start:]), strict=False)) if a != b),
        min(len(one), len(other)) - start,
    )
    return max(len(one), len(other)) - start - end <= _FEW


def _texts(records: Records) -> Iterable[str]:
    for paragraphs in records.texts.values():
        yield from (paragraph.text for paragraph in paragraphs)
    for goal in records.goals:
        yield from (goal.duty, goal.goal, *goal.indicators, *goal.fields.values())
    for project in records.projects:
        yield from (project.name, project.code, project.unit, project.purpose, *project.goals)
        yield from (step.percent for step in project.plan)
        for row in project.indicators:
            yield from (row.level1, row.level2, row.level3, row.description, row.value, row.basis)
    for entries in records.tables.values():
        yield from (text for entry in entries for text in entry.fields.values())
