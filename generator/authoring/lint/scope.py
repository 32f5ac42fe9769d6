"""What a pack is for: its id, levels, years and units, and whether forms and parts stay within them."""

from __future__ import annotations

from generator.authoring import findings as codes
from generator.authoring.draft import Draft
from generator.authoring.lint.walk import columns, form_files
from generator.domain.amounts import Unit

_MONEY = (Unit.WAN.label, Unit.YUAN.label)


def lint_scope(draft: Draft) -> None:
    """Findings for the frame of the pack."""
    manifest, add = draft.pack.manifest, draft.report.add
    if manifest.id != draft.chain[0].id:
        words = f"id 是“{manifest.id}”，文件夹却叫“{draft.chain[0].id}”；模板包按文件夹名查找。"
        add(codes.OTHER_ID, words, draft.place("pack.yaml", "id"), "请让两者相同。")
    if manifest.abstract:
        return
    if not manifest.levels:
        add(
            codes.NO_SCOPE,
            "levels 是空的，没有单位能用这个模板包。",
            draft.place("pack.yaml", "levels"),
            "如 [部门, 单位]。",
        )
    if not manifest.years:
        add(
            codes.NO_YEARS,
            "years 是空的，哪一年的输入都会被接受。",
            draft.place("pack.yaml", "years"),
            "请写明适用年度。",
        )
    if manifest.outline is None:
        add(
            codes.BAD_VALUE,
            "没有 outline，不知道文件里有哪些表和文字。",
            draft.place("pack.yaml"),
            "请写 outline，或继承一个有 outline 的模板包。",
        )
    if manifest.unit not in _MONEY:
        _unit(draft, manifest.unit, ("unit",))
    for level in manifest.level_terms:
        own = draft.place("pack.yaml", "level_terms", level).file.startswith(f"{draft.pack.chain[0]}/")
        if own and level not in manifest.levels:
            words = f"level_terms 里的“{level}”不在 levels 中。"
            add(
                codes.OUT_OF_SCOPE,
                words,
                draft.place("pack.yaml", "level_terms", level),
                f"可写：{'、'.join(manifest.levels)}。",
            )
    _forms(draft)


def _unit(draft: Draft, unit: str, path: tuple[str, ...]) -> None:
    draft.report.add(codes.BAD_UNIT, f"金额单位“{unit}”不认识。", draft.place("pack.yaml", *path), "请写 万元 或 元。")


def _forms(draft: Draft) -> None:
    manifest, add = draft.pack.manifest, draft.report.add
    for form, file in form_files(draft):
        if form.unit not in _MONEY:
            add(codes.BAD_UNIT, f"金额单位“{form.unit}”不认识。", file.location("unit"), "请写 万元 或 元。")
        for path, column in columns(form):
            if column.unit and column.unit not in _MONEY:
                add(
                    codes.BAD_UNIT,
                    f"金额单位“{column.unit}”不认识。",
                    file.location(*path, "unit"),
                    "请写 万元、元，或留空表示数量。",
                )
        own = draft.own(file.name)
        extra = [level for level in form.levels if level not in manifest.levels]
        if extra and own and file.writes("levels"):
            words = f"表“{form.id}”写了级别“{'、'.join(extra)}”，模板包没有。"
            add(codes.OUT_OF_SCOPE, words, file.location("levels"), "请改正级别，或在 pack.yaml 的 levels 中加上。")
        if own and form.years and manifest.years and not set(form.years) & set(manifest.years):
            words = f"表“{form.id}”的年度都不在模板包的适用年度中，永远不会印出。"
            add(codes.OUT_OF_SCOPE, words, file.location("years"), "请改正 years。")
