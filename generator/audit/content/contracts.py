"""A section in the input's own words against what it owes: figures, and texts that its template would have printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from generator.audit.body import letters
from generator.audit.codes import FIGURE_UNTOLD, TEXT_UNPRINTED, at, finding
from generator.audit.content.sections import SectionText
from generator.catalog.cues import cues
from generator.domain.amounts import Amount, Unit
from generator.domain.coordinates import Coordinate
from generator.domain.findings import Finding, Severity
from generator.domain.submission import Disclosure
from generator.packs.binding import pieces
from generator.packs.pack import Pack, SectionItem
from generator.reconcile.narrative.numbers import Family, numbers
from generator.reconcile.narrative.plain import plain

_SENTENCE = re.compile(r"[。;!?\n]")
_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?")
_BRACKETED = re.compile(r"\([^()]*\)")
_ENDING = re.compile(r"(?:费用|经费|支出|预算|费)$")
_SHORTEST = 3
_LEAST = 6
"""A text of fewer letters may stand anywhere by chance."""


def check_contracts(
    sections: Iterable[SectionText], disclosure: Disclosure, pack: Pack, printed: str
) -> Iterator[Finding]:
    """Findings for sections that declare what they owe, or are in own words.

    ``printed``: the letters of the whole document.
    """
    items = {item.id: item for part in pack.outline.parts for item in part.sections}
    for section in sections:
        item = items[section.composed.id]
        if section.composed.own or item.owes:
            yield from _figures(section, item, _Told(section, disclosure, pack))
        if section.composed.own:
            yield from _texts(section, items[section.composed.id], disclosure, pack, printed)


def _figures(section: SectionText, item: SectionItem, told: _Told) -> Iterator[Finding]:
    """Owed figures nobody tells. What a pack does not declare is what its template would tell, and a warning."""
    owed = item.owes.figures if item.owes else section.composed.figures
    for name in owed:
        amount = told.amount(name)
        if amount is not None and not told.tells(name, amount, owed):
            shown = _shown(amount)
            words = f"{section.name}没有写{name}（{shown}）。"
            remedy = f"请在这一节的文字里写出，如 {{{{ {name} | 万元 }}}}。"
            if amount.unit is Unit.NONE:
                remedy = f"请在这一节的文字里写出，如 {{{{ {name} }}}}。"
            found = at(section.composed.location, finding(FIGURE_UNTOLD, words, remedy))
            yield found if item.owes else replace(found, severity=Severity.WARNING)


def _texts(
    section: SectionText, item: SectionItem, disclosure: Disclosure, pack: Pack, printed: str
) -> Iterator[Finding]:
    """Texts of the input that the section's template would have printed and that are nowhere now."""
    titles = {text.key: text.title for text in pack.text_keys}
    reasons = [reason.text for reason in item.owes.reasons] if item.owes else []
    for key in dict.fromkeys((*item.required_texts, *reasons, *section.composed.texts)):
        for paragraph in disclosure.submission.records.texts.get(key, ()):
            fixed = [letters(piece) for piece in pieces(paragraph.text) if isinstance(piece, str)]
            longest = max(fixed, key=len, default="").strip("。；;，,.")
            if longest and longest not in printed and (len(longest) >= _LEAST or len(fixed) == 1):
                words = f"{section.name}用了自写的全文，“{titles.get(key, key)}”里的文字没有印出。"
                remedy = "请把这些文字写进这一节的全文，或删去不用的一处。"
                yield at(paragraph.location, finding(TEXT_UNPRINTED, words, remedy))
                break


