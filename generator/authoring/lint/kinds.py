"""What every disclosure must tell, looked for by coordinates, whatever a jurisdiction calls its forms."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from generator.authoring import findings as codes
from generator.authoring.draft import Draft
from generator.authoring.lint.coordinates import all_trees
from generator.authoring.lint.template_tree import forms_in_templates
from generator.authoring.lint.walk import leaves, printed_forms, rows_of
from generator.domain.coordinates import Coordinate, Dimension
from generator.packs.form import Form

EVERY = "*"
"""Stands for any member a form lists."""
INCOME, SPENDING = "income", "expenditure"


@dataclass(frozen=True)
class Shape:
    """The cells of a form, each as the members it lies at."""

    cells: tuple[Coordinate, ...]
    trees: Mapping[str, Dimension]

    def has(self, **members: str) -> bool:
        """Whether some cell lies at or below all these members (``*``: is broken down by that dimension)."""
        return any(all(self._under(at, key, top) for key, top in members.items()) for at in self.cells)

    def total(self, flow: str, source: str = "") -> bool:
        """Whether some cell is the whole of a flow, of one source or of all."""
        return any(
            self._under(at, "flow", flow) and (at.get("source") or "") == source and not at.get("period") for at in self.cells
        )

    def only(self, dimension: str, *tops: str) -> bool:
        """Whether every cell lies below one of these members."""
        return bool(self.cells) and all(any(self._under(at, dimension, top) for top in tops) for at in self.cells)

    def _under(self, at: Coordinate, dimension: str, top: str) -> bool:
        member = at.get(dimension)
        if member is None or top == EVERY:
            return member is not None
        tree = self.trees.get(dimension)
        return member == top or (tree is not None and tree.within_subtree(member, top))


Kind = tuple[str, str, Callable[[Shape], bool]]

KINDS: tuple[Kind, ...] = (
    ("收支总表", "全部收入和全部支出的合计（flow: income 与 expenditure，不分资金来源）",
     lambda s: s.total(INCOME) and (s.total(SPENDING) or s.total("outlay"))),
    ("收入总表", "全部收入按资金来源分列（flow: income，按 source）",
     lambda s: s.only("flow", INCOME) and s.has(flow=INCOME, source=EVERY)),
    ("支出总表", "全部支出分基本支出和项目支出（flow: expenditure，不分资金来源，按 kind）",
     lambda s: s.only("flow", SPENDING) and s.total(SPENDING) and s.has(flow=SPENDING, kind="basic") and s.has(kind="project")),
    ("财政拨款收支总表", "财政拨款的收入和支出（source: fiscal 及其下级）",
     lambda s: s.only("source", "fiscal") and s.has(flow=INCOME) and (s.has(flow=SPENDING) or s.has(flow="outlay"))),
    ("一般公共预算支出表", "一般公共预算支出按功能科目、分基本支出和项目支出（source: general，按 function 和 kind）",
     lambda s: s.has(flow=SPENDING, source="general", function=EVERY, kind="basic") and s.has(source="general", kind="project")),
    ("一般公共预算基本支出表", "一般公共预算基本支出按经济科目（source: general，kind: basic，按 economic）",
     lambda s: s.has(flow=SPENDING, source="general", kind="basic", economic=EVERY)),
    ("“三公”经费支出表", "“三公”经费及其各项（item: three_public 及其下级）",
     lambda s: s.has(item="abroad") and s.has(item="vehicle") and s.has(item="reception")),
    ("政府性基金预算支出表", "政府性基金支出（flow: expenditure，source: fund）",
     lambda s: s.only("source", "fund") and s.has(flow=SPENDING)),
    ("国有资本经营预算支出表", "国有资本经营预算支出（flow: expenditure，source: state_capital）",
     lambda s: s.only("source", "state_capital") and s.has(flow=SPENDING)),
)  # fmt: skip


def lint_kinds(draft: Draft) -> None:
    """A finding for every kind of information that no printed form of a level gives."""
    outline = draft.pack.manifest.outline
    if draft.pack.manifest.abstract or outline is None or draft.broken:
        return
    listed = {form for part in outline.parts for form in part.forms} | set(forms_in_templates(draft))
    trees = all_trees(draft)
    for level in draft.pack.manifest.levels:
        shapes = [_shape(draft, form, trees) for form in printed_forms(draft, level) if form.id in listed]
        for name, words, told in KINDS:
            if not any(told(shape) for shape in shapes):
                message = f"{level}的公开文件里没有{name}的内容：{words}。"
                remedy = "请在 forms/ 里定义这张表并列入 outline；确实不要求公开的，请在 pack.yaml 的 notes 里说明。"
                draft.report.add(codes.MISSING_KIND, message, draft.place("pack.yaml", "outline"), remedy)


def _shape(draft: Draft, form: Form, trees: Mapping[str, Dimension]) -> Shape:
    return Shape(tuple(dict.fromkeys(_cells(draft, form))), trees)


def _cells(draft: Draft, form: Form) -> Iterator[Coordinate]:
    for panel in form.panel_names:
        base = Coordinate.of(form.at).merged(form.panel(panel).at)
        for placed in rows_of(draft, form, panel):
            row = placed.row
            if row.pad:
                continue
            at = base.merged({**row.at, **({row.each: EVERY} if row.each else {})})
            for _, leaf in leaves(form):
                if leaf.role == "amount" and not leaf.column.absolute and leaf.panel in ("", panel):
                    yield at.merged(dict(leaf.at))
