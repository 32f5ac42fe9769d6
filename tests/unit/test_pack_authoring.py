"""Starting a pack, merging it with what it extends, and the guide that explains both."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from generator.authoring.check import check_pack
from generator.authoring.provenance import origins
from generator.authoring.sample import lawful, sample_submission
from generator.authoring.scaffold import new_pack
from generator.cli import main
from generator.domain.errors import OutputError, PackError
from generator.domain.findings import Severity
from generator.files.yaml_file import parse_yaml
from generator.forms.rows import chinese_number
from generator.packs.loader import load_pack
from generator.packs.merge import RULES, Merged, merged
from generator.reconcile import reconcile
from samples import ROOT

GUIDE = ROOT / "docs/packs.md"
_EXAMPLE = re.compile(r"```(?:yaml|jinja)\n(?:# |\{# )([\w./-]+)(?: #\})?\n(.*?)```", re.DOTALL)


def own_pack(folder: Path, **files: str) -> Path:
    """A pack that extends hebei-2024, with these files (``style="…"`` is style.yaml)."""
    pack = new_pack("own", "hebei-2024", folder)
    for name, text in files.items():
        (pack / f"{name}.yaml").write_text(text, encoding="utf-8")
    return pack


def test_a_new_pack_is_clean_and_builds(tmp_path: Path) -> None:
    pack = new_pack("county-2025", "hebei-2024", tmp_path)
    assert check_pack(pack) == ()
    assert load_pack("county-2025", (tmp_path,)).chain == ("county-2025", "hebei-2024", "base")
    assert "outline:" in (pack / "pack.yaml").read_text(encoding="utf-8")


def test_the_commented_outline_of_a_new_pack_can_be_put_to_use(tmp_path: Path) -> None:
    pack = new_pack("county-2025", "hebei-2024", tmp_path)
    path = pack / "pack.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("# outline:"))
    end = next(number for number, line in enumerate(lines) if line.startswith("notes:"))
    freed = [line.removeprefix("# ") if start <= number < end else line for number, line in enumerate(lines)]
    path.write_text("\n".join(freed), encoding="utf-8")
    assert check_pack(pack, trial=False) == ()
    assert load_pack("county-2025", (tmp_path,)).outline == load_pack("hebei-2024").outline


def test_a_new_pack_overwrites_nothing(tmp_path: Path) -> None:
    new_pack("own", "hebei-2024", tmp_path)
    with pytest.raises(OutputError):
        new_pack("own", "hebei-2024", tmp_path)


@pytest.mark.parametrize("name", ["", "..", "Hebei 2024", "a/b", "河北"])
def test_a_new_pack_needs_a_plain_name(name: str, tmp_path: Path) -> None:
    with pytest.raises(PackError):
        new_pack(name, "hebei-2024", tmp_path)


def test_a_new_pack_needs_a_parent(tmp_path: Path) -> None:
    with pytest.raises(PackError):
        new_pack("own", "no-such", tmp_path)
    assert not (tmp_path / "own").exists()


def merge(name: str, *texts: str) -> Merged:
    files = [parse_yaml(text, f"{number}/{name}") for number, text in enumerate(texts)]
    return merged(files, RULES[name], name)


def test_single_terms_and_roles_are_overridden() -> None:
    terms = merge("pack.yaml", "terms: {甲: 一, 乙: 二}\nyears: [2024]\n", "terms: {乙: 三}\n")
    assert terms.data == {"terms": {"甲": "一", "乙": "三"}, "years": ["2024"]}
    style = merge("style.yaml", "roles:\n  p: {size: 三号, line: 28}\n", "roles:\n  p: {size: 四号}\n")
    assert style.data == {"roles": {"p": {"size": "四号", "line": "28"}}}


def test_named_items_of_lists_are_overridden() -> None:
    texts = merge(
        "records.yaml",
        "texts:\n  - {key: a, title: 甲}\n  - {key: b, title: 乙}\n",
        "texts:\n  - {key: b, title: 丙}\n",
    )
    assert [text["title"] for text in texts.data["texts"]] == ["甲", "丙"]


def test_null_takes_away_what_was_inherited() -> None:
    figures = merge("figures.yaml", "甲: {at: {}}\n乙: {at: {}}\n", "甲: null\n")
    assert figures.data == {"乙": {"at": {}}}


def test_a_merged_value_knows_where_it_was_written() -> None:
    style = merge("style.yaml", "roles:\n  p: {size: 三号,\n    line: 28}\n", "\nroles:\n  p: {size: 四号}\n")
    assert (style.location("roles", "p", "size").file, style.location("roles", "p", "size").line) == ("1/style.yaml", 3)
    assert (style.location("roles", "p", "line").file, style.location("roles", "p", "line").line) == ("0/style.yaml", 3)


def test_a_child_may_change_one_role_one_term_and_one_balance(tmp_path: Path) -> None:
    own_pack(
        tmp_path,
        style="roles:\n  p: {size: 四号}\n",
        rules="balances:\n  - {code: BAL-01, title: 收支相等}\n",
    )
    pack, parent = load_pack("own", (tmp_path,)), load_pack("hebei-2024")
    assert pack.style.roles["p"].size == 14
    assert pack.style.roles["p"].line == parent.style.roles["p"].line
    assert pack.style.roles["h1"] == parent.style.roles["h1"]
    assert [(balance.title, balance.along) for balance in pack.rules.balances] == [("收支相等", ("source", "function"))]
    assert pack.rules.checks == parent.rules.checks


def test_show_tells_where_files_come_from(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own_pack(tmp_path, style="roles:\n  p: {size: 四号}\n")
    sections = tmp_path / "own/sections"
    sections.mkdir()
    (sections / "opening.html.j2").write_text("<p>开头</p>\n", encoding="utf-8")
    found = {origin.name: origin for origin in origins(load_pack("own", (tmp_path,)), (tmp_path,))}
    assert (found["sections/opening.html.j2"].pack, found["sections/opening.html.j2"].others) == (
        "own",
        ("hebei-2024",),
    )
    assert (found["style.yaml"].merged, found["style.yaml"].others) == (True, ("base",))
    assert main(["packs", "show", "own", "--packs", str(tmp_path)]) == 0
    assert "own（取代 hebei-2024）" in capsys.readouterr().out
    assert main(["packs", "show", "own", "--packs", str(tmp_path), "--format", "json"]) == 0
    files = {file["file"]: file for file in json.loads(capsys.readouterr().out)["files"]}
    assert files["style.yaml"]["merged_with"] == ["base"]
    assert files["sections/opening.html.j2"]["overrides"] == ["hebei-2024"]


def test_the_commands_tell_how_it_went(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["packs", "new", "own", "--extends", "hebei-2024", "-o", str(tmp_path)]) == 0
    assert main(["packs", "new", "own", "--extends", "hebei-2024", "-o", str(tmp_path)]) == 2
    assert main(["packs", "check", str(tmp_path / "own")]) == 0
    assert main(["packs", "check", "own", "--packs", str(tmp_path), "--format", "json"]) == 0
    assert main(["packs", "check", "no-such"]) == 2
    (tmp_path / "own/style.yaml").write_text("roles:\n  p: {font: sung}\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["packs", "check", str(tmp_path / "own"), "--format", "json"]) == 1
    content = json.loads(capsys.readouterr().out)
    assert content["errors"] == 1
    assert {"code": "PACK-26", "file": "own/style.yaml", "line": 2}.items() <= content["findings"][0].items()
    (tmp_path / "own/pack.yaml").write_text("a: [", encoding="utf-8")
    assert main(["packs", "check", str(tmp_path / "own")]) == 2


def test_the_example_of_the_guide_is_a_finished_pack(tmp_path: Path) -> None:
    pack = new_pack("qingshan-2025", "hebei-2024", tmp_path)
    examples = dict(_EXAMPLE.findall(GUIDE.read_text(encoding="utf-8")))
    assert len(examples) == 7
    for name, text in examples.items():
        path = pack / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert [finding for finding in check_pack(pack) if finding.severity > Severity.HINT] == []
    loaded = load_pack("qingshan-2025", (tmp_path,))
    disclosure = reconcile(sample_submission(loaded, "部门", 2025), loaded)
    assert [f for f in lawful(loaded, disclosure.findings) if f.severity > Severity.HINT] == []
    assert loaded.forms["three_public_expenses"].single


def test_the_guide_names_every_file_of_a_pack() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    assert all(f"`{name}`" in guide for name in RULES)


def test_rows_beyond_ninety_nine_are_numbered() -> None:
    numbers = (9, 10, 21, 99, 100, 101, 110, 215, 999, 1000)
    words = ("九", "十", "二十一", "九十九", "一百", "一百零一", "一百一十", "二百一十五", "九百九十九", "1000")
    assert tuple(chinese_number(number) for number in numbers) == words
