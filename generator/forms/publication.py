"""What is published of a disclosure, and nothing else.

Writers of published formats take a :class:`Publication`. It has figures, tables and texts as printed, and no way to
what is internal: findings and the reasons given for them, people, input files and the places in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.domain.amounts import Unit
from generator.domain.coordinates import Coordinate, Dimension
from generator.domain.document import ComposedDocument
from generator.domain.facts import Fact
from generator.domain.records import Paragraph
from generator.domain.submission import Disclosure, Submission
from generator.forms.amount_text import plain_text
from generator.forms.printed import PrintedForm, printed_form
from generator.forms.record_rows import AmountText, amount_unit
from generator.forms.views import typed
from generator.forms.workbook.content import Content
from generator.forms.workbook.record_sheets import RecordSheet
from generator.packs.pack import Pack
from generator.packs.titles import fill, title_names

MISSING = "missing"


@dataclass(frozen=True, slots=True)
class PublicUnit:
    """A unit (单位) of the entity."""

    name: str
    nature: str
    rank: str
    funding: str


@dataclass(frozen=True, slots=True)
class PublicForm:
    """A form and how it stands; ``printed`` is the form as printed, none where it is missing."""

    id: str
    title: str
    status: str
    empty: bool
    printed: PrintedForm | None


@dataclass(frozen=True, slots=True)
class PublicMember:
    """A member of a dimension."""

    name: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class PublicDimension:
    """A dimension with the members that some fact is of, and those above them, by code."""

    name: str
    members: Mapping[str, PublicMember]


@dataclass(frozen=True, slots=True)
class PublicFact:
    """One figure: ``amount`` and ``precision`` in ``unit`` (元, or nothing for a count).

    ``label`` names the members of its coordinate. ``status``: ``stated``, ``derived`` or ``blank``.
    """

    at: Coordinate
    label: str
    amount: Decimal
    precision: Decimal
    unit: str
    status: str


@dataclass(frozen=True, slots=True)
class Publication:
    """A disclosure as it may be published.

    ``pack`` and ``pack_version`` name the pack; ``approved`` is an ISO date or empty. ``forms``, ``facts`` (sorted by
    coordinate) and ``tables`` are what documents are drawn from; ``info`` is the table that says who reports.
    """

    title: str
    draft: bool
    pack: str
    pack_version: str
    year: int
    approved: str
    code: str
    name: str
    level: str
    units: tuple[PublicUnit, ...]
    forms: tuple[PublicForm, ...]
    dimensions: Mapping[str, PublicDimension]
    facts: tuple[PublicFact, ...]
    info: RecordSheet
    tables: tuple[RecordSheet, ...]


def publication(disclosure: Disclosure, pack: Pack, document: ComposedDocument) -> Publication:
    """What is published of ``disclosure``; title and texts are those of ``document``.

    A nothing that nobody wrote down and that only follows from another nothing is left out.
    """
    submission = _as_printed(disclosure.submission, document)
    entity, dimensions = submission.entity, submission.dimensions
    facts = {at: fact for at, fact in disclosure.facts.items() if not (fact.derived and fact.amount.is_zero)}
    content = Content(pack, entity, submission.year, submission, _amounts(disclosure, pack), editable=False)
    return Publication(
        title=document.title,
        draft=document.draft,
        pack=pack.id,
        pack_version=pack.manifest.version,
        year=submission.year,
        approved=submission.approved,
        code=entity.code,
        name=entity.name,
        level=entity.level,
        units=tuple(PublicUnit(unit.name, unit.nature, unit.rank, unit.funding) for unit in entity.units),
        forms=tuple(_forms(disclosure, pack)),
        dimensions=_dimensions(dimensions, facts),
        facts=tuple(_fact(facts[at], dimensions) for at in sorted(facts)),
        info=content.info(),
        tables=tuple(table for table in _tables(content) if table.rows),
    )


def _as_printed(submission: Submission, document: ComposedDocument) -> Submission:
    """The submission with the texts of the document, whose figures are filled in."""
    texts = {key: tuple(map(Paragraph, found)) for key, found in document.texts.items()}
    return replace(submission, records=replace(submission.records, texts=texts))


def _tables(content: Content) -> Iterator[RecordSheet]:
    yield from content.tables()
    yield content.texts()
    yield from content.figures()
    yield content.prior()


def _amounts(disclosure: Disclosure, pack: Pack) -> AmountText:
    """The amounts outside forms: as typed where the input states them, else as derived."""
    unit = amount_unit(pack, disclosure.submission)
    stated = {s.at: typed(s, unit) for s in disclosure.submission.statements if not s.blank}

    def text(at: Coordinate) -> str:
        fact = disclosure.facts.get(at)
        if at in stated or fact is None or not fact.derived or fact.amount.is_zero:
            return stated.get(at, "")
        return plain_text(fact.amount, Unit.NONE if fact.amount.unit is Unit.NONE else unit, 2)

    return text


def _forms(disclosure: Disclosure, pack: Pack) -> Iterator[PublicForm]:
    submission = disclosure.submission
    names = {**pack.terms(submission.entity.level), **title_names(submission.entity, submission.year)}
    for form in pack.forms.values():
        state = disclosure.forms.get(form.id)
        if state is not None:
            printed = None if state.status == MISSING else printed_form(pack, form, disclosure)
            yield PublicForm(form.id, fill(form.title, names), state.status, state.empty, printed)


def _dimensions(dimensions: Mapping[str, Dimension], facts: Iterable[Coordinate]) -> dict[str, PublicDimension]:
    """Every member that some fact is of, and those above it."""
    used: dict[str, set[str]] = {}
    for at in facts:
        for key, member in at:
            used.setdefault(key, set()).update(dimensions[key].ancestors(member))
    return {key: PublicDimension(dimensions[key].name, _members(dimensions[key], used[key])) for key in sorted(used)}


def _members(dimension: Dimension, used: set[str]) -> dict[str, PublicMember]:
    return {code: PublicMember(dimension.name_of(code), dimension.parent(code)) for code in sorted(used)}


def _fact(fact: Fact, dimensions: Mapping[str, Dimension]) -> PublicFact:
    amount = fact.amount
    return PublicFact(
        fact.at,
        "·".join(dimensions[key].name_of(member) for key, member in fact.at),
        amount.value,
        amount.step,
        "" if amount.unit is Unit.NONE else Unit.YUAN.label,
        fact.status,
    )
