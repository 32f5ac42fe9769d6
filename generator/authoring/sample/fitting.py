"""Which economic 科目 go with which kind of spending: two ways of splitting the same money must not contradict."""

from __future__ import annotations

from collections.abc import Mapping

from generator.domain.coordinates import Dimension
from generator.packs.pack import Pack

KIND, ECONOMIC, FLOW = "kind", "economic", "flow"
_USUAL: Mapping[str, tuple[str, ...]] = {"personnel": ("301", "303"), "public": ("302", "310", "309")}
"""人员经费 and 公用经费 by 类 of the economic classification."""


class Fitting:
    """The classes a kind of spending is made of: the usual ones, and those balances name (301 = 工资福利)."""

    def __init__(self, pack: Pack, trees: Mapping[str, Dimension]) -> None:
        self._trees = trees
        self._named: dict[str, tuple[str, ...]] = {}
        for balance in pack.rules.balances:
            for one, other in ((balance.left, balance.right), (balance.right, balance.left)):
                if one.get(FLOW) == other.get(FLOW) and KIND in one and ECONOMIC in other and ECONOMIC not in one:
                    self._named[one[KIND]] = (other[ECONOMIC],)

    def classes(self, kind: str) -> tuple[str, ...]:
        """The classes of a kind; none where any will do."""
        if kind in self._named:
            return self._named[kind]
        tree = self._trees.get(KIND)
        above = tree.ancestors(kind) if tree else ()
        taken = {code for codes in self._named.values() for code in codes}
        usual = next((_USUAL[code] for code in above if code in _USUAL), ())
        return tuple(code for code in usual if code not in taken or kind in _USUAL)

    def fits(self, parts: Mapping[str, str]) -> bool:
        """Whether the 科目 is one of the kind, where both are named."""
        if KIND not in parts or ECONOMIC not in parts:
            return True
        classes = self.classes(parts[KIND])
        return not classes or self._trees[ECONOMIC].ancestors(parts[ECONOMIC])[-1] in classes

    def kind(self, economic: str) -> str | None:
        """A last-level kind the 科目 may be of."""
        top = self._trees[ECONOMIC].ancestors(economic)[-1]
        kinds = (code for code in self._trees[KIND].members if not self._trees[KIND].children(code))
        return next((code for code in kinds if top in self.classes(code)), None)
