"""Texts for tests of checking text: the samples with other paragraphs, and a disclosure of a few figures."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from decimal import Decimal

from generator.domain.amounts import Amount, Unit
from generator.domain.coordinates import Coordinate
from generator.domain.facts import Statement
from generator.domain.findings import Finding
from generator.domain.location import Location
from generator.domain.records import DutyGoal, Paragraph, Project, Records
from generator.domain.submission import Submission
from generator.packs.pack import Pack
from generator.reconcile.knowledge import Knowledge
from generator.reconcile.narrative import check_texts
from generator.reconcile.space import Space
from generator.reconcile.tally import Tally
from generator.reconcile.wording import Wording
from samples import submission

FAMILIES = ("NARR", "NAME", "YEAR", "HYG")


def paragraphs(*texts: str) -> tuple[Paragraph, ...]:
    """Paragraphs, each on a line of its own."""
    return tuple(Paragraph(text, Location("文字.yaml", line=line)) for line, text in enumerate(texts, 1))


def written(
    name: str, *texts: str, key: str = "other", goals: Sequence[str] = (), prior: Mapping[str, str] | None = None
) -> tuple[Submission, Pack]:
    """A sample whose only texts are these; ``prior`` are last year's amounts by figure name."""
    given, pack = submission(name)
    duties = tuple(DutyGoal("职责", goal, (), Location("目标.yaml", line=n)) for n, goal in enumerate(goals, 1))
    records = Records(goals=duties, texts={key: paragraphs(*texts)} if texts else {})
    before = tuple(
        _stated(Coordinate.of(pack.figures[figure].at).put("period", "prior"), text)
        for figure, text in (prior or {}).items()
    )
    return dataclasses.replace(given, records=records, statements=(*given.statements, *before)), pack


def with_project(given: Submission, project: Project) -> Submission:
    """The submission with another text for one of its projects."""
    return dataclasses.replace(given, records=dataclasses.replace(given.records, projects=(project,)))


def _stated(at: Coordinate, text: str) -> Statement:
    amount = Amount.stated(Decimal(text), Unit.WAN)
    return Statement(at, amount, "three_public_expenses", "数", Location("数.yaml", line=1))


def known(given: Submission) -> Knowledge:
    """What a submission states."""
    stated: dict[Coordinate, tuple[Statement, ...]] = {}
    for statement in (*(s for form in given.forms.values() for s in form.statements), *given.statements):
        stated[statement.at] = (*stated.get(statement.at, ()), statement)
    closures = tuple(closure for form in given.forms.values() for closure in form.closures)
    return Knowledge(Space(given.dimensions), stated, closures)


def checked(given: Submission, pack: Pack) -> list[Finding]:
    """The findings on the texts of a submission."""
    wording = Wording(pack, known(given), given.entity, given.year)
    return list(check_texts(wording, given, pack, Tally()))


def found(
    name: str, *texts: str, key: str = "other", goals: Sequence[str] = (), prior: Mapping[str, str] | None = None
) -> list[tuple[str, str | None, str | None]]:
    """Code, stated and expected of what is found in these texts, in the disclosure of a sample."""
    findings = checked(*written(name, *texts, key=key, goals=goals, prior=prior))
    return [(f.code, f.stated, f.expected) for f in findings]


def codes(*args: str, goals: Sequence[str] = (), key: str = "other") -> set[str]:
    """The codes of what is found in texts, in the disclosure of a sample."""
    return {code for code, _, _ in found(*args, key=key, goals=goals)}


def disclosure_of(amounts: Mapping[tuple[str, ...], str], *texts: str, entity: str, year: int) -> list[Finding]:
    """What is found in texts of a disclosure that states nothing but these amounts (``("item", "abroad", …)``)."""
    given, pack = submission("hebei-etdz-admin-office-2024")
    statements = tuple(
        _stated(Coordinate.of(dict(zip(at[::2], at[1::2], strict=True))), text) for at, text in amounts.items()
    )
    return checked(
        dataclasses.replace(
            given,
            year=year,
            entity=dataclasses.replace(given.entity, name=entity, units=()),
            forms={},
            statements=statements,
            records=Records(texts={"other": paragraphs(*texts)}),
        ),
        pack,
    )
