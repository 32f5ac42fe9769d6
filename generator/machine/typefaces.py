"""Which typefaces of official documents this machine has, and which open ones stand in for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Role:
    """One of the five typefaces of official documents, and what may be set in its place.

    ``official`` are the faces the rules name, ``similar`` open faces of the same kind, ``other`` open faces
    of another kind, readable but visibly different. Each is tried in order.
    """

    name: str
    official: tuple[str, ...]
    similar: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


ROLES = (
    Role(
        "小标宋",
        ("方正小标宋_GBK", "方正小标宋简体", "FZXiaoBiaoSong-B05", "FZXiaoBiaoSong-B05S"),
        ("Noto Serif CJK SC", "Source Han Serif SC", "FandolSong"),
    ),
    Role(
        "宋体",
        ("宋体", "SimSun", "华文宋体", "STSong"),
        ("Noto Serif CJK SC", "Source Han Serif SC", "FandolSong"),
    ),
    Role(
        "黑体",
        ("黑体", "SimHei", "华文黑体", "STHeiti"),
        ("Noto Sans CJK SC", "Source Han Sans SC", "FandolHei", "WenQuanYi Zen Hei"),
    ),
    Role(
        "楷体",
        ("楷体_GB2312", "楷体", "KaiTi_GB2312", "KaiTi", "华文楷体", "STKaiti"),
        ("LXGW WenKai", "霞鹜文楷", "FandolKai", "AR PL UKai CN"),
        ("Noto Serif CJK SC", "FandolSong"),
    ),
    Role(
        "仿宋",
        ("仿宋_GB2312", "仿宋", "FangSong_GB2312", "FangSong", "华文仿宋", "STFangsong", "方正仿宋_GBK"),
        ("FandolFang R", "FandolFang"),
        ("Noto Serif CJK SC", "Source Han Serif SC", "FandolSong"),
    ),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """The face a role gets on this machine: its family, and whether it is the official one, or alike."""

    role: Role
    family: str
    official: bool
    similar: bool


def choose(role: Role, installed: Iterable[str]) -> Choice | None:
    """The first face of ``role`` among ``installed``; none when none of them is there."""
    present = {name.casefold() for name in installed}  # fontconfig does not mind case either
    for family in (*role.official, *role.similar, *role.other):
        if family.casefold() in present:
            official = family in role.official
            return Choice(role, family, official, official or family in role.similar)
    return None