@dataclass(frozen=True)
class _Told:
    """What a section tells, in sentences and in tables."""

    section: SectionText
    disclosure: Disclosure
    pack: Pack

    def amount(self, figure: str) -> Amount | None:
        """The amount of a figure; None where it is not known."""
        spec = self.pack.figures.get(figure)
        fact = self.disclosure.facts.get(Coordinate.of(spec.at)) if spec else None
        return fact.amount if fact else None

    def tells(self, figure: str, amount: Amount, owed: Iterable[str]) -> bool:
        """Whether a number of the text is this amount, or a cell of a table; for nothing, whether it is said so.

        ``owed``: all figures of the section.
        """
        if amount.is_zero:
            return self._says_nothing(figure, owed)
        return self._in_text(amount) or self._in_tables(amount)

    def _sentences(self) -> list[str]:
        text = "\n".join(block.text for block in self.section.blocks if block.kind != "table")
        return [sentence for sentence in _SENTENCE.split(plain(text)) if sentence.strip()]

    def _in_text(self, amount: Amount) -> bool:
        wanted = Family.COUNT if amount.unit is Unit.NONE else Family.MONEY
        found = (number for sentence in self._sentences() for number in numbers(sentence))
        return any(number.family is wanted and number.amount.agrees(amount) for number in found)

    def _in_tables(self, amount: Amount) -> bool:
        cells = [cell.text for block in self.section.blocks for row in block.rows for cell in row]
        units = (Unit.NONE,) if amount.unit is Unit.NONE else (Unit.WAN, Unit.YUAN)
        return any(_is(cell, amount, unit) for cell in cells for unit in units)

    def _says_nothing(self, figure: str, owed: Iterable[str]) -> bool:
        """Whether a sentence on the figure, or on what it is a part of, says nothing, or has a number 0.

        So does one that names none of the figures: 未安排出国、接待 says it in words of its own.
        """
        own = {name for each in self._wholes(figure) for name in self._names(each)}
        others = {name for each in owed for name in self._names(each)}
        nothing = [_bare(sentence) for sentence in self._sentences() if _nothing(sentence)]
        return any(_has(own, sentence) or not _has(others, sentence) for sentence in nothing)

    def _names(self, figure: str) -> set[str]:
        """What a figure goes by, without the words that may be left out."""
        spec = self.pack.figures.get(figure)
        return {name for word in (spec.words if spec else ()) if len(name := _bare(plain(word))) >= _SHORTEST}

    def _wholes(self, figure: str) -> Iterator[str]:
        """The figure, and every whole of it that is nothing, too."""
        own = Coordinate.of(self.pack.figures[figure].at)
        for name, spec in self.pack.figures.items():
            amount = self.amount(name)
            if name == figure or (amount is not None and amount.is_zero and self._covers(Coordinate.of(spec.at), own)):
                yield name

    def _covers(self, whole: Coordinate, part: Coordinate) -> bool:
        """Whether ``part`` is a part of ``whole``: below it along every dimension that the whole names."""
        trees = self.disclosure.submission.dimensions
        return all(
            (member := part.get(dimension)) is not None
            and (member == code or (dimension in trees and trees[dimension].within_subtree(member, code)))
            for dimension, code in whole
        )


def _has(names: Iterable[str], sentence: str) -> bool:
    return any(name in sentence for name in names)


def _bare(text: str) -> str:
    """A plain text without what stands in brackets, quotes and the endings of names."""
    return _ENDING.sub("", _BRACKETED.sub("", text).replace('"', ""))


def _nothing(sentence: str) -> bool:
    zero = any(number.family in {Family.MONEY, Family.COUNT} and not number.value for number in numbers(sentence))
    return zero or cues("nothing").first(sentence) is not None


def _is(cell: str, amount: Amount, unit: Unit) -> bool:
    match = _NUMBER.fullmatch(cell.strip())
    if match is None:
        return False
    try:
        return Amount.stated(Decimal(match[0].replace(",", "")), unit, finest=0).agrees(amount)
    except InvalidOperation:
        return False


def _shown(amount: Amount) -> str:
    return amount.text(Unit.NONE, 0) if amount.unit is Unit.NONE else f"{amount.text(Unit.WAN, 2)}万元"
