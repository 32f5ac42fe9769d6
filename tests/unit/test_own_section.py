"""A section may be replaced by the input's own text, with bound figures in it."""

from pathlib import Path

import pytest

from generator.api import compose, read, reconcile
from generator.domain.errors import TemplateError
from samples import INPUTS, NAMES

TEXT = "我办2024年“三公”经费预算{{ 三公.合计 | 万元 }}，其中公务接待费{{ 三公.接待 | 万元 }}。"


def body_with(tmp_path: Path, key: str, text: str) -> str:
    source = (INPUTS / f"{NAMES[0]}.yaml").read_text(encoding="utf-8")
    assert "\ntexts:\n" in source
    path = tmp_path / "预算.yaml"
    path.write_text(source.replace("\ntexts:\n", f"\ntexts:\n  {key}: ['{text}']\n"), encoding="utf-8")
    submission, pack = read(path)
    assert submission.findings == ()
    return compose(reconcile(submission, pack), pack).body


@pytest.mark.parametrize("key", ["three-public", "财政拨款“三公”经费预算情况及增减变化原因（全文）"])
def test_own_text_stands_in_place_of_the_template(tmp_path: Path, key: str) -> None:
    body = body_with(tmp_path, key, TEXT)
    assert "<p>我办2024年“三公”经费预算14.09万元，其中公务接待费0.57万元。</p>" in body
    assert "预算总额与上年持平" not in body
    assert "四、财政拨款“三公”经费预算情况及增减变化原因</h2>" in body


def test_a_wrong_name_in_own_text_is_told_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as caught:
        body_with(tmp_path, "three-public", "共{{ 三公.合汁 | 万元 }}。")
    assert caught.value.location.line
    assert "是不是“合计”" in str(caught.value)
