"""Inputs from strangers: damaged, disguised, huge or random. Always a plain message, never a traceback."""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from generator.domain.errors import DisclosureError, InputError
from generator.readers import read
from samples import INPUTS, NAMES

SAMPLE = INPUTS / f"{NAMES[0]}.xlsx"
FUZZ = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def zipped(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return target.getvalue()


def changed(part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The sample with one part changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(SAMPLE) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            data = source.read(name)
            archive.writestr(name, change(data) if name == part else data)
    return target.getvalue()


def refusal(path: Path, data: bytes) -> InputError:
    path.write_bytes(data)
    with pytest.raises(InputError) as error:
        read(path)
    assert error.value.remedy
    assert error.value.location.file == path.name
    return error.value


def outcome(path: Path) -> str:
    """What comes of reading: a submission with well-formed findings, or a refusal."""
    try:
        submission, _ = read(path)
    except DisclosureError as error:
        return str(error)
    assert all(finding.message and finding.locations for finding in submission.findings)
    return repr(submission)


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "空"),
        (b"PK\x03\x04 broken", "损坏"),
        (b"<html><table/></html>", "不是 Excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧版"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (zipped(a=b"x"), "损坏"),
        (zipped(xl__workbook=b"x" * 250_000_000), "过大"),
        (zipped(xl__workbook=bytes(100_000_000)), "过大"),
    ],
)
def test_files_that_are_no_workbooks(tmp_path: Path, data: bytes, word: str) -> None:
    assert word in refusal(tmp_path / "坏.xlsx", data).message


@pytest.mark.parametrize("suffix", [".xls", ".et", ".ods", ".xlsb"])
def test_old_workbooks_are_to_be_saved_again(tmp_path: Path, suffix: str) -> None:
    assert ".xlsx" in refusal(tmp_path / f"旧{suffix}", b"x").remedy


def test_other_files_are_not_read(tmp_path: Path) -> None:
    refusal(tmp_path / "文.docx", b"x")


def test_a_damaged_sheet_is_named(tmp_path: Path) -> None:
    error = refusal(tmp_path / "半.xlsx", changed("xl/worksheets/sheet4.xml", lambda data: data[: len(data) // 2]))
    assert error.location.sheet


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("TOPSECRET", encoding="utf-8")
    doctype = f'<!DOCTYPE x [<!ENTITY s SYSTEM "{secret.as_uri()}">]>'.encode()

    def attack(data: bytes) -> bytes:
        start = data.index(b"<worksheet")
        return data[:start] + doctype + data[start:].replace(b"<t>", b"<t>&s;", 50)

    path = tmp_path / "实体.xlsx"
    path.write_bytes(changed("xl/worksheets/sheet4.xml", attack))
    assert "TOPSECRET" not in outcome(path)


def test_broken_styles_and_links_do_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "样式.xlsx"
    path.write_bytes(changed("xl/styles.xml", lambda data: data.replace(b"<fonts", b"<fonts bad='1'")))
    assert read(path)[0].forms


def test_many_rows_take_time_in_proportion(tmp_path: Path) -> None:
    def seconds(count: int) -> float:
        rows = b"".join(b'<row r="%d"><c r="A%d" s="1"/></row>' % (row, row) for row in range(1000, 1000 + count))
        path = tmp_path / f"{count}.xlsx"
        grown = changed("xl/worksheets/sheet4.xml", lambda data: data.replace(b"</sheetData>", rows + b"</sheetData>"))
        path.write_bytes(grown)
        start = time.process_time()
        assert read(path)[0].forms
        return time.process_time() - start

    seconds(1)  # what is loaded on first use does not count
    assert seconds(120_000) < 6 * seconds(30_000)


@FUZZ
@given(data=st.binary(max_size=400), suffix=st.sampled_from([".xlsx", ".yaml"]))
def test_random_bytes_are_refused_politely(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = tmp_path / f"x{suffix}"
    path.write_bytes(data)
    with pytest.raises(InputError):
        read(path)


@FUZZ
@given(position=st.integers(0, 10**6), byte=st.integers(0, 255))
def test_a_flipped_byte_never_crashes(tmp_path: Path, position: int, byte: int) -> None:
    data = bytearray(SAMPLE.read_bytes())
    data[position % len(data)] = byte
    path = tmp_path / "x.xlsx"
    path.write_bytes(data)
    assert outcome(path)


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**18), 10**18),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=12).map(lambda text: ILLEGAL_CHARACTERS_RE.sub("", text)),
    st.dates(),
    st.sampled_from(
        ["合计", "2013101", "单位：元", "注：", "空表", "=1+1", "序号", "科目编码", "科目名称", "类", "款", "-", "小计"]
    ),
)
SHEETS = [
    "支出总表",
    "收支总表",
    "政府采购预算",
    "固定资产占用情况表",
    "项目",
    "绩效指标",
    "文字",
    "上年数",
    "机构设置",
    "无名",
]


@FUZZ
@given(
    sheet=st.sampled_from(SHEETS),
    rows=st.lists(st.lists(VALUES, max_size=9), max_size=9),
    merges=st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9), st.integers(0, 3), st.integers(0, 3)), max_size=3),
    keep=st.booleans(),
)
def test_random_cells_give_findings_only(
    tmp_path: Path,
    sheet: str,
    rows: list[list[object]],
    merges: list[tuple[int, int, int, int]],
    keep: bool,  # noqa: FBT001 - drawn by hypothesis
) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    front = book.create_sheet("基本信息")
    for line in (("模板包", "hebei-2024"), ("预算年度", 2024), ("名称", "某"), ("级别", "部门")):
        front.append(line)
    target = book.create_sheet(sheet)
    if keep:
        target.append(["单位：万元"])
        target.append(["序号", "科目编码", "科目名称", "合计", "基本支出", "项目支出", "项目名称", "项目编码", "内容"])
    for row in rows:
        target.append(row)
    for row_number, column, down, right in merges:
        block = {"start_row": row_number, "start_column": column}
        target.merge_cells(**block, end_row=row_number + down, end_column=column + right)
    path = tmp_path / "x.xlsx"
    book.save(path)
    assert "Submission" in outcome(path)


YAML_VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.text(max_size=5), st.sampled_from(["合计", "1.5", "201", "万元", "-"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(
                [
                    "unit",
                    "rows",
                    "empty",
                    "income",
                    "科目编码",
                    "科目名称",
                    "合计",
                    "name",
                    "code",
                    "plan",
                    "indicators",
                    "x",
                ]
            ),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=8,
)


@FUZZ
@given(
    content=st.dictionaries(
        st.sampled_from(["forms", "projects", "goals", "texts", "prior", "units", "approved", "amount_unit", "x"]),
        st.one_of(
            YAML_VALUES,
            st.dictionaries(st.sampled_from(["expenditure_summary", "收支总表", "procurement", "duties"]), YAML_VALUES),
        ),
    )
)
def test_random_yaml_gives_findings_only(tmp_path: Path, content: dict[str, object]) -> None:
    head = {"pack": "hebei-2024", "year": "2024", "entity": {"code": "1", "name": "某", "level": "部门"}}
    path = tmp_path / "x.yaml"
    # JSON is YAML, and quicker to write.
    path.write_text(json.dumps({**head, **content}, ensure_ascii=False), encoding="utf-8")
    assert outcome(path)
