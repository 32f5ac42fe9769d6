"""Checks on what is no amount, by named kinds with parameters: ``records:`` in ``rules.yaml``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.packs.rule_text import RuleText


class PaymentPlan(RuleText):
    """The cumulative payment plan of a project never falls, and ends at ``full`` percent."""

    kind: Literal["payment_plan"]
    full: int = 100


class CostIndicator(RuleText):
    """A cost indicator that is a sum of money is at most the project's budget; one per piece is not compared."""

    kind: Literal["cost_indicator"]
    levels: tuple[str, ...]
    """Indicator levels (一级 or 二级) that are costs."""


class IndicatorKinds(RuleText):
    """Every project that has indicators has one of each kind."""

    kind: Literal["indicator_kinds"]
    needed: tuple[str, ...]
    """Names of 一级 or 二级 indicators; ``甲|乙`` where either will do."""


class RepeatedValues(RuleText):
    """All indicators of a project have one and the same value."""

    kind: Literal["repeated_values"]
    at_least: int = 4
    """From so many indicators on."""


class Direction(RuleText):
    """A quantity that should be small has ≥, or one that should be large has ≤."""

    kind: Literal["direction"]
    small: tuple[str, ...]
    """Ends of indicator names of which less is better: 故障率."""
    large: tuple[str, ...]
    """Ends of indicator names of which more is better: 满意度."""


class ProjectCode(RuleText):
    """The shape of project codes."""

    kind: Literal["project_code"]
    shape: str
    """``9`` a digit, ``A`` a letter, ``*`` either, ``+`` one or more of these, ``YY`` the budget year, else itself."""
    same: int = 0
    """So many characters at the front are the same in all codes."""


class MemberField(RuleText):
    """A field of the members of a dimension begins with one of these."""

    kind: Literal["member_field"]
    each: str
    field: str
    starts: tuple[str, ...]
    required: bool = False


class UniqueNames(RuleText):
    """No two projects have the same name."""

    kind: Literal["unique_names"]


class UnitNames(RuleText):
    """Unit names in projects and in the groups of a listing are those of the entity or of its units."""

    kind: Literal["unit_names"]
    groups: tuple[str, ...] = ()
    """Dimensions whose groups are units."""


class EmptyNotes(RuleText):
    """A form without data says so, and names its own fund."""

    kind: Literal["empty_notes"]
    forms: dict[str, tuple[str, ...]]
    """Form id → words of which its note has one."""


class Reasons(RuleText):
    """Where a figure differs from the year before, the reason is told."""

    kind: Literal["reasons"]
    texts: dict[str, str]
    """Figure → text key."""


class PriorGiven(RuleText):
    """Some figure of the year before is given."""

    kind: Literal["prior_given"]
    figures: tuple[str, ...]


class AllowedPairs(RuleText):
    """Codes of two classifications that stand in one row belong together, as a table of the catalogue says."""

    kind: Literal["allowed_pairs"]
    left: str
    right: str
    """Dimensions."""
    catalog: str
    """CSV of the catalogue with ``department_code``, ``government_code`` and ``unit_type``."""


RecordRule = Annotated[
    PaymentPlan
    | CostIndicator
    | IndicatorKinds
    | RepeatedValues
    | Direction
    | ProjectCode
    | MemberField
    | UniqueNames
    | UnitNames
    | EmptyNotes
    | Reasons
    | PriorGiven
    | AllowedPairs,
    Field(discriminator="kind"),
]
