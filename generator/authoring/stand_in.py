"""Who a pack is tried with before there is any input: an entity called 示例, and the names its templates see."""

from __future__ import annotations

from generator.compose.context import Stage
from generator.domain.records import BudgetUnit, Entity
from generator.domain.submission import Disclosure, Submission
from generator.packs.pack import Pack

NAME = "示例单位"
CODE = "000"
DEFAULT_YEAR = 2024
UNITS = (
    BudgetUnit("示例单位本级", "行政", "正科级", "财政拨款"),
    BudgetUnit("示例所属事业单位", "事业", "股级", "财政性资金基本保证"),
)


def year_of(pack: Pack) -> int:
    """The latest year a pack is for."""
    return max(pack.manifest.years, default=DEFAULT_YEAR)


def level_of(pack: Pack) -> str:
    """The first level a pack is for."""
    return pack.manifest.levels[0] if pack.manifest.levels else "部门"


def entity_of(level: str) -> Entity:
    """The entity samples are of."""
    return Entity(CODE, NAME, level, UNITS)


def stage_of(pack: Pack, level: str) -> Stage:
    """A document of ``pack`` without any figure, to see which names its templates have."""
    submission = Submission(pack.id, year_of(pack), entity_of(level), {})
    return Stage(Disclosure(submission, {}, {}), pack, draft=True)
