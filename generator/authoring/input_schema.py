"""The schema of a YAML input: the contract of ``docs/input.md``; what a pack declares is left open."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

_SCALAR: Schema = {"type": ["string", "number", "boolean", "null"]}
_AMOUNT: Schema = {"type": ["string", "number", "null"]}
_UNIT: Schema = {"enum": ["万元", "元"]}
_PARAGRAPHS: Schema = {"anyOf": [_SCALAR, {"type": "array", "items": _SCALAR}]}
_ROWS: Schema = {"type": ["array", "null"], "items": {"type": "object", "additionalProperties": _SCALAR}}


def _described(description: str, schema: Schema) -> Schema:
    return {"description": description, **schema}


def _record(description: str, **special: Schema) -> Schema:
    """A list of records whose columns the pack declares; ``special`` ones have a shape of their own."""
    item = {"type": "object", "properties": special, "additionalProperties": _PARAGRAPHS}
    return {"description": description, "type": ["array", "null"], "items": item}


def _entity() -> Schema:
    properties = {
        "code": _described("部门或单位编码。", _SCALAR),
        "name": _described("部门或单位全称。", _SCALAR),
        "level": _described("级别，模板包 levels 中的一个，如 部门、单位。", _SCALAR),
    }
    about = "谁公开预算。"
    return {
        "description": about,
        "type": "object",
        "properties": properties,
        "required": ["name", "level"],
        "additionalProperties": False,
    }


def _form() -> Schema:
    properties = {
        "unit": _described("这张表的金额单位；必须写明，不会推断。", _UNIT),
        "empty": _described("写 true 表示这是空表。", {"type": "boolean"}),
        "rows": _described("各行：列的表头文字 → 内容。", _ROWS),
    }
    about = "一张表。左右分侧的表每侧一个列表，键是侧的名称（如 income、outlay）。"
    return {
        "description": about,
        "type": ["object", "null"],
        "properties": properties,
        "additionalProperties": _described("左右分侧的表的一侧。", _ROWS),
    }


def _projects() -> Schema:
    indicators = _record("绩效指标：level1、level2、level3、description、value、basis。")
    plan = {"description": "支出计划：时间 → 累计比例。", "type": ["object", "null"], "additionalProperties": _SCALAR}
    return _record(
        "项目：code、name、budget、purpose 等，列由模板包 records.yaml 规定。", indicators=indicators, plan=plan
    )


def input_schema() -> Schema:
    """The schema, without its dialect."""
    amounts = {"type": ["object", "null"], "additionalProperties": _AMOUNT}
    properties = {
        "pack": _described("所用模板包的 id。", {"type": "string"}),
        "year": _described("预算年度。", {"type": ["string", "integer"]}),
        "entity": _entity(),
        "approved": _described("批复日期，如 2024-02-06；可以不写。", {"type": ["string", "null"]}),
        "amount_unit": _described("projects、prior、figures 的金额单位；不写用模板包的单位。", _UNIT),
        "forms": {
            "description": "各表：键是表的 id、标题或工作表名。",
            "type": ["object", "null"],
            "additionalProperties": _form(),
        },
        "units": _record("机构设置：name、nature、rank、funding。"),
        "projects": _projects(),
        "indicators": _record("绩效指标；也可以写在各项目里。"),
        "goals": _record("分项绩效目标：duty、goal、indicators。"),
        "texts": {
            "description": "文字：键是栏目的 key 或名称，内容是一组段落或一段文字。",
            "type": ["object", "null"],
            "additionalProperties": _PARAGRAPHS,
        },
        "prior": _described("上年数：数字的名称（模板包 figures.yaml）→ 金额。", amounts),
        "figures": _described("本年单个数字：数字的名称（模板包 figures.yaml）→ 金额。", amounts),
    }
    return {
        "title": "预算公开的 YAML 输入",
        "description": "一份部门或单位的预算输入，见 docs/input.md。",
        "type": "object",
        "properties": properties,
        "required": ["pack", "year", "entity"],
        "additionalProperties": _record("模板包 records.yaml 规定的其他记录表。"),
    }
