"""The command line and the places it writes to: told before the work, and only what is ours is replaced."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

import generator
from generator.cli import main
from outputs import everything
from samples import INPUTS, NAMES
from unpacked import folded

ONE, OTHER = (INPUTS / f"{name}.yaml" for name in NAMES[:2])
NO_WORK = "generator.publish.pipeline.examine"


def told(capsys: pytest.CaptureFixture[str]) -> str:
    """What was printed, without the breaks of lines."""
    return folded(capsys.readouterr().out)


def build(*inputs: Path, output: Path, formats: tuple[str, ...] = ("json",)) -> int:
    only = [word for name in formats for word in ("--only", name)]
    return main(["build", *map(str, inputs), "-o", str(output), *only])


@pytest.mark.parametrize("kind", ["file", "dangling link", "long name", "a file among its parents"])
def test_a_bad_place_is_told_before_the_work(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(NO_WORK, lambda *_: pytest.fail("work was begun"))
    target = tmp_path / ("长" * 100 if kind == "long name" else "out")
    if kind == "dangling link":
        target.symlink_to("nowhere")
    elif kind != "long name":
        target.write_text("mine")
    before = everything(tmp_path)
    assert build(ONE, output=target / "deeper" if kind.startswith("a file") else target) == 2
    errors = capsys.readouterr().err
    assert "Traceback" not in errors
    assert re.search("[\u4e00-\u9fff]", errors)
    assert everything(tmp_path) == before


def test_a_bad_place_for_a_preview_is_told_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "预览").write_text("mine")
    assert main(["packs", "preview", "hebei-2024", "-o", str(tmp_path), "--only", "json"]) == 2
    assert "预览" in capsys.readouterr().err


def test_a_preview_is_never_among_what_may_be_published(tmp_path: Path) -> None:
    for _ in range(2):
        assert main(["packs", "preview", "hebei-2024", "-o", str(tmp_path), "--only", "json"]) == 0
    assert {path.relative_to(tmp_path).parts[0] for path in tmp_path.rglob("*")} == {"预览", "内部"}


def test_inputs_that_would_fill_one_folder_are_refused_and_the_others_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "第二稿.yaml"
    copy.write_text(ONE.read_text(encoding="utf-8").replace("1295.65", "1295.66"), encoding="utf-8")
    output = tmp_path / "out"
    assert build(ONE, output=output) == 0
    before = everything(output)
    capsys.readouterr()
    assert build(ONE, OTHER, copy, tmp_path / "none.yaml", output=output) == 2
    words = told(capsys)
    assert words.count("写到同一个文件夹") == 2
    assert words.count("[错误]OUT-01") == 2
    assert f"与“{copy.as_posix()}”" in words
    assert f"与“{ONE.as_posix()}”" in words
    after = everything(output)
    assert {path: after[path] for path in before} == before
    assert len(list((output / "公开").iterdir())) == 2  # the other one has been built


def test_clashes_are_found_before_anything_is_rendered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.publish.pipeline.render", lambda *_: pytest.fail("something was rendered"))
    assert build(ONE, ONE.with_suffix(".xlsx"), output=tmp_path / "out") == 2
    assert everything(tmp_path) == {}


def test_an_edited_document_is_not_replaced_and_other_inputs_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(ONE, OTHER, output=tmp_path) == 0
    edited = next(path for path in (tmp_path / "公开").rglob("*.json") if "海港区" in path.name)
    edited.write_text("mended by a clerk")
    (next(path for path in (tmp_path / "公开").rglob("*.json") if "开发区" in path.name)).unlink()
    capsys.readouterr()
    assert build(ONE, OTHER, output=tmp_path) == 2
    words = told(capsys)
    assert edited.name in words
    assert "没有覆盖" in words
    assert edited.read_text() == "mended by a clerk"
    assert len(list((tmp_path / "公开").rglob("*.json"))) == 2


def test_a_folder_of_somebody_else_is_refused_before_anything_is_rendered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(ONE, output=tmp_path) == 0
    shutil.rmtree(tmp_path / "内部")
    before = everything(tmp_path)
    monkeypatch.setattr("generator.publish.pipeline.render", lambda *_: pytest.fail("something was rendered"))
    assert build(ONE, output=tmp_path) == 2
    assert "没有内部记录" in told(capsys)
    assert everything(tmp_path) == before


def test_the_public_path_is_shown_and_the_record_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(ONE, OTHER, output=tmp_path) == 0
    words = told(capsys)
    assert words.count((tmp_path / "内部").as_posix()) == 1
    assert words.count(f"{(tmp_path / '公开').as_posix()}/") == 4  # in both verdicts, and twice in the table
    assert main(["build", str(ONE), "-o", str(tmp_path), "--only", "json", "--format", "json"]) == 0
    (outcome,) = json.loads(capsys.readouterr().out)
    assert (Path(outcome["folder"]).parts[-2], Path(outcome["record"]).parts[-2]) == ("公开", "内部")


# --- other commands that write -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["空白.xlsx", "空白.yaml"])
def test_a_link_is_never_replaced_by_a_new_input(tmp_path: Path, name: str) -> None:
    (tmp_path / "mine").write_text("mine")
    (tmp_path / name).symlink_to("mine")
    for force in ([], ["--force"]):
        assert main(["new", "hebei-2024", "-o", str(tmp_path / name), *force]) == 2
    (tmp_path / "mine").unlink()
    assert main(["new", "hebei-2024", "-o", str(tmp_path / name)]) == 2
    assert (tmp_path / name).is_symlink()


def test_a_new_input_replaces_a_file_by_force_and_leaves_nothing_aside(tmp_path: Path) -> None:
    target = tmp_path / "深" / "空白.yaml"
    assert main(["new", "hebei-2024", "-o", str(target)]) == 0
    target.write_text("mine")
    assert main(["new", "hebei-2024", "-o", str(target)]) == 2
    assert target.read_text() == "mine"
    assert main(["new", "hebei-2024", "-o", str(target), "--force"]) == 0
    assert [path.name for path in target.parent.iterdir()] == ["空白.yaml"]
    assert "hebei-2024" in target.read_text(encoding="utf-8")


def test_schemas_replace_schemas_and_nothing_else(tmp_path: Path) -> None:
    for _ in range(2):
        assert main(["packs", "schema", "-o", str(tmp_path)]) == 0
    (tmp_path / "form.schema.json").write_text("{}")
    assert main(["packs", "schema", "-o", str(tmp_path)]) == 2
    assert (tmp_path / "form.schema.json").read_text() == "{}"


def test_there_is_one_way_to_write_a_file() -> None:
    """Everything goes through ``publish/files.py`` and what it is made of.

    The report of a crash trusts nothing that may have crashed; two modules open files to read or to throw away.
    """
    writing = re.compile(r"\.write_(?:text|bytes)\(|\.mkdir\(|\.rename\(|\.touch\(|open\([^)\n]*[\"'][wax]|os\.open\(")
    own = {f"publish/{name}.py" for name in ("files", "output", "renames", "lock")}
    others = {"cli/faults.py", "cli/terminal.py", "files/source.py"}
    root = Path(generator.__file__).parent
    sources = {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in root.rglob("*.py")}
    found = {name for name, source in sources.items() if writing.search(source)}
    assert found == own | others
