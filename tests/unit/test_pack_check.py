"""``packs check``: clean for what is shipped, and every kind of mistake is found at its line."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.authoring.check import check_pack
from generator.authoring.findings import ALL, PackFinding
from generator.domain.errors import PackError
from generator.domain.findings import Severity
from samples import ROOT

TEMPLATES = ROOT / "templates"
SHIPPED = sorted(path.name for path in TEMPLATES.iterdir() if (path / "pack.yaml").is_file())
PACK = "hebei-2024"


def unclean(findings: tuple[PackFinding, ...]) -> list[PackFinding]:
    return [finding for finding in findings if finding.severity > Severity.HINT]


@pytest.mark.parametrize("pack_id", SHIPPED)
def test_every_shipped_pack_is_clean(pack_id: str) -> None:
    assert unclean(check_pack(pack_id)) == []


@dataclass(frozen=True)
class Mistake:
    """``old`` becomes ``new`` in a file; ``code`` must be told at the line of ``mark`` in ``told`` (same file)."""

    code: str
    file: str
    old: str
    new: str
    mark: str
    told: str = ""

    def __str__(self) -> str:
        return f"{self.code}:{self.file.rpartition('/')[2]}:{self.mark[:24]}"


F03, F04 = "forms/03-expenditure-summary.yaml", "forms/04-fiscal-appropriation-summary.yaml"
F05, F06 = "forms/05-general-budget-expenditure.yaml", "forms/06-general-budget-basic-expenditure.yaml"
F01, F10 = "forms/01-income-expenditure-summary.yaml", "forms/10-procurement.yaml"
GLOSSARY, PUBLIC = "sections/glossary.html.j2", "sections/three-public.html.j2"
OPERATING, OVERVIEW = "sections/operating-funds.html.j2", "sections/overview.html.j2"
LAST = "  - {title: 项目支出, role: amount, at: {kind: project}, width: 14}\n"

MISTAKES = (
    Mistake("PACK-01", F05, "at: {flow", "sheet: 又一个\nat: {flow", "又一个"),
    Mistake("PACK-02", F05, "sheet:", "shet:", "shet:"),
    Mistake("PACK-02", F05, "role: ordinal", "role: ordinel", "ordinel"),
    Mistake("PACK-02", "pack.yaml", "page_number: restart", "page_number: anew", "anew"),
    Mistake("PACK-03", "pack.yaml", "extends: base", "extends: bass", "bass"),
    Mistake("PACK-03", "pack.yaml", "extends: base", "extends: hebei-2024", "extends:"),
    Mistake("PACK-04", "pack.yaml", "id: hebei-2024", "id: hebei", "id: hebei\n"),
    Mistake("PACK-05", "pack.yaml", "levels: [部门, 单位]", "levels: []", "levels: []"),
    Mistake("PACK-06", "pack.yaml", "years: [2024]", "years: []", "years: []"),
    Mistake("PACK-07", F05, "at: {kind: project}", "at: {knid: project}", "knid"),
    Mistake("PACK-07", F05, "each: function", "each: functions", "each: functions"),
    Mistake("PACK-08", F05, "at: {kind: project}", "at: {kind: projects}", "projects}"),
    Mistake("PACK-08", "rows.yaml", 'function: "202"', 'function: "200"', '"200"'),
    Mistake("PACK-08", "figures.yaml", "", "机动.合计: {at: {flow: outgoings}}\n", "机动"),
    Mistake("PACK-09", F05, LAST, LAST.replace("project", "basic"), "title: 项目支出"),
    Mistake("PACK-10", F04, "    panel: income\n    columns", "    columns", "title: 项 目"),
    Mistake("PACK-10", F04, "    panel: outlay\n    columns", "    panel: outflow\n    columns",
            "title: 项 目, role: label, width: 24"),
    Mistake("PACK-10", F10, "role: field, field: item,", "role: field,", "采购物品"),
    Mistake("PACK-10", F05, "  - {each: function}\n", "", "role: code"),
    Mistake("PACK-11", F01, "role: label", "role: ordinal", "  income:\n"),
    Mistake("PACK-12", F10, '"@project"', '"@projekt"', "@projekt"),
    Mistake("PACK-13", F01, "rows: function_classes", "rows: functional", "rows: functional"),
    Mistake("PACK-14", F01, "at: {carry: current, source: fund}", "at: {carry: current, source: general}",
            "二、政府性基金"),
    Mistake("PACK-15", "forms/5b.yaml", "", "copy of " + F05,
            "id: general_public_budget_expenditure"),
    Mistake("PACK-16", "pack.yaml", "- income_summary", "- income_sumary", "income_sumary"),
    Mistake("PACK-17", "pack.yaml", "        - income_summary\n", "", "id: income_summary",
            "forms/02-income-summary.yaml"),
    Mistake("PACK-18", "pack.yaml", "id: three-public,", "id: three-publics,", "three-publics"),
    Mistake("PACK-16", "pack.yaml", "owes: {tables: [assets]", "owes: {tables: [asset]", "owes: {tables: [asset]"),
    Mistake("PACK-31", "pack.yaml", "figures: [采购.合计]", "figures: [采购.总计]", "figures: [采购.总计]"),
    Mistake("PACK-31", "pack.yaml", "about: 支出.基本}", "about: 支出.基木}", "about: 支出.基木"),
    Mistake("PACK-32", "pack.yaml", "{text: change_basic,", "{text: change_basics,", "change_basics"),
    Mistake("TPL-05", "pack.yaml", "records: [goals]", "records: [goal]", "records: [goal]"),
    Mistake("TPL-11", PUBLIC, "预算总额{{", "明细见下表。预算总额{{", "{% import"),
    Mistake("PACK-19", "sections/three_public.html.j2", "", "<p>三公</p>\n", "<p>三公</p>"),
    Mistake("PACK-19", "styles.yaml", "", "roles: {}\n", "roles"),
    Mistake("PACK-20", F05, "预算一般公共预算财政拨款支出表", "预算支出总表", 'title: "{level}预算支出总表"'),
    Mistake("PACK-21", F05, "sheet: 一般公共预算支出表", "sheet: 支出总表", "sheet: 支出总表"),
    Mistake("PACK-21", F05, "sheet: 一般公共预算支出表", "sheet: 支出/一般", "sheet: 支出/一般"),
    Mistake("PACK-23", F05, LAST, LAST.replace("14", "3"), "title: 项目支出"),
    Mistake("PACK-25", GLOSSARY, "", '<p class="tiny">小字</p>\n', "tiny"),
    Mistake("PACK-25", F05, "at: {flow", "style: forms\nat: {flow", "style: forms"),
    Mistake("PACK-26", "style.yaml", "", "roles:\n  h4: {font: sung}\n", "sung"),
    Mistake("PACK-26", "style.yaml", "", "roles:\n  a: {based_on: b}\n  b: {based_on: a}\n", "a: {based_on"),
    Mistake("PACK-26", "style.yaml", "", "tables:\n  form: {cell: sell}\n", "sell"),
    Mistake("PACK-27", "pack.yaml", "        - state_capital_expenditure\n", "", "outline:"),
    Mistake("PACK-28", F05, 'title: "{level}预算', 'title: "{levels}预算', "{levels}"),
    Mistake("PACK-28", "pack.yaml", 'numbering: "{cn}、"', 'numbering: "{no}、"', "{no}"),
    Mistake("PACK-28", "pack.yaml", "title: 政府采购预算情况", 'title: "{本县}政府采购"', "{本县}"),
    Mistake("PACK-29", F05, "at: {flow", "unit: 亿元\nat: {flow", "unit: 亿元"),
    Mistake("PACK-30", F05, "at: {flow", "years: [2019]\nat: {flow", "years: [2019]"),
    Mistake("PACK-31", "figures.yaml", "", "三公: {at: {flow: expenditure}}\n", "三公.合计", "../base/figures.yaml"),
    Mistake("PACK-32", "pack.yaml", "required_texts: [duties]", "required_texts: [duty]", "[duty]"),
    Mistake("PACK-33", "rows.yaml", "lists:\n", "lists:\n  unused: [{label: 甲}]\n", "unused"),
    Mistake("PACK-34", "../base/rules.yaml", "figures: [支出.本年合计,", "figures: [支出.合计,", "支出.合计,"),
    Mistake("PACK-02", "style.yaml", "", "roles:\n  note: {size: 1}\n", "size: 1"),
    Mistake("PACK-02", "style.yaml", "", 'roles:\n  "p{display:none}": {size: 9}\n', "display"),
    Mistake("PACK-02", "style.yaml", "", "page: {number: '合计 99 万元 {page}'}\n", "合计"),
    Mistake("PACK-02", "style.yaml", "", "page: {margin_left: -500}\n", "-500"),
    Mistake("PACK-35", "style.yaml", "", 'roles:\n  note: {color: "#fdfdfd"}\n', "fdfdfd"),
    Mistake("PACK-35", "style.yaml", "", 'tables:\n  form: {head_fill: "#111111"}\n', "111111"),
    Mistake("PACK-35", "style.yaml", "", "roles:\n  note: {spacing: -9}\n", "spacing"),
    Mistake("PACK-35", "style.yaml", "", "page: {margin_left: 100, margin_right: 100}\n", "page"),
    Mistake("PACK-36", "style.css", "", "p { color: #000 }\ntd { font-size: 0 }\n", "font-size"),
    Mistake("PACK-36", "style.css", "", "p { color: #000 }\n@import 'a.css';\n", "@import"),
    Mistake("TPL-05", "sections/other-matters.html.j2", "", '{{ 记录("cars") | length }}\n', "cars"),
    Mistake("TPL-01", GLOSSARY, "{{ 文字.名词([", "{{ 文字.名词(([", "]) }}"),
    Mistake("TPL-02", PUBLIC, "{{ 我部门 }}", "{{ 我单位 }}", "我单位"),
    Mistake("TPL-02", "macros/text.html.j2", "", "{% macro 各段(组) %}{{ 我部门 }}{% endmacro %}\n", "我部门"),
    Mistake("TPL-03", PUBLIC, "{{ 三公.合计 | 万元 }}", "{{ 三公.合计 | 亿元 }}", "亿元"),
    Mistake("TPL-04", PUBLIC, "{{ 三公.接待 | 万元 }}", "{{ 三公.招待 | 万元 }}", "招待"),
    Mistake("TPL-04", OVERVIEW, "总.状态 ==", "变动(支出.项目).情形 ==", "情形"),
    Mistake("TPL-05", "sections/procurement.html.j2", '表("procurement") }}', '表("purchases") }}', "purchases"),
    Mistake("TPL-05", OPERATING, '"公用经费")', '"公用")', '"公用")'),
    Mistake("TPL-06", "sections/other-matters.html.j2", '段落("other")', '段落("others")', "others"),
    Mistake("TPL-07", GLOSSARY, "macros/text.html.j2", "macros/texts.html.j2", "texts.html"),
    Mistake("TPL-07", GLOSSARY, "文字.名词", "文字.名词解释", "名词解释"),
    Mistake("TPL-08", GLOSSARY, "", "<div>框</div>\n", ""),
    Mistake("TPL-09", PUBLIC, "{{ 三公.接待 | 万元 }}", "{{ 上年结余 | 万元 }}", "上年结余"),
)  # fmt: skip


def seeded(folder: Path, mistake: Mistake) -> Path:
    """A copy of the pack with one mistake in it."""
    pack = folder / PACK
    shutil.copytree(TEMPLATES / PACK, pack)
    shutil.copytree(TEMPLATES / "base", folder / "base")
    path = pack / mistake.file
    path.parent.mkdir(exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    new = (pack / mistake.new[8:]).read_text(encoding="utf-8") if mistake.new.startswith("copy of ") else mistake.new
    if mistake.old:
        assert mistake.old in before, "the pack has changed; this mistake can no longer be made"
        path.write_text(before.replace(mistake.old, new), encoding="utf-8")
    else:
        path.write_text(before + new, encoding="utf-8")
    if mistake.code == "TPL-09":
        (pack / "figures.yaml").write_text("上年结余: {at: {flow: income, period: prior, asset: all}}\n", "utf-8")
    return pack


def line_of(path: Path, mark: str) -> int:
    text = path.read_text(encoding="utf-8")
    return text.count("\n", 0, text.index(mark)) + 1


@pytest.mark.parametrize("mistake", MISTAKES, ids=str)
def test_a_mistake_is_found_where_it_is(mistake: Mistake, tmp_path: Path) -> None:
    pack = seeded(tmp_path, mistake)
    findings = check_pack(pack, trial=mistake.code in ("TPL-08", "TPL-09", "TPL-11"))
    told = pack / (mistake.told or mistake.file)
    shown = told.resolve().relative_to(tmp_path.resolve()).as_posix()
    places = {(finding.code, finding.file, finding.line) for finding in findings}
    line = line_of(told, mistake.mark) if mistake.mark else None
    assert (mistake.code, shown, line) in places, [f"{f.code} {f.location} {f.message}" for f in findings]


def test_every_kind_of_finding_is_seeded() -> None:
    # SAME_HEADER, TIGHT and TRIAL_OPEN have tests of their own.
    assert {code.code for code in ALL} - {mistake.code for mistake in MISTAKES} == {"PACK-22", "PACK-24", "TPL-10"}


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    pack = seeded(tmp_path, MISTAKES[1])
    path = pack / F03
    text = path.read_text(encoding="utf-8").replace("role: code", "rolle: code").replace("width: 30", "width: wide")
    path.write_text(text, encoding="utf-8")
    wrong = [finding for finding in check_pack(pack) if finding.code == "PACK-02"]
    lines = {(finding.file.rpartition("/")[2], finding.line) for finding in wrong}
    first, second = (line_of(path, mark) for mark in ("rolle: code", "width: wide"))
    assert {(path.name, first), (path.name, second), ("05-general-budget-expenditure.yaml", 3)} <= lines


def test_places_stay_right_after_an_item_was_left_out(tmp_path: Path) -> None:
    pack = seeded(tmp_path, Mistake("PACK-02", F05, "role: ordinal", "role: ordinel", "ordinel"))
    path = pack / F05
    text = path.read_text(encoding="utf-8").replace("at: {kind: project}", "at: {kind: nonsense}")
    path.write_text(text, encoding="utf-8")
    found = next(finding for finding in check_pack(pack) if finding.code == "PACK-08")
    assert found.line == line_of(path, "nonsense")


def test_forms_that_are_the_same_are_told(tmp_path: Path) -> None:
    pack = seeded(
        tmp_path, Mistake("", "forms/07-government-fund-expenditure.yaml", "source: fund", "source: general", "")
    )
    path = pack / "forms/07-government-fund-expenditure.yaml"
    found = next(finding for finding in check_pack(pack) if finding.code == "PACK-22")
    assert (found.file, found.line) == (f"{PACK}/forms/{path.name}", line_of(path, "columns:"))


def test_what_can_never_agree_is_told(tmp_path: Path) -> None:
    """A balance that leaves out what is carried forward cannot hold together with the one that has it."""
    balance = "{code: BAL-02, title: 收支相等, left: {flow: income}, right: {flow: expenditure}}"
    pack = seeded(tmp_path, Mistake("", "rules.yaml", "", f"balances:\n  - {balance}\n", ""))
    assert "TPL-10" in {finding.code for finding in check_pack(pack)}


def test_hints_about_inherited_files_are_left_to_their_own_pack(tmp_path: Path) -> None:
    (tmp_path / "child").mkdir()
    (tmp_path / "child/pack.yaml").write_text(f"id: child\ntitle: 子\nextends: {PACK}\n", encoding="utf-8")
    assert not [finding for finding in check_pack(tmp_path / "child") if finding.severity is Severity.HINT]
    assert any(finding.code == "PACK-24" for finding in check_pack(PACK))


def test_what_is_no_pack_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError):
        check_pack("no-such-pack")
    with pytest.raises(PackError):
        check_pack(tmp_path)
