"""Invented projects, goals and texts, each saying that it is 示例."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.authoring.sample.trees import PROJECT
from generator.authoring.stand_in import UNITS
from generator.domain.coordinates import Dimension
from generator.domain.records import DutyGoal, Indicator, Paragraph, PaymentStep, Project, RecordEntry, Records
from generator.packs.pack import Pack, RecordColumn, RecordTable

_INDICATORS = (
    Indicator("产出指标", "数量指标", "示例数量", "示例：完成的数量", "≥10件", "示例依据"),
    Indicator("产出指标", "质量指标", "示例合格率", "示例：合格的占全部的比例", "≥98%", "示例依据"),
    Indicator("效益指标", "社会效益指标", "示例效果", "示例：带来的效果", "明显提升", "示例依据"),
    Indicator("满意度指标", "服务对象满意度指标", "示例满意度", "示例：满意的占全部的比例", "≥95%", "示例依据"),
)


_KNOWN = frozenset({"units", "projects", "indicators", "goals", "waivers"})
"""Record tables that are made otherwise, or are not published."""


def sample_records(pack: Pack, trees: Mapping[str, Dimension]) -> Records:
    """Projects of the ``project`` dimension, two goals, and two paragraphs for every text."""
    texts = {
        text.key: (
            Paragraph(f"示例：这里是“{text.title}”的第一段，生成正式文件时由输入给出。"),
            Paragraph(f"示例：这里是“{text.title}”的第二段。"),
        )
        for text in pack.records.texts
    }
    goals = tuple(_goals(pack.records.tables.get("goals")))
    return Records(tuple(_projects(pack, trees)), goals, texts, dict(_tables(pack)))


def _tables(pack: Pack) -> Iterator[tuple[str, tuple[RecordEntry, ...]]]:
    for name, table in pack.records.tables.items():
        if name not in _KNOWN:
            fields = {column.key: _text(column) for column in table.columns}
            yield name, (RecordEntry(fields), RecordEntry(fields))


def _projects(pack: Pack, trees: Mapping[str, Dimension]) -> Iterator[Project]:
    table = pack.records.tables.get("projects")
    if table is None or PROJECT not in trees:
        return
    steps = [column.title for column in table.columns if column.kind == "step"]
    plan = tuple(PaymentStep(title, f"{100 * number // len(steps)}%") for number, title in enumerate(steps, 1))
    for code, member in trees[PROJECT].members.items():
        goals = (f"示例目标：完成{member.name}的全部工作。", "示例目标：资金按计划支出。")
        purpose = f"示例：用于{member.name}。"
        yield Project(code, code, member.name, UNITS[0].name, purpose, plan, goals, _INDICATORS)


def _goals(table: RecordTable | None) -> Iterator[DutyGoal]:
    if table is None:
        return
    own = {"duty", "goal", "indicators"}
    fields = {column.key: _text(column) for column in table.columns if column.key not in own}
    for number in ("一", "二"):
        yield DutyGoal(
            f"示例职责{number}", f"示例目标{number}：做好各项工作。", ("示例指标：完成率100%",), fields=fields
        )


def _text(column: RecordColumn) -> str:
    return f"示例{column.title}"
