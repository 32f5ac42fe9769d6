"""What every declared rule says about itself."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.packs.form import PackModel

Family = Literal["计算", "同一事实", "分类", "完整性", "文字", "绩效", "采购资产", "规范"]
Level = Literal["error", "warning", "hint", "info"]
Switch = Literal["error", "warning", "hint", "info", "off"]


class RuleText(PackModel):
    """Code, name and reasons of a rule. Severities: an error blocks publication, a warning wants a reason."""

    code: str = Field(pattern=r"^[A-Z]+-[0-9A-Z]+$")
    title: str
    severity: Level = "error"
    family: Family
    because: str
    """What the rule asks for and why, in a sentence or two."""
    basis: str = ""
    """The regulation or form it rests on."""
    remedy: str = "请核对所列各数。"
    waivable: bool = False
    """Whether a stated reason lifts it even where it is an error. Warnings and hints may always be explained."""
