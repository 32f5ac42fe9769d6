"""Disclosures for tests of composing: a sample with other figures, and packs written on the spot."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from pathlib import Path

from generator.compose.context import Stage
from generator.domain.amounts import Amount, Unit
from generator.domain.coordinates import Coordinate
from generator.domain.facts import Fact
from generator.domain.records import Paragraph
from generator.domain.submission import Disclosure
from generator.packs.loader import load_pack
from generator.packs.pack import Pack
from samples import NAMES, disclosure

TEXTS = {
    "duties": ("统筹行政事务。", "负责会议组织。"),
    "overall_goal": ("统筹做好各项工作。",),
    "safeguards": ("完善制度建设。", "加强支出管理。"),
    "change_three_public": ("压减接待支出",),
}


def pack() -> Pack:
    """The pack of the samples."""
    return load_pack("hebei-2024")


def amount(text: str, unit: Unit = Unit.WAN) -> Amount:
    """An amount as typed."""
    return Amount.stated(Decimal(text), unit)


def sample(level: str = "部门", name: str = "某某区委办公室") -> Disclosure:
    """A reconciled sample under another name, with short texts that hold no figure."""
    given = disclosure(NAMES[1])
    entity = dataclasses.replace(given.submission.entity, name=name, level=level)
    texts = {key: tuple(Paragraph(text) for text in found) for key, found in TEXTS.items()}
    records = dataclasses.replace(given.submission.records, texts=texts)
    submission = dataclasses.replace(given.submission, entity=entity, records=records)
    return dataclasses.replace(given, submission=submission)


def renumbered(given: Disclosure, start: int) -> Disclosure:
    """The same disclosure with an amount of its own for every fact that is something; differences are its own too."""
    facts, step = {}, start // 100 + 7
    for index, (at, fact) in enumerate(given.facts.items()):
        new = fact.amount if fact.amount.is_zero else amount(f"{start + step * index}.{index % 90 + 10}")
        facts[at] = Fact(at, new, derived=fact.derived)
    return dataclasses.replace(given, facts=facts)


def with_facts(given: Disclosure, **figures: str | None) -> Disclosure:
    """The disclosure with figures of ``figures.yaml`` set (``三公_合计="14.09"``), or unknown for None.

    A name that ends in ``_上年`` is the figure of the year before.
    """
    facts = dict(given.facts)
    for name, text in figures.items():
        group, figure, *prior = name.split("_")
        at = Coordinate.of(pack().figures[f"{group}.{figure}"].at)
        at = at.put("period", "prior") if prior else at
        facts.pop(at, None)
        if text is not None:
            facts[at] = Fact(at, amount(text))
    return dataclasses.replace(given, facts=facts)


def with_text(given: Disclosure, key: str, *paragraphs: Paragraph) -> Disclosure:
    """The disclosure with other paragraphs under a text key."""
    records = given.submission.records
    records = dataclasses.replace(records, texts={**records.texts, key: paragraphs})
    return dataclasses.replace(given, submission=dataclasses.replace(given.submission, records=records))


def written_pack(folder: Path, **sections: str) -> Pack:
    """A pack that extends hebei-2024 and has these section templates of its own (``three_public="…"``)."""
    (folder / "own" / "sections").mkdir(parents=True)
    (folder / "own" / "pack.yaml").write_text("id: own\ntitle: 试验\nextends: hebei-2024\n", encoding="utf-8")
    for name, text in sections.items():
        path = folder / "own" / "sections" / f"{name.replace('_', '-')}.html.j2"
        path.write_text(text, encoding="utf-8")
    return load_pack("own", (folder,))


def rendered(expression: str, given: Disclosure | None = None, *, draft: bool = False) -> str:
    """What a template prints for ``expression``."""
    stage = Stage(given or sample(), pack(), draft=draft)
    text = stage.environment.from_string(expression).render(stage.names)
    stage.gaps.check()
    return text
