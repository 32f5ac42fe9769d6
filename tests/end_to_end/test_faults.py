"""A crash is not a finding: exit status 3, one Chinese sentence, no traceback, and everything else goes on."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from pathlib import Path

import pytest

from commands import command, in_shell, run
from generator.cli import main
from samples import INPUTS, NAMES

SAMPLE = INPUTS / f"{NAMES[0]}.yaml"
CRASH = "import generator.reconcile as r\ndef crash(*_): raise {error}\nr.reconcile = crash"
CRASH_ON_ONE = """\
import generator.readers as r
read = r.read
def crash(path, folders=()):
    if path.name == "坏.yaml": raise KeyError("secret")
    return read(path, folders)
r.read = crash
"""
NO_TEMPORARY = "import tempfile\ntempfile._candidate_tempdir_list = lambda: ['/nowhere/at/all']"


@pytest.fixture
def state(tmp_path: Path) -> dict[str, str]:
    """Where crash files go in these tests."""
    return {"XDG_STATE_HOME": str(tmp_path / "state"), "BUDGET_DISCLOSURE_DEBUG": ""}


@pytest.mark.parametrize(
    ("error", "word"),
    [
        ("ZeroDivisionError('secret')", "程序自身出错"),
        ("MemoryError", "内存"),
        ("RecursionError", "嵌套"),
        ("OSError(28, 'secret')", "磁盘空间已满"),
        ("OSError(24, 'secret')", "打开的文件太多"),
    ],
)
def test_a_crash_is_told_in_one_sentence(state: dict[str, str], error: str, word: str) -> None:
    done = run(command("check", SAMPLE, before=CRASH.format(error=error)), env=state)
    shown = (done.stdout + done.stderr).decode()
    assert done.returncode == 3
    assert word in shown
    assert "FAULT-01" in shown
    assert "Traceback" not in shown
    assert "secret" not in shown
    details = re.search(r"详细情况在 (\S+/crash-\w+\.txt)", shown)
    assert details is not None
    path = Path(details[1])
    assert "Traceback" in path.read_text(encoding="utf-8")
    assert path.stat().st_mode & 0o077 == 0


def test_the_same_crash_is_written_down_once(state: dict[str, str]) -> None:
    for _ in range(2):
        run(command("check", SAMPLE, before=CRASH.format(error="KeyError")), env=state)
    assert len(list(Path(state["XDG_STATE_HOME"]).rglob("crash-*"))) == 1


def test_debugging_shows_the_traceback(state: dict[str, str]) -> None:
    env = {**state, "BUDGET_DISCLOSURE_DEBUG": "1"}
    done = run(command("check", SAMPLE, before=CRASH.format(error="KeyError")), env=env)
    assert done.returncode == 3
    assert b"Traceback" in done.stderr
    assert b"Traceback" not in done.stdout
    assert not Path(state["XDG_STATE_HOME"]).exists()


@pytest.mark.parametrize(
    ("before", "arguments"),
    [
        ("import generator.cli.packs as m\nm.load_pack = None", ("packs", "show", "hebei-2024")),
        ("import generator.cli.packs as m\nm.list_manifests = None", ("packs", "list")),
        ("import generator.cli.rules as m\nm.rulebook = None", ("rules",)),
        ("import generator.cli.doctor as m\nm.examine = None", ("doctor",)),
        ("import generator.cli.new as m\nm.load_pack = None", ("new", "hebei-2024", "-o", "空.yaml")),
        ("import generator.authoring.check as m\nm.read_draft = None", ("packs", "check", "hebei-2024")),
        ("import generator.authoring.preview as m\nm.load_pack = None", ("packs", "preview", "hebei-2024")),
        ("import generator.authoring.scaffold as m\nm.load_pack = None", ("packs", "new", "a", "--extends", "base")),
        ("import generator.authoring.schemas as m\nm.write_schemas = None", ("packs", "schema", "-o", "a")),
    ],
)
def test_no_command_shows_a_traceback(
    state: dict[str, str], tmp_path: Path, before: str, arguments: tuple[str, ...]
) -> None:
    done = run(command(*arguments, before=before), env=state, cwd=tmp_path)
    assert done.returncode == 3
    assert "程序自身出错（TypeError）" in done.stderr.decode()
    assert b"Traceback" not in done.stdout + done.stderr


@pytest.mark.parametrize("action", ["check", "build"])
def test_one_input_that_crashes_does_not_stop_the_others(state: dict[str, str], tmp_path: Path, action: str) -> None:
    bad, good = tmp_path / "坏.yaml", tmp_path / "好.yaml"
    shutil.copy(SAMPLE, bad)
    good.write_text(SAMPLE.read_text().replace("{code: 201,", "{code: 202,"))  # else both would fill one folder
    more = ("-o", tmp_path / "out", "--only", "json") if action == "build" else ()
    done = run(command(action, bad, good, "--format", "json", *more, before=CRASH_ON_ONE), env=state)
    assert done.returncode == 3
    first, second = json.loads(done.stdout)
    assert (first["exit_code"], second["exit_code"]) == (3, 0)
    assert [finding["code"] for finding in first["findings"]] == ["FAULT-01"]
    assert second["findings"]
    assert (action == "check") or list((tmp_path / "out").rglob("manifest.json"))


def test_a_check_that_breaks_down_leads_to_exit_status_3(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError

    monkeypatch.delenv("BUDGET_DISCLOSURE_DEBUG", raising=False)
    monkeypatch.setattr("generator.reconcile.check_sums", fails)
    output = tmp_path / "out"
    assert main(["check", str(SAMPLE)]) == 3
    assert main(["build", str(SAMPLE), "-o", str(output), "--only", "json"]) == 3
    assert not output.exists()


def test_memory_that_runs_out_in_a_check_is_no_finding(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("generator.reconcile.check_sums", fails)
    assert main(["check", str(SAMPLE), "--format", "json"]) == 3
    assert [finding["code"] for finding in json.loads(capsys.readouterr().out)[0]["findings"]] == ["FAULT-01"]


def test_stopped_by_the_user() -> None:
    done = run(command("check", SAMPLE, before=CRASH.format(error="KeyboardInterrupt")))
    assert done.returncode == 130
    assert "已中止" in done.stderr.decode()
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [("check", SAMPLE), ("--help",), ("packs", "list"), ("rules",), ("nonsense",)])
def test_a_closed_output_is_told(arguments: tuple[str, ...]) -> None:
    done = run(in_shell('"$@" >&-', command(*arguments)))
    usage = arguments == ("nonsense",)
    assert done.returncode == (2 if usage else 3)
    assert ("没有这个命令" if usage else "标准输出写不进去（已经关闭）") in done.stderr.decode()
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", [("check", SAMPLE), ("--help",), ("check", SAMPLE, "--format", "json")])
def test_a_full_output_is_told(arguments: tuple[str, ...]) -> None:
    done = run(in_shell('"$@" >/dev/full', command(*arguments)))
    assert done.returncode == 3
    assert "标准输出写不进去（磁盘空间已满）" in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_nothing_open_at_all() -> None:
    assert run(in_shell('"$@" <&- >&- 2>&-', command("check", SAMPLE))).returncode == 3


def test_files_are_written_whole_although_nobody_reads_what_is_printed(tmp_path: Path) -> None:
    output = tmp_path / "out"
    done = run(in_shell('"$@" >&-', command("build", SAMPLE, "-o", output, "--only", "json")))
    assert done.returncode == 3
    facts = next(path for path in output.rglob("*.json") if path.name != "manifest.json")
    json.loads(facts.read_text(encoding="utf-8"))


@pytest.mark.parametrize("change", [False, True])
def test_who_reads_the_beginning_alone_changes_nothing(tmp_path: Path, change: bool) -> None:  # noqa: FBT001
    text, source = SAMPLE.read_text(encoding="utf-8"), tmp_path / "预算.yaml"
    source.write_text(text.replace("预算数: 1295.65}", "预算数: 9}", 1) if change else text, encoding="utf-8")
    done = run(in_shell('{ "$@"; echo "code $?" >&2; } | true', command("check", source, source, source)))
    assert done.stderr.decode() == f"code {int(change)}\n"


@pytest.mark.parametrize(
    "env",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    ],
)
def test_chinese_is_printed_whatever_the_locale(env: dict[str, str]) -> None:
    done = run(command("check", SAMPLE), env=env)
    assert done.returncode == 0
    assert "结论：" in done.stdout.decode()


def test_a_terminal_of_another_encoding_gets_what_it_can_show(tmp_path: Path) -> None:
    source = tmp_path / "预算😀.yaml"
    shutil.copy(SAMPLE, source)
    env = {"PYTHONIOENCODING": "gbk"}
    done = run(command("check", source), env=env)
    assert done.returncode == 0
    assert "结论：" in done.stdout.decode("gbk")
    content = json.loads(run(command("check", source, "--format", "json"), env=env).stdout)
    assert content[0]["input"].endswith("预算😀.yaml")


def test_a_current_folder_that_is_gone_is_told(state: dict[str, str], tmp_path: Path) -> None:
    for number, arguments in enumerate((("check", "预算.yaml"), ("build", SAMPLE, "--only", "json"))):
        gone = tmp_path / f"gone{number}"
        gone.mkdir()
        done = run(in_shell('rmdir "$PWD"; "$@"', command(*arguments)), env=state, cwd=gone)
        assert done.returncode in {2, 3}
        shown = (done.stdout + done.stderr).decode()
        assert "当前文件夹已被删除或移走" in shown
        assert "Traceback" not in shown


def test_no_temporary_folder_is_told(state: dict[str, str], tmp_path: Path) -> None:
    done = run(command("new", "hebei-2024", "-o", tmp_path / "空.xlsx", before=NO_TEMPORARY), env=state)
    assert done.returncode == 3
    assert "没有可用的临时文件夹" in done.stderr.decode()
    assert not (tmp_path / "空.xlsx").exists()


def test_a_crash_without_any_place_to_write_is_still_told() -> None:
    before = f"{NO_TEMPORARY}\n{CRASH.format(error='KeyError')}"
    env = {"XDG_STATE_HOME": os.devnull, "BUDGET_DISCLOSURE_DEBUG": ""}
    done = run(command("check", SAMPLE, before=before), env=env)
    assert done.returncode == 3
    assert "BUDGET_DISCLOSURE_DEBUG=1" in done.stdout.decode()


def test_crash_files_go_to_the_temporary_folder_where_there_is_no_other(tmp_path: Path) -> None:
    env = {"XDG_STATE_HOME": os.devnull, "TMPDIR": str(tmp_path), "BUDGET_DISCLOSURE_DEBUG": ""}
    run(command("check", SAMPLE, before=CRASH.format(error="KeyError")), env=env)
    assert len(list(tmp_path.glob("budget-disclosure-crash-*.txt"))) == 1
    assert tempfile.gettempdir()
