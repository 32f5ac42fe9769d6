"""Fonts: what is missing is told before anything is drawn, and what nobody named makes no difference."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from composed import body, document, sample, section, style, table
from generator.domain.errors import MachineError
from generator.machine import fontconfig, readiness
from generator.packs.style import Style
from generator.writers.css import css
from generator.writers.glyphs import FontFile
from generator.writers.latin import address, latin_sources
from generator.writers.pdf import write_pdf
from samples import ROOT

pytestmark = pytest.mark.pdf
INPUT = ROOT / "inputs/henan-muye-party-office-2024.yaml"
DRAW = """\
import hashlib, sys
sys.path[:0] = sys.argv[1:]
from composed import sample, style
from generator.writers.pdf import write_pdf
found = write_pdf(sample(), style())
print(hashlib.sha256(found.data).hexdigest())
"""


def latin_face(weight: int = fontconfig.REGULAR) -> fontconfig.Face:
    face = fontconfig.named("Liberation Serif", weight)
    assert face is not None
    return face


def configured(folder: Path, fonts: list[Path], rules: str = "", include: str = "") -> dict[str, str]:
    """An environment whose fontconfig knows these fonts and rules, and what it ``include``s."""
    own = folder / "fonts"
    own.mkdir()
    for font in fonts:
        shutil.copy(font, own)
    conf = folder / "fonts.conf"
    text = f"<dir>{own}</dir><cachedir>{folder / 'cache'}</cachedir>{include}{rules}"
    conf.write_text(f'<?xml version="1.0"?><fontconfig>{text}</fontconfig>', encoding="utf-8")
    return {**os.environ, "FONTCONFIG_FILE": str(conf), "FONTCONFIG_PATH": str(folder)}


def build(output: Path, environment: dict[str, str], *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "generator", "build", str(INPUT), "-o", str(output), *options]
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=ROOT, check=False)


@pytest.mark.slow
@pytest.mark.parametrize("fonts", ["none", "latin"])
def test_without_a_chinese_font_there_is_a_message_and_no_document(tmp_path: Path, fonts: str) -> None:
    environment = configured(tmp_path, [Path(latin_face().file)] if fonts == "latin" else [])
    output = tmp_path / "out"
    done = build(output, environment, "--only", "docx")
    assert done.returncode == 3
    assert "中文字体" in done.stdout + done.stderr
    assert "fonts-noto-cjk" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert not list(output.rglob("*.*"))


@pytest.mark.slow
def test_what_is_not_laid_out_needs_no_fonts(tmp_path: Path) -> None:
    done = build(tmp_path / "out", configured(tmp_path, []), "--only", "xlsx", "--only", "html")
    assert done.returncode == 0


@pytest.mark.parametrize("character", ["\U0002f9ff", "\U0002b820", "\u0378"])
def test_a_character_no_font_has_is_refused_with_its_place(character: str) -> None:
    content = section(f'<h2 id="a">一、职责</h2><p>甲{character}乙</p>')
    with pytest.raises(MachineError) as caught:
        write_pdf(document(body(content)), style())
    assert f"U+{ord(character):04X}" in str(caught.value)
    assert "“一、职责”" in str(caught.value)


def test_a_missing_character_in_a_table_is_placed_there() -> None:
    cell = '<tr><td>1</td><td>甲\U000f1234</td><td class="amount">1</td><td class="amount">1</td></tr>'
    content = section('<h2 id="a">收支总表</h2><p>无</p>' + table([cell]))
    with pytest.raises(MachineError, match="“收支总表”的表中"):
        write_pdf(document(body(content)), style())


def test_the_files_drawn_with_are_told() -> None:
    found = write_pdf(sample(), style()).font_files
    for weight in (fontconfig.REGULAR, fontconfig.BOLD):
        face = fontconfig.named("Noto Serif CJK SC", weight)
        assert face is not None
        digest = hashlib.sha256(Path(face.file).read_bytes()).hexdigest()
        assert FontFile(Path(face.file).name, "Noto Serif CJK SC", face.version, digest) in found
    assert {file.name for file in found if file.family == "Liberation Serif"} == {
        "LiberationSerif-Bold.ttf",
        "LiberationSerif-Regular.ttf",
    }


def test_the_libraries_tell_their_versions() -> None:
    found = readiness.native_versions()
    assert set(found) == {"Fontconfig", "HarfBuzz", "Pango"}
    assert all(version[0].isdigit() and "." in version for version in found.values())


def test_a_latin_face_goes_by_its_own_name_only() -> None:
    fonts = {"song": {"faces": ["宋体"], "latin": ["No Such Face", "liberation serif", "DejaVu Serif"]}}
    sources = latin_sources(Style.model_validate({"fonts": fonts, "roles": {}}))
    assert sources == {
        ("liberation serif", "normal"): Path(latin_face().file).as_uri(),
        ("liberation serif", "bold"): Path(latin_face(fontconfig.BOLD).file).as_uri(),
    }


def test_only_faces_found_by_file_are_in_the_sheet_of_a_pdf() -> None:
    sheet = css(style(), latin=latin_sources(style()))
    assert "local(" not in sheet
    assert f'url("{address(latin_face())}")' in sheet
    assert '@font-face{font-family:"Times New Roman' not in sheet


ALIASES = """
<alias binding="same"><family>Times New Roman</family><prefer><family>Odd</family></prefer></alias>
<alias binding="same"><family>宋体</family><prefer><family>Odd</family></prefer></alias>
<match target="pattern"><edit name="family" mode="prepend" binding="strong"><string>Odd</string></edit></match>
<match target="scan"><test name="family"><string>DejaVu Sans</string></test>
<edit name="family" mode="assign"><string>Odd</string></edit>
<edit name="fullname" mode="assign"><string>Times New Roman</string></edit></match>
"""


@pytest.mark.slow
def test_an_unrelated_font_package_does_not_change_the_bytes(tmp_path: Path) -> None:
    def drawn(environment: dict[str, str]) -> str:
        command = [sys.executable, "-c", DRAW, str(ROOT / "tests"), str(ROOT)]
        return subprocess.run(command, capture_output=True, text=True, env=environment, check=True).stdout

    other = next(Path(face.file) for face in fontconfig.installed() if face.families[0] == "DejaVu Sans")
    include = '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
    environment = configured(tmp_path, [other], ALIASES, include)
    listed = subprocess.run(
        ["fc-match", "Times New Roman"], capture_output=True, text=True, env=environment, check=True
    ).stdout
    assert "Odd" in listed  # the package does what such packages do
    assert drawn(environment) == drawn(dict(os.environ))


@pytest.mark.slow
def test_the_language_of_the_system_does_not_change_the_bytes() -> None:
    def drawn(language: str) -> str:
        command = [sys.executable, "-c", DRAW, str(ROOT / "tests"), str(ROOT)]
        environment = {**os.environ, "LC_ALL": language, "LANG": language, "FC_LANG": language.partition(".")[0]}
        return subprocess.run(command, capture_output=True, text=True, env=environment, check=True).stdout

    assert drawn("zh_CN.UTF-8") == drawn("C")


def test_a_missing_library_is_told_before_anything_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fontconfig, "load", lambda names: None if "pango" in names[0] else object())
    with pytest.raises(MachineError) as caught:
        readiness.require_layout.__wrapped__()
    assert "Pango" in caught.value.message
    assert "libpango-1.0-0" in caught.value.remedy
    assert caught.value.exit_code == 3
