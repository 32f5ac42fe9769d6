"""Names, titles, cells and keys of any kind: nothing unseen reaches a terminal, a report or a comment."""

from __future__ import annotations

import contextlib
import io
import json
import re
import unicodedata
import zipfile
from html import unescape
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from generator.cli import main
from generator.cli.terminal import LINE
from samples import INPUTS, NAMES

SAMPLE = (INPUTS / f"{NAMES[0]}.yaml").read_text(encoding="utf-8")
SMALL = "pack: hebei-2024\nyear: 2024\nentity: {name: 某, level: 部门}\n"
UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
HOSTILE = "\x1b[31m\x1b]0;题\x07\x9b2J\r\n\u202e\u2066\u200b\ufeff\u2028\x7f\0"
WORDS = st.text(st.sampled_from([*HOSTILE, *"预算合计12.3“”：【{%&<'\"\\/一类"]), min_size=1, max_size=30)
LONG = st.builds(str.__mul__, WORDS, st.sampled_from([1, 1, 1, 5000]))
FUZZ = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def unseen(text: str) -> set[str]:
    return {character for character in text if unicodedata.category(character) in UNSEEN} - {"\n"}


def said(*arguments: str) -> tuple[int, str]:
    """Exit status and everything printed; all of it harmless."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(arguments)
    text = out.getvalue() + err.getvalue()
    assert code in {0, 1, 2}
    assert not unseen(text)
    assert "Traceback" not in text
    return code, text


def checked(path: Path) -> None:
    """Check a file in every way there is of telling what was found."""
    report = path.with_suffix(".html")
    report.unlink(missing_ok=True)
    _, text = said("check", str(path), "--all", "--report", str(report))
    assert max(map(len, text.split("\n"))) <= LINE
    json.loads(said("check", str(path), "--all", "--format", "json")[1])
    page = report.read_text(encoding="utf-8")
    assert not unseen(unescape(page))
    assert max(map(len, page.split("\n"))) <= 4 * LINE


def quoted(text: str) -> str:
    """``text`` as a word of YAML."""
    return json.dumps(text)


NAME = re.compile(r"(?<=name: )[^,}]+")
FIVE = st.tuples(LONG, LONG, WORDS, LONG, LONG)


@FUZZ
@given(words=FIVE)
@example(words=(HOSTILE,) * 5)
@example(words=("0",) * 5)
@example(words=("长" * 100_000,) * 5)
def test_words_of_yaml(tmp_path: Path, words: tuple[str, str, str, str, str]) -> None:
    name, title, key, amount, text = map(quoted, words)
    row = "{项目: 收入总计, 预算数: 1295.65}"
    changed = SAMPLE.replace(row, f"{{项目: {title}, 预算数: {amount}}}", 1)
    changed = NAME.sub(lambda _: name, changed, count=1)
    changed = changed.replace("\nforms:", f"\n{key}: {text}\nforms:\n  {key}: 1", 1)
    assert title in changed
    assert name in changed
    path = tmp_path / "预算.yaml"
    path.write_text(changed, encoding="utf-8")
    checked(path)


@FUZZ
@given(pack=LONG, year=LONG, level=LONG)
@example(pack=HOSTILE, year="2024", level="部门")
@example(pack="hebei-2024", year=HOSTILE, level="部门")
@example(pack="hebei-2024", year="2024", level=HOSTILE)
def test_words_that_make_an_input_unusable(tmp_path: Path, pack: str, year: str, level: str) -> None:
    entity = f"entity: {{name: 某, level: {quoted(level)}}}"
    path = tmp_path / "预算.yaml"
    path.write_text(f"pack: {quoted(pack)}\nyear: {quoted(year)}\n{entity}\n", encoding="utf-8")
    checked(path)


def workbook(path: Path, sheet: str, cell: str) -> None:
    """A workbook with a name of a sheet and a text of a cell that openpyxl itself would not write."""
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "基本信息"
    for row in (("模板包", "hebei-2024"), ("预算年度", "2024"), ("名称", "CELL"), ("级别", "部门"), ("编码", "001")):
        first.append(row)
    summary = book.create_sheet("SHEET")
    for line in (("CELL",), ("部门预算收支总表",), ("单位：万元",), ("项目", "预算数"), ("CELL", "CELL")):
        summary.append(line)
    raw = io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name).decode()
            data = data.replace("SHEET", _attribute(sheet)).replace("CELL", _attribute(cell))
            target.writestr(name, data)


def _attribute(text: str) -> str:
    """What XML can hold of ``text``, written so that none of it is tidied up."""
    kept = "".join(character for character in text if character in "\t\r\n" or character >= " ")
    return "".join(
        f"&#{ord(character)};" if unseen(character) else escape(character, {'"': "&quot;"}) for character in kept
    )


@FUZZ
@given(sheet=LONG, cell=LONG)
@example(sheet=HOSTILE, cell=HOSTILE)
@example(sheet="收支总表", cell="长" * 32_000)
@example(sheet="长" * 32_000, cell=HOSTILE)
def test_words_of_workbooks(tmp_path: Path, sheet: str, cell: str) -> None:
    path = tmp_path / "预算.xlsx"
    workbook(path, sheet, cell)
    checked(path)


def test_comments_and_lists_of_marked_copies_are_harmless(tmp_path: Path) -> None:
    book = load_workbook(INPUTS / f"{NAMES[0]}.xlsx")
    hostile = "一\u202e\x9b\u200b" * 50
    for row in book["收支总表"].iter_rows(min_row=5):
        for cell in row:
            if isinstance(cell.value, int | float):
                cell.value = hostile
    path = tmp_path / "预算.xlsx"
    book.save(path)
    assert said("check", str(path), "--annotate", "-o", str(tmp_path))[0] == 1
    marked = load_workbook(tmp_path / "预算-核对.xlsx")
    comments = [cell.comment.text for sheet in marked for row in sheet.iter_rows() for cell in row if cell.comment]
    listed = [str(value) for row in marked["核对结果"].iter_rows(values_only=True) for value in row if value]
    assert any("\\u202e" in text for text in comments)
    assert any("\\u202e" in text for text in listed)
    assert not unseen("".join(comments) + "".join(listed))


@FUZZ
@given(name=st.binary(min_size=1, max_size=60).filter(lambda name: not {0, ord("/")} & set(name)))
@example(name="\x1b[31m\n\u202e".encode() + b"\xff.yaml")
def test_names_of_files(tmp_path: Path, name: bytes) -> None:
    folder = bytes(tmp_path) + b"/" + name.strip(b".") + b"x"
    with contextlib.suppress(FileExistsError):
        Path(folder.decode("utf-8", "surrogateescape")).mkdir()
    given = Path((folder + b"/" + name.strip(b".") + b".yaml").decode("utf-8", "surrogateescape"))
    given.write_text(SMALL, encoding="utf-8")
    for path in (given, given.parent):
        said("check", str(path))
        json.loads(said("check", str(path), "--format", "json")[1])
    said("check", str(given), "--report", str(tmp_path / "r.html"), "--force")


@FUZZ
@given(
    arguments=st.lists(
        st.one_of(WORDS, st.sampled_from(["check", "packs", "show", "--only", "rules", "new"])), max_size=4
    )
)
def test_any_words_of_a_command_line(arguments: list[str]) -> None:
    if "-o" not in arguments:
        said(*arguments)


def test_words_of_packs(tmp_path: Path) -> None:
    pack: dict[str, Any] = {"id": "own", "title": HOSTILE, "extends": "hebei-2024", "notes": HOSTILE, HOSTILE: 1}
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / (HOSTILE.replace("\0", "") + ".j2")).write_text("{{ x", encoding="utf-8")
    for unknown in (True, False):
        content = pack if unknown else {key: value for key, value in pack.items() if key != HOSTILE}
        (folder / "pack.yaml").write_text(json.dumps(content), encoding="utf-8")
        for command in ("list", "show", "check"):
            name = () if command == "list" else ("own",)
            for form in ("text", "json"):
                _, text = said("packs", command, *name, "--packs", str(tmp_path), "--format", form)
                assert "2J" not in {line[:2] for line in text.splitlines()}


@pytest.mark.parametrize("form", ["text", "json"])
def test_lone_surrogates_in_names(tmp_path: Path, form: str) -> None:
    assert "\\xff" in said("check", f"{tmp_path}/\udcff.yaml")[1]
    assert said("check", f"{tmp_path}/\ud800.yaml", "--format", form)[0] == 2
