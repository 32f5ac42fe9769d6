"""Paths and options nobody thinks of: each is a clear Chinese message, at once, without a traceback."""

from __future__ import annotations

import json
import os
import shutil
import socket
from pathlib import Path

import pytest

from commands import command, run
from generator.cli import main
from samples import INPUTS, NAMES

SAMPLE = INPUTS / f"{NAMES[0]}.yaml"

AS_NOBODY = """
import os, generator.cli, generator.readers, generator.reconcile, generator.compose
if os.getuid() == 0:
    os.setgroups([]), os.setgid(65534), os.setuid(65534)
"""
"""Gives up the rights that tests may have as root, once everything is imported that only root may read."""


def told(*arguments: str | bytes | Path, cwd: Path | None = None) -> tuple[int, str]:
    """Exit status and everything printed by ``check``."""
    done = run(command("check", *arguments), cwd=cwd)
    shown = (done.stdout + done.stderr).decode()
    assert "Traceback" not in shown
    return done.returncode, shown


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("长" * 300 + ".yaml", "名称太长"),
        ("a/" * 3000 + "b.yaml", "名称太长"),
        ("", "路径是空的"),
        ("-", "标准输入"),
        ("/dev/zero", "不认识的文件类型"),
        ("loop.yaml", "链接绕成了圈"),
        ("loops", "链接绕成了圈"),
        ("fifo.yaml", "管道"),
        ("socket.yaml", "套接字"),
        ("null.yaml", "设备"),
        ("sparse.yaml", "文件过大"),
        ("sparse.xlsx", "文件过大"),
        ("empty", "没有可读取的文件"),
        ("nothing.yaml", "文件是空的"),
        ("file.yaml/inside.yaml", "路径中有一段不是文件夹"),
        (b"\xff\x1b[31m\xfe\n.yaml", "\\xff␛[31m\\xfe␊.yaml"),
    ],
)
def test_an_input_that_is_none(tmp_path: Path, path: str | bytes, word: str) -> None:
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    (tmp_path / "loops").symlink_to("loops")
    os.mkfifo(tmp_path / "fifo.yaml")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(tmp_path / "socket.yaml"))
    (tmp_path / "null.yaml").symlink_to(os.devnull)
    for name in ("sparse.yaml", "sparse.xlsx"):
        (tmp_path / name).touch()
        os.truncate(tmp_path / name, 1 << 40)
    (tmp_path / "empty").mkdir()
    (tmp_path / "nothing.yaml").touch()
    (tmp_path / "file.yaml").touch()
    code, shown = told(path, cwd=tmp_path)
    assert code == 2
    assert word in shown


def test_a_folder_leaves_out_what_is_no_file(tmp_path: Path) -> None:
    shutil.copy(SAMPLE, tmp_path)
    os.mkfifo(tmp_path / "fifo.yaml")
    (tmp_path / "loop.xlsx").symlink_to("loop.xlsx")
    (tmp_path / "sub.yaml").mkdir()
    assert told(tmp_path)[0] == 0


def test_a_folder_of_too_many_files(tmp_path: Path) -> None:
    for number in range(300):
        (tmp_path / f"{number}.yaml").touch()
    code, shown = told(tmp_path)
    assert code == 2
    assert "最多 200 个" in shown


@pytest.mark.parametrize("what", ["folder", "file", "pack"])
def test_what_may_not_be_read(tmp_path: Path, what: str) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    source = folder / "预算.yaml"
    shutil.copy(SAMPLE, source)
    source.chmod(0o644)
    for parent in (tmp_path, *tmp_path.parents[:3]):
        if parent.stat().st_uid == os.getuid():
            parent.chmod(parent.stat().st_mode | 0o555)
    arguments: tuple[str | Path, ...] = ("check", source)
    if what == "file":
        source.chmod(0)
    elif what == "folder":
        arguments = ("check", folder)
        folder.chmod(0)
    else:
        arguments = ("packs", "list", "--packs", folder)
        folder.chmod(0o111)
    try:
        done = run(command(*arguments, before=AS_NOBODY), cwd=Path("/"))
    finally:
        folder.chmod(0o755)
    shown = (done.stdout + done.stderr).decode()
    assert done.returncode == 2, shown
    assert "Traceback" not in shown
    assert "没有权限" in shown or "不能读取" in shown


def test_a_name_that_is_no_text_is_read_and_printed(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff\x1b]0;x\x07\n.yaml"
    shutil.copy(os.fsencode(SAMPLE), path)
    code, shown = told(path)
    assert code == 0
    assert "\\xff␛]0;x␇␊.yaml" in shown
    assert "\x1b" not in shown
    done = run(command("check", path, "--format", "json"))
    assert json.loads(done.stdout)[0]["input"].endswith("\ufffd\x1b]0;x\x07\n.yaml")
    assert b"\x1b" not in done.stdout
    done = run(command("build", path, "-o", tmp_path / "out", "--only", "json,html"))
    assert done.returncode == 0, done.stderr.decode()
    assert run(command("check", path, "--report", tmp_path / "r.html")).returncode == 0
    assert "\\xff␛" in (tmp_path / "r.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["空\0.yaml", "\0"])
def test_a_path_with_a_nul(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", name]) == 2
    assert "空字符" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("build", "x", "--only", "doc"), "是不是想写 docx"),
        (("build", "x", "--only", "pdf,xls"), "是不是想写 xlsx"),
        (("build", "x", "--only", "pdf，\x1b[31m"), "“␛[31m”"),
        (("build", "x", "--only", ""), "没有“”这种格式"),
        (("build", "x", "-o", ""), "路径是空的"),
        (("build", "x", "-o"), "后面要写值"),
        (("build", "x", "--draft=1"), "后面不写值"),
        (("packs", "preview", "hebei-2024", "--only", "word"), "可选：docx"),
        (("packs", "show", "hebei2024"), "是不是想写“hebei-2024”"),
        (("packs", "show", "长" * 100_000), "现有模板包"),
        (("packs", "check", "\x1b[31m\0"), "␛[31m␀"),
        (("new", "../../etc", "-o", "空.xlsx"), "没有名为“../../etc”的模板包"),
        (("rules", "SUM-99\x1b"), "␛"),
        (("chek",), "是不是想写 check"),
        (("\x1b[31m" + "长" * 100_000,), "没有这个命令"),
        (("check", "x", "--\x1b[31mreport"), "␛"),
        (("packs", "list", "a\x1b", "b"), "多余的参数：a␛ b"),
        (("new", "hebei-2024", "-o", "x.yaml", "--year", "\x1b[31m"), "整数"),
    ],
)
def test_wrong_words_are_echoed_harmlessly(
    arguments: tuple[str, ...], word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    shown = capsys.readouterr().err
    assert word in shown
    assert "\x1b" not in shown
    assert max(map(len, shown.split("\n"))) <= 2000


def test_formats_may_stand_in_one_word(tmp_path: Path) -> None:
    assert main(["build", str(SAMPLE), "-o", str(tmp_path), "--only", "JSON, .xlsx", "--only", "json"]) == 0
    made = [path.suffix for path in (tmp_path / "公开").rglob("*") if path.is_file()]
    assert sorted(made) == [".json", ".xlsx"]
