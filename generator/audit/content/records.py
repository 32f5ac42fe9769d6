"""Tables that are no forms: every record they tell of stands there whole, and no amount in them is invented.

Which parts of records a document shows is known from what its templates asked for. A part is held to be shown in the
rows (or tables) of its records when it is found there for some of them; a long text must stand somewhere in any case.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.audit.body import Block
from generator.audit.codes import AMOUNT_INVENTED, RECORD_LOST, finding
from generator.audit.content.amounts import MONEY, Sources, Typed, whole_amount
from generator.audit.content.items import Item, items
from generator.audit.content.reading import Body, expanded, quoted, units_told
from generator.domain.findings import Finding
from generator.domain.squeezed import squeezed
from generator.domain.submission import Disclosure
from generator.packs.pack import Pack

Near = Sequence[tuple[frozenset[str], frozenset[str]]]
"""Rows as the texts of their cells, each with those of its whole table."""
_LONG = 6
"""From so many characters on a text is taken to be nowhere by chance."""
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_STOPS = "。．.；;，,、"
_SHOW = "请改正印这些记录的一节模板：逐条印出，不截短、不改写。"
_BIND = "请把模板中的数字改为引用（如 {{ 项.预算数 | 格 }}），或核对输入。"


@dataclass
class Records:
    """What was found of the records. ``compared``: texts and amounts of records, by kind."""

    findings: list[Finding] = field(default_factory=list)
    compared: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class _Pool:
    """All text outside forms: rows and tables by the texts of their cells, and everything as one text."""

    rows: Mapping[str, Near]
    text: str
    numbers: frozenset[str]

    @classmethod
    def of(cls, body: Body, forms: set[int]) -> _Pool:
        blocks = [block for place, block in enumerate(body.blocks) if place not in forms]
        rows: dict[str, list[tuple[frozenset[str], frozenset[str]]]] = {}
        for row in (row for block in blocks if block.kind == "table" for row in _rows(block)):
            for text in row[0]:
                rows.setdefault(text, []).append(row)
        numbers = frozenset(number for block in blocks for number in _NUMBER.findall(block.text))
        return cls(rows, "\n".join(squeezed(block.text) for block in blocks), numbers)

    def near(self, item: Item) -> Near:
        """The rows a record stands in, each with its whole table."""
        return self.rows.get(squeezed(item.name), ())

    def has(self, text: str) -> bool:
        """Whether a text stands anywhere."""
        return text in self.rows or text in self.text


def _rows(block: Block) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    rows = [frozenset(squeezed(cell.text) for cell in row) for row in expanded((*block.head, *block.rows))]
    whole = frozenset[str]().union(*rows)
    yield from ((row, whole) for row in rows)


def audit_records(body: Body, forms: set[int], disclosure: Disclosure, pack: Pack, sources: Sources) -> Records:
    """Compare the records the templates told of with the text outside ``forms``."""
    found, pool = Records(), _Pool.of(body, forms)
    due: Counter[str] = Counter()
    for kind, group in items(disclosure, pack, sources.told):
        due.update(squeezed(text) for item in group for _, text in item.texts)
        found.compared[kind] += sum(len(item.texts) + len(item.amounts) for item in group)
        found.findings += _missing(kind, group, pool)
        found.findings += _misplaced(kind, group, pool)
    tables = [place for place in body.tables if place not in forms]
    for place in tables:
        found.findings += _invented(body, place, sources)
    found.findings += _altered(body, tables, due, sources)
    return found


def _missing(kind: str, group: Sequence[Item], pool: _Pool) -> Iterator[Finding]:
    """Long texts and numbers that stand nowhere, and records of one name that stand there too few times."""
    for item in group:
        for part, text in item.texts:
            wanted = squeezed(text).rstrip(_STOPS)
            telling = len(wanted) >= _LONG or any(letter.isdigit() for letter in wanted)
            if telling and not pool.has(wanted):
                yield _lost(kind, item, part, text)
        for part, digits in item.amounts:
            if pool.numbers.isdisjoint(digits):
                yield _lost(kind, item, part, digits[0])
    if group[0].named:
        for name, count in Counter(squeezed(item.name) for item in group).items():
            shown = pool.text.count(name) if count > 1 and len(name) >= _LONG else count
            if 0 < shown < count:
                message = f"有{count}条{kind}名为“{quoted(name)}”，文件里只见{shown}条。"
                yield finding(RECORD_LOST, message, _SHOW, stated=f"{shown}条", expected=f"{count}条")


def _misplaced(kind: str, group: Sequence[Item], pool: _Pool) -> Iterator[Finding]:
    """Texts and amounts that stand in the rows of some records of a kind, or in their tables, but not of others."""
    near = {id(item): pool.near(item) for item in group}
    judged: set[str] = set()
    for wide in (False, True):
        shown = {part for item in group for part, texts in _short(item) if _stands(texts, near[id(item)], wide=wide)}
        for item in group:
            for part, texts in _short(item):
                due = part in shown - judged and bool(near[id(item)])
                if due and not _stands(texts, near[id(item)], wide=wide):
                    yield _lost(kind, item, part, texts[0])
        judged |= shown
    names = frozenset(squeezed(item.name) for item in group)
    every = {text for item in group for _, texts in item.amounts for text in texts if "." in text}
    for item in group:
        if item.amounts:
            yield from _exchanged(kind, item, every, names, near[id(item)])


def _exchanged(kind: str, item: Item, every: set[str], names: frozenset[str], near: Near) -> Iterator[Finding]:
    """Amounts of another record in the row of this one, or in its table where that is its alone."""
    own = {text for _, texts in item.amounts for text in texts}
    for row, table in near:
        alone = len(names & table) == 1
        for text in sorted(((table if alone else row) & every) - own):
            message = f"{kind}“{quoted(item.name)}”旁边印着“{text}”，那是另一条{kind}的金额。"
            yield finding(RECORD_LOST, message, _SHOW, stated=text, expected=item.amounts[0][1][0])


def _short(item: Item) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What is looked for near a record: its amounts, and texts too short to be looked for everywhere."""
    yield from item.amounts
    yield from ((part, (text,)) for part, text in item.texts if len(squeezed(text).rstrip(_STOPS)) < _LONG)


