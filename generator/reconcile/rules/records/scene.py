"""What a record rule looks at, and how it tells what it finds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.domain.amounts import Amount
from generator.domain.coordinates import Coordinate
from generator.domain.facts import Statement
from generator.domain.findings import Figure, Finding, Severity
from generator.domain.location import Location
from generator.domain.records import Project
from generator.domain.submission import FormState, Submission
from generator.packs.pack import Pack
from generator.packs.rule_text import RuleText
from generator.reconcile.knowledge import Knowledge
from generator.reconcile.rules.not_checked import NotChecked
from generator.reconcile.tally import Tally
from generator.reconcile.wording import Wording

NO_PROJECTS = "没有项目"
_BUDGET = Coordinate.of({"flow": "expenditure", "kind": "project"})
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Scene:
    """One rule, and everything it may look at."""

    rule: RuleText
    submission: Submission
    wording: Wording
    forms: Mapping[str, FormState]
    gaps: NotChecked

    @classmethod
    def of(
        cls, rule: RuleText, submission: Submission, wording: Wording, forms: Mapping[str, FormState], tally: Tally
    ) -> Scene:
        """The scene of ``rule``."""
        return cls(rule, submission, wording, forms, NotChecked(rule, submission.location, tally))

    @property
    def pack(self) -> Pack:
        """The pack."""
        return self.wording.pack

    @property
    def knowledge(self) -> Knowledge:
        """What is known."""
        return self.wording.knowledge

    @property
    def projects(self) -> tuple[Project, ...]:
        """The projects; that there are none is a reason not to have checked."""
        found = self.submission.records.projects
        if not found:
            self.gaps.note(NO_PROJECTS)
        return found

    def budget(self, project: Project) -> tuple[Amount | None, tuple[Statement, ...]]:
        """A project's budget, and where it is stated."""
        at = _BUDGET.put("project", project.key)
        return self.knowledge.amount(at), self.knowledge.stated.get(at, ())

    def place(self, dimension: str, code: str) -> Location:
        """Where a member's amounts stand."""
        found = (s.location for at, every in self.knowledge.stated.items() if at.get(dimension) == code for s in every)
        return next(found, self.submission.location)

    def finding(self, words: str, places: Iterable[Location], figures: tuple[Figure, ...] = ()) -> Finding:
        """A finding of the rule: its title, and ``words``."""
        found = tuple(dict.fromkeys(place for place in places if place)) or (self.submission.location,)
        severity = Severity[self.rule.severity.upper()]
        message = f"{self.rule.title}：{words}。"
        return Finding(self.rule.code, severity, message, found, remedy=self.rule.remedy, figures=figures)


def listed(names: Iterable[str]) -> str:
    """“甲”、“乙”、“丙”等 5 个."""
    every = list(dict.fromkeys(names))
    shown = "、".join(f"“{name}”" for name in every[:_NAMED])
    return f"{shown}等 {len(every)} 个" if len(every) > _NAMED else shown
