"""A first YAML input for a pack: everything one may fill in, with comments saying what it is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from generator.domain.records import Entity
from generator.forms.header import Leaf, header, plain
from generator.forms.rows import declared_rows, drawn_rows
from generator.packs.form import Form, Row
from generator.packs.pack import Pack, RecordColumn, RecordTable
from generator.packs.titles import fill

_HEAD = """\
# {title}：输入文件。
# 按“键: 值”填写；“#”后面是说明。金额照批复数填写，空着表示没有；各表单位写在 unit。
# 填好后运行 budget-disclosure check 文件名，按提示核对。

pack: {pack}
year: {year}
entity:
  code: {code}          # 部门（单位）编码，如 201
  name: {name}          # 部门（单位）全称
  level: {level}     # {levels}
approved:         # 批复日期，如 {year}-02-06，可以不填
amount_unit: {unit} # 项目、关键数字和上年数的单位：万元或元
"""
_NESTED = {"indicators": "projects"}
"""Record tables that are written inside another."""
_SPECIAL = set('&*!|>%@`"#{}[],?:')


def input_yaml(pack: Pack, entity: Entity, year: int) -> str:
    """The blank YAML input of ``pack`` for ``entity`` (whose code and name may be empty) in ``year``."""
    manifest, level = pack.manifest, entity.level
    words = {
        "title": manifest.title,
        "pack": pack.id,
        "year": str(year),
        "code": _quoted(entity.code),
        "name": _quoted(entity.name),
        "level": level,
        "levels": "或".join(manifest.levels),
        "unit": manifest.unit,
    }
    lines = [*fill(_HEAD, words).splitlines(), "", *_forms(pack, level, year)]
    for table in pack.records.tables.values():
        if table.id not in _NESTED:
            lines += ["", *_records(pack, table)]
    return "\n".join([*lines, "", *_texts(pack), "", *_prior(pack)]) + "\n"


def _quoted(text: str) -> str:
    """``text`` so that YAML takes it for text, whatever it looks like; nothing for nothing."""
    return json.dumps(text, ensure_ascii=False) if text else ""


def _forms(pack: Pack, level: str, year: int) -> Iterator[str]:
    yield "# 各表。可以只填一部分，其余由已填的表推算；整张不填的，请删去或保持原样。"
    yield "forms:"
    names = {"level": level, "year": str(year)}
    for form in pack.forms.values():
        if level in form.levels and (not form.years or year in form.years):
            yield ""
            yield f"  # {fill(form.title, names)}{'' if form.required else '（有则填）'}"
            if form.hint:
                yield f"  # {form.hint}"
            if form.may_be_empty:
                yield f"  # 确实没有数据时写成一行：{form.id}: {{empty: true}}"
            yield f"  {form.id}:"
            yield f"    unit: {form.unit}"
            for panel in form.panel_names:
                yield f"    {panel or 'rows'}:"
                yield from (f"      {line}" for line in _rows(pack, form, panel))


def _rows(pack: Pack, form: Form, panel: str) -> Iterator[str]:
    leaves = [leaf for leaf in header(form).leaves if leaf.role != "ordinal" and leaf.panel in ("", panel)]
    label = next((leaf for role in ("label", "name") for leaf in leaves if leaf.role == role), None)
    for row in declared_rows(pack, form.panel(panel).rows):
        if row.each is not None:
            for drawn in drawn_rows([row]):
                yield from _sample_row(pack, drawn, leaves)
        elif not row.pad:
            words = [(_key(label, leaves), row.label)] if label else []
            cells = [(_key(leaf, leaves), "") for leaf in leaves if leaf.role == "amount" and _has_cell(leaf)]
            line = "- " + _mapping([*words, *cells])
            yield f"# {line}    # 有则填" if row.optional else line


def _sample_row(pack: Pack, row: Row, leaves: Sequence[Leaf]) -> Iterator[str]:
    """A row of members, as an example."""
    dimensions = (row.each or "", *row.beside)
    cells = [leaf for leaf in leaves if leaf.role == "amount" or _describes(leaf, dimensions)]
    yield f"# 每个{'、'.join(pack.dimensions[name].name for name in dimensions)}一行，例："
    yield "# - " + _mapping([(_key(leaf, leaves), _sample(leaf)) for leaf in cells])


def _describes(leaf: Leaf, dimensions: Sequence[str]) -> bool:
    """Whether the column holds words of a row drawn from these dimensions."""
    return leaf.role == "label" or any(leaf.column.role_of(name) for name in dimensions)


def _has_cell(leaf: Leaf) -> bool:
    return leaf.column.only is None and not leaf.column.optional


def _key(leaf: Leaf, leaves: Sequence[Leaf]) -> str:
    """The shortest name of a column among those of its panel."""
    title = "".join(leaf.title.split())
    same = [other for other in leaves if "".join(other.title.split()) == title]
    return leaf.key if len(same) > 1 or leaf.column.key else title


def _sample(leaf: Leaf) -> str:
    if leaf.role == "amount":
        return "1" if leaf.column.unit == "" else "0.00"
    return "…"


def _mapping(pairs: Sequence[tuple[str, str]]) -> str:
    return "{" + ", ".join(f"{key}: {_scalar(value)}" for key, value in pairs) + "}"


def _scalar(text: str) -> str:
    """``text`` as a scalar inside a flow mapping."""
    if text and (text[0] in "-'" or any(char in _SPECIAL for char in text)):
        return "'" + text.replace("'", "''") + "'"
    return text


def _records(pack: Pack, table: RecordTable) -> Iterator[str]:
    yield f"# {table.sheet}。{table.hint}"
    yield f"{table.id}:"
    yield from (f"  # {line}" for line in _record(table))
    for inner in pack.records.tables.values():
        if _NESTED.get(inner.id) == table.id:
            yield f"  #   {inner.id}:                # {inner.sheet}"
            pairs = [(column.key, plain(column.title)) for column in inner.columns if column.key != "project"]
            yield f"  #     - {_mapping(pairs)}"


def _record(table: RecordTable) -> Iterator[str]:
    steps = [column for column in table.columns if column.kind == "step"]
    lead = "- "
    for column in table.columns:
        if column.kind == "step":
            if column is steps[0]:
                yield f"  plan: {_mapping([(step.title, '…%') for step in steps])}    # 累计支出进度"
            continue
        value = "[…, …]" if column.kind == "lines" else "0.00" if column.kind == "amount" else "…"
        yield f"{lead}{column.key}: {value}    # {_about(column)}"
        lead = "  "


def _about(column: RecordColumn) -> str:
    words = [column.title, "必填" if column.required else "", column.hint, "、".join(column.choices)]
    return "；".join(word for word in words if word)


def _texts(pack: Pack) -> Iterator[str]:
    yield "# 文字说明，每项是一组段落"
    yield "texts:"
    for text in pack.records.texts:
        hint = f"；{text.hint}" if text.hint else ""
        yield f"  {text.key}: []    # {text.title}{'（必填）' if text.required else ''}{hint}"
    yield "  # 下面各项用来自写整节文字，去掉行首的 #；不写则用固定的文字，这一节应列的表照印"
    titles = {text.key: text.title for text in pack.text_keys}
    yield from (f"  # {key}: []    # {titles[key]}" for key in pack.whole_texts.values())


def _prior(pack: Pack) -> Iterator[str]:
    yield "# 上年预算数，用于说明增减变化；只填要用的，去掉行首的 #"
    yield "prior:"
    yield from (f"  # {name}: 0.00" for name in pack.figures)
    yield ""
    yield "# 本年的单个数字：手头没有表、只知道总数时填写，名称同上年数；各表已有的不必填"
    yield "figures:"