def _stands(texts: Iterable[str], near: Near, *, wide: bool) -> bool:
    return any(squeezed(text) in (table if wide else row) for text in texts for row, table in near)


def _lost(kind: str, item: Item, part: str, text: str) -> Finding:
    message = f"{kind}“{quoted(item.name)}”的{part}“{quoted(text)}”没有印出，或印得不同。"
    return finding(RECORD_LOST, message, _SHOW, expected=text)


def _invented(body: Body, place: int, sources: Sources) -> Iterator[Finding]:
    """Cells of a table that are an amount no figure was bound for and no record has."""
    above = units_told(block.text for block in body.before(place))
    for row in body.blocks[place].rows:
        for cell in row:
            text = squeezed(cell.text)
            amount = whole_amount(text)
            if text in sources.cells or not text:
                continue
            if amount is None:
                if "amount" in cell.classes and any(letter.isdigit() for letter in text) and not sources.within(text):
                    message = f"{body.where(place)}下的表格的金额格里写着“{quoted(cell.text)}”，它不是金额。"
                    yield finding(AMOUNT_INVENTED, message, _BIND, stated=text)
                continue
            units = sources.bound.get(amount.digits, set())
            if units and not amount.unit:
                if above and units <= MONEY and units.isdisjoint(above) and "." in amount.digits:
                    message = (
                        f"{body.where(place)}下的表格写明单位是{above[0]}，其中的“{text}”是以{min(units)}为单位的数。"
                    )
                    yield finding(AMOUNT_INVENTED, message, _BIND, stated=text + above[0], expected=text + min(units))
            elif amount.unit not in units and _meant_as_amount(amount, cell.classes):
                message = f"{body.where(place)}下的表格中有“{quoted(cell.text)}”，它不是任何数字或记录的内容。"
                yield finding(AMOUNT_INVENTED, message, _BIND, stated=text)


def _altered(body: Body, tables: Sequence[int], due: Counter[str], sources: Sources) -> Iterator[Finding]:
    """Cells that are nearly a text of a record, which itself stands in fewer cells than there are records with it."""
    cells = [(place, cell.text) for place in tables for row in body.blocks[place].rows for cell in row]
    shown = Counter(squeezed(text) for _, text in cells)
    for place, text in cells:
        like = sources.nearly(squeezed(text))
        if like and shown[like] < due[like]:
            message = f"{body.where(place)}下的表格中“{quoted(text)}”与输入中的“{quoted(like)}”只差几个字。"
            yield finding(RECORD_LOST, message, _SHOW, stated=text, expected=like)


def _meant_as_amount(amount: Typed, classes: frozenset[str]) -> bool:
    """Whether a number is an amount and not an ordinal, a year or a weight."""
    return "." in amount.digits or "," in amount.digits or amount.unit in MONEY or "amount" in classes
