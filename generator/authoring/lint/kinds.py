"""What every disclosure must tell, looked for by coordinates, whatever a jurisdiction calls its forms."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from generator.authoring import findings as codes
from generator.authoring.draft import Draft
from generator.authoring.lint.coordinates import all_trees
from generator.authoring.lint.template_tree import forms_in_templates
from generator.authoring.lint.walk import drawn_from, leaves, printed_forms, rows_of
from generator.domain.coordinates import Coordinate, Dimension
from generator.packs.form import Form

EVERY, LISTED = "*", "**"
"""Broken down by a dimension in any way; with a row for every member an input lists."""
INCOME, SPENDING, OUTLAY, GENERAL = "income", "expenditure", "outlay", "general"


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
            self._under(at, "flow", flow) and (at.get("source") or "") == source and not at.get("period")
            for at in self.cells
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


def _all_income_and_spending(shape: Shape) -> bool:
    return shape.total(INCOME) and (shape.total(SPENDING) or shape.total(OUTLAY))


def _income_by_source(shape: Shape) -> bool:
    return shape.only("flow", INCOME) and shape.has(flow=INCOME, source=EVERY)


def _spending_by_kind(shape: Shape) -> bool:
    kinds = shape.has(flow=SPENDING, kind="basic") and shape.has(flow=SPENDING, kind="project")
    return shape.only("flow", SPENDING) and shape.total(SPENDING) and kinds


def _appropriation(shape: Shape) -> bool:
    spending = shape.has(flow=SPENDING) or shape.has(flow=OUTLAY)
    return shape.only("source", "fiscal") and shape.has(flow=INCOME) and spending


def _general_spending(shape: Shape) -> bool:
    own = shape.has(flow=SPENDING, source=GENERAL, function=EVERY, kind="basic")
    return own and shape.has(flow=SPENDING, source=GENERAL, kind="project")


def _general_basic_spending(shape: Shape) -> bool:
    return shape.has(flow=SPENDING, source=GENERAL, kind="basic", economic=EVERY)


def _three_public(shape: Shape) -> bool:
    return all(shape.has(item=item) for item in ("abroad", "vehicle", "reception"))


def _fund_spending(shape: Shape) -> bool:
    return _spending_of("fund", shape)


def _state_capital_spending(shape: Shape) -> bool:
    return _spending_of("state_capital", shape)


def _spending_of(source: str, shape: Shape) -> bool:
    """A form of its own, or a column of its own in a form that lists 科目."""
    own = shape.only("source", source) and shape.has(flow=SPENDING)
    return own or any(shape.has(flow=SPENDING, source=source, **{name: LISTED}) for name in ("function", "economic"))


Kind = tuple[str, str, Callable[[Shape], bool]]

KINDS: tuple[Kind, ...] = (
    ("收支总表", "全部收入和全部支出的合计（flow: income 和 expenditure，不分资金来源）", _all_income_and_spending),
    ("收入总表", "全部收入按资金来源分列（flow: income，按 source）", _income_by_source),
    ("支出总表", "全部支出分基本支出和项目支出（flow: expenditure，不分资金来源，按 kind）", _spending_by_kind),
    ("财政拨款收支总表", "财政拨款的收入和支出（source: fiscal 及其下级）", _appropriation),
    ("一般公共预算支出表", "一般公共预算支出按功能科目和 kind 分列（source: general）", _general_spending),
    (
        "一般公共预算基本支出表",
        "一般公共预算基本支出按经济科目分列（source: general，kind: basic）",
        _general_basic_spending,
    ),
    ("“三公”经费支出表", "“三公”经费及其各项（item: three_public 及其下级）", _three_public),
    ("政府性基金预算支出表", "政府性基金支出（flow: expenditure，source: fund）", _fund_spending),
    (
        "国有资本经营预算支出表",
        "国有资本经营预算支出（flow: expenditure，source: state_capital）",
        _state_capital_spending,
    ),
)


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
            for names in drawn_from(row) if row.each else [{}]:
                at = base.merged({**row.at, **dict.fromkeys(names, LISTED)})
                for _, leaf in leaves(form):
                    if leaf.role == "amount" and not leaf.column.absolute and leaf.panel in ("", panel):
                        yield at.merged(dict(leaf.at))
