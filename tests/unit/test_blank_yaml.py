"""The first blank YAML input."""

from __future__ import annotations

from pathlib import Path

from generator.domain.records import Entity
from generator.forms.workbook import input_yaml
from generator.packs.loader import load_pack
from generator.readers import read

PACK = load_pack("hebei-2024")
BLANK = input_yaml(PACK, Entity("", "某局", "部门"), 2024)


def read_text(text: str, folder: Path) -> set[str]:
    path = folder / "预算.yaml"
    path.write_text(text, encoding="utf-8")
    return {finding.code for finding in read(path)[0].findings}


def test_it_is_understood_and_states_nothing(tmp_path: Path) -> None:
    assert read_text(BLANK, tmp_path) == {"READ-17"}


def test_every_example_in_a_comment_can_be_taken_as_it_is(tmp_path: Path) -> None:
    head, economic, tail = BLANK.partition("  general_public_budget_basic_expenditure:")
    text = "# - {科目编码: …, 科目名称: …,"
    head = head.replace(text, "- {科目编码: 201, 科目名称: 一般公共服务支出,")
    economic += tail.replace(text, "- {科目编码: 301, 科目名称: 工资福利支出,", 1)
    whole = (head + economic).replace("  # - name: …", "  - name: 某局本级")
    assert read_text(whole, tmp_path) <= {"READ-17"}


def test_everything_of_the_pack_is_in_it() -> None:
    assert all(f"  {form}:\n" in BLANK for form in PACK.forms)
    assert all(f"  {text.key}: []" in BLANK for text in PACK.records.texts)
    assert all(f"  # {figure}: " in BLANK for figure in PACK.figures)


def test_code_and_name_are_taken_as_text(tmp_path: Path) -> None:
    path = tmp_path / "预算.yaml"
    path.write_text(input_yaml(PACK, Entity("001", "某局: #1", "部门"), 2024), encoding="utf-8")
    entity = read(path)[0].entity
    assert (entity.code, entity.name) == ("001", "某局: #1")
