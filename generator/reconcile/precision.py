"""How figures were shortened: rounded, as a rule, or cut. Some offices print 204.9197 as 204.91."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from generator.domain.coordinates import Coordinate
from generator.domain.facts import Statement
from generator.domain.findings import Finding
from generator.packs.pack import Pack
from generator.reconcile.codes import CATALOGUE, FIGURES_CUT
from generator.reconcile.wording import Wording, places

Stated = Mapping[Coordinate, tuple[Statement, ...]]


def cut_pair(stated: Stated) -> tuple[Statement, Statement] | None:
    """The first figure that is another one with its last decimals cut off, and that other one."""
    for statements in stated.values():
        if len({s.amount.step for s in statements}) > 1:
            found = _cut(statements)
            if found is not None:
                return found
    return None


def _cut(statements: Sequence[Statement]) -> tuple[Statement, Statement] | None:
    pairs = ((short, long) for short in statements for long in statements)
    return next((pair for pair in pairs if pair[0].amount.cut_from(pair[1].amount)), None)


def as_shortened(stated: Stated, pack: Pack) -> dict[Coordinate, tuple[Statement, ...]]:
    """The statements with what their figures stand for, cut or rounded."""
    if pack.rules.rounding == "half_up" and cut_pair(stated) is None:
        return dict(stated)
    return {at: tuple(replace(s, amount=s.amount.cut()) for s in found) for at, found in stated.items()}


def check_cut(wording: Wording, stated: Stated) -> Iterator[Finding]:
    """A remark where figures are cut although the pack does not say so."""
    pair = cut_pair(stated) if wording.pack.rules.rounding == "half_up" else None
    if pair is not None:
        severity, title = CATALOGUE[FIGURES_CUT]
        one, two = (f"{wording.label(s)}为{wording.money(s.amount, s.at)}" for s in pair)
        remedy = "不影响公开；其余各数也按截尾核对。当地统一截尾的，可在模板包 rules.yaml 中写 rounding: cut。"
        yield Finding(FIGURES_CUT, severity, f"{title}：{one}，{two}。", places(pair), remedy=remedy)
