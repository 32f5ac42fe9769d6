"""What `doctor` says of invented machines, and how it says it."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import replace

import pytest
from click.testing import CliRunner

from generator.cli import doctor as command
from generator.machine.typefaces import ROLES, choose
from generator.publish.doctor import Check, Probe, Status, examine, machine, ready

OPEN_FONTS = ("Noto Serif CJK SC", "Noto Sans CJK SC", "LXGW WenKai", "霞鹜文楷", "FandolFang", "FandolFang R")


def computer(fonts: Collection[str] | None = OPEN_FONTS, without: Collection[str] = ()) -> Probe:
    """A machine with these fonts, and without libraries and packages whose name holds one of ``without``."""

    def lacks(name: str) -> bool:
        return any(part in name for part in without)

    return Probe(
        load=lambda file: ".so." in file and not lacks(file),
        families=lambda: None if fonts is None else frozenset(fonts),
        version=lambda name: None if lacks(name) else "1.0",
        render=lambda: None,
        python=(3, 11, 2),
    )


def look(probe: Probe) -> dict[str, Check]:
    return {check.name: check for check in examine(probe)}


def test_a_machine_with_open_fonts_is_ready_and_nothing_is_to_do() -> None:
    checks = examine(computer())
    assert ready(checks)
    assert {check.status for check in checks} == {Status.OK}
    assert not any(check.remedy for check in checks)


def test_all_typefaces_and_components_are_named() -> None:
    names = look(computer()).keys()
    assert {"小标宋", "宋体", "黑体", "楷体", "仿宋"} <= names
    assert {"Python", "weasyprint", "python-docx", "openpyxl", "Pango", "HarfBuzz-subset"} <= names


@pytest.mark.parametrize(
    ("part", "name", "package"),
    [
        ("libpango-1.0", "Pango", "libpango-1.0-0"),
        ("libpangoft2", "PangoFT2", "libpangoft2-1.0-0"),
    ],
)
def test_without_pango_no_pdf(part: str, name: str, package: str) -> None:
    check = look(computer(without=[part]))[name]
    assert check.status is Status.MISSING
    assert f"apt-get install {package}" in check.remedy


def test_without_harfbuzz_subset_pdf_is_slow_but_possible() -> None:
    checks = look(computer(without=["libharfbuzz-subset"]))
    assert checks["HarfBuzz-subset"].status is Status.WARNING
    assert "libharfbuzz-subset0" in checks["HarfBuzz-subset"].remedy
    assert ready(checks.values())


def test_without_a_python_library_no_document() -> None:
    checks = look(computer(without=["openpyxl"]))
    assert checks["openpyxl"].status is Status.MISSING
    assert not ready(checks.values())


def test_an_old_python_is_told() -> None:
    assert look(replace(computer(), python=(3, 10, 9)))["Python"].status is Status.MISSING


def test_without_chinese_fonts_one_finding_and_none_of_its_consequences() -> None:
    checks = look(computer(fonts=()))
    assert checks["中文字体"].status is Status.MISSING
    assert "fonts-noto-cjk" in checks["中文字体"].remedy
    assert "宋体" not in checks
    assert "试制 PDF" not in checks


def test_without_fontconfig_it_says_so() -> None:
    check = look(computer(fonts=None))["中文字体"]
    assert check.status is Status.MISSING
    assert "apt-get install fontconfig" in check.remedy


def test_an_official_face_comes_first() -> None:
    check = look(computer(fonts=(*OPEN_FONTS, "FangSong", "仿宋")))["仿宋"]
    assert (check.status, check.detail) == (Status.OK, "仿宋")


def test_a_face_of_another_kind_is_a_warning_with_a_remedy() -> None:
    check = look(computer(fonts=["Noto Serif CJK SC"]))["楷体"]
    assert check.status is Status.WARNING
    assert "fonts-lxgw-wenkai" in check.remedy


def test_an_unknown_chinese_font_is_a_warning() -> None:
    checks = look(computer(fonts=["Some Chinese Font"]))
    assert checks["宋体"].status is Status.WARNING
    assert ready(checks.values())


def test_a_failed_trial_is_told() -> None:
    checks = look(replace(computer(), render=lambda: "OSError: no"))
    assert checks["试制 PDF"].status is Status.MISSING
    assert "OSError: no" in checks["试制 PDF"].detail


def test_family_names_match_in_any_case() -> None:
    choice = choose(ROLES[1], {"simsun"})
    assert choice is not None
    assert choice.official


def test_every_role_has_an_open_stand_in() -> None:
    assert all(role.official and role.similar for role in ROLES)


@pytest.mark.parametrize(("form", "status"), [("text", 0), ("json", 0), ("text", 1), ("json", 1)])
def test_exit_status_follows_the_verdict(form: str, status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    probe = computer(fonts=OPEN_FONTS if status == 0 else ())
    monkeypatch.setattr(command, "examine", lambda: examine(probe))
    result = CliRunner().invoke(command.doctor_command, ["--format", form])
    assert result.exit_code == status


def test_json_can_be_read_by_a_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "examine", lambda: examine(computer(without=["libpango-1.0"])))
    content = json.loads(CliRunner().invoke(command.doctor_command, ["--format", "json"]).output)
    assert content["ready"] is False
    pango = next(check for check in content["checks"] if check["name"] == "Pango")
    assert pango["status"] == "missing"
    assert set(pango) == {"name", "status", "detail", "remedy"}


def test_text_has_a_line_a_check_and_its_remedy_below() -> None:
    checks = (Check("甲", Status.OK, "好"), Check("abcd", Status.MISSING, "无", "请装"))
    assert command.as_text(checks).splitlines()[:3] == ["正常  甲    好", "缺失  abcd  无", "      → 请装"]


@pytest.mark.pdf
def test_this_machine_is_ready() -> None:
    assert ready(examine(machine()))


def test_what_cannot_be_asked_is_not_there() -> None:
    probe = machine()
    assert not probe.load("libno-such-library.so.0")
    assert probe.version("no-such-distribution") is None
