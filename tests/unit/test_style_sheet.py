"""``style.css`` of a pack: what it may say goes on, written anew; all else is told with its line and goes nowhere."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from composed import body, document, sample, section, style, table
from generator.authoring.check import check_pack
from generator.cli import main
from generator.compose.vocabulary import check_fragment
from generator.domain.errors import PackError, TemplateError
from generator.packs.colours import ON_PAPER, contrast
from generator.packs.loader import load_pack
from generator.packs.sheet.rules import MAX_CHARACTERS, MAX_RULES, read_sheet
from generator.packs.style import Style
from generator.packs.style_problems import style_problems
from generator.writers.css import css, identifier
from generator.writers.docx import write_docx
from generator.writers.html import write_html
from generator.writers.pdf import write_pdf
from generator.writers.vocabulary import DocumentError
from safe_css import is_safe
from samples import INPUTS, ROOT

ALLOWED = {
    "td.amount > p:first-child, h1 { color: #333 }": "td.amount>p:first-child,h1{color:#333333}",
    "/* 注 */ table.表 tr:nth-child(EVEN) td { background: rgb(240, 240, 240) }":
        "table.表 tr:nth-child(2n+0) td{background-color:#f0f0f0}",
    "P { FONT-SIZE: 16PX; line-height: 150% }": "p{font-size:12pt;line-height:1.5}",
    "p { font-weight: 700; font-style: italic; text-align: justify }":
        "p{font-weight:700;font-style:italic;text-align:justify}",
    "td { border-top: 1pt solid red }":
        "td{border-top-width:1pt;border-top-style:solid;border-top-color:#ff0000}",
    "td { border: none }": ";".join(f"border-{side}-style:none" for side in ("top", "right", "bottom", "left"))
        .join(("td{", "}")),
    "p { padding: 2pt 1mm; margin-top: 1cm }":
        "p{padding-top:2pt;padding-right:2.835pt;padding-bottom:2pt;padding-left:2.835pt;margin-top:28.346pt}",
    'p { font-family: 宋体, "Noto Serif CJK SC", Times New Roman }':
        'p{font-family:"宋体","Noto Serif CJK SC","Times New Roman"}',
    "h1 { page-break-before: always } tr { break-inside: avoid }": "h1{break-before:page}\ntr{break-inside:avoid}",
    '@charset "utf-8"; p { letter-spacing: 0.5pt; orphans: 2 }': "p{letter-spacing:0.5pt;orphans:2}",
    "p { c\\6flor: #000 }": "p{color:#000000}",
}  # fmt: skip

REFUSED = (
    "p::before { content: '99' }", "p:before { content: '99' }", "p { content: '99' }", "p { c\\6f ntent: '99' }",
    "td { font-size: 0 }", "td { font-size: 1pt; line-height: 1 }", "td { font-size: 0.1em; line-height: 1 }",
    "td { font-size: 40pt }", "td { font: 0/0 a }", "td { line-height: 0 }", "td { line-height: 0.2 }",
    "td { color: #fff }", "td { color: transparent }", "td { color: rgba(0,0,0,0) }", "td { color: hsl(0,0%,100%) }",
    "td { color: currentColor }", "td { background: #000 }", "td { background: url(http://localhost/x) }",
    "td { background: u\\72l(file:///etc/passwd) }", "td { background-image: image-set('a' 1x) }",
    "td { display: none }", "td { visibility: hidden }", "td { opacity: 0 }", "td { position: absolute }",
    "td { transform: scale(0) }", "td { clip-path: circle(0) }", "td { overflow: hidden }", "td { height: 0 }",
    "td { width: 0 }", "td { margin-left: -99cm }", "td { margin: 0 0 0 99cm }", "td { padding-left: 99cm }",
    "td { text-indent: -999pt }", "td { text-indent: 3cm }", "td { letter-spacing: 9pt }",
    "td.amount { font-size: 2in; line-height: 1 }", "td { letter-spacing: -5pt }", "td { letter-spacing: calc(1pt) }",
    "td { text-decoration: line-through }", "td { text-transform: uppercase }", "td { direction: rtl }",
    "td { unicode-bidi: bidi-override }", "td { writing-mode: vertical-rl }", "td { mask: none }",
    "td { filter: none }",
    "td { string-set: a content() }", "td { bookmark-label: 'x' }", "td { counter-reset: page }",
    "td { quotes: 'a' 'b' }",
    "td { z-index: 9 }", "td { float: right }", "td { page: x }", "td { string: x }", "td { --x: 1 }",
    "td { color: var(--x) }", "td { color: #000 !important }", "td { font-family: Wingdings }",
    "td { font-family: 'Times New Roman' }", "td { font-size: NaNpt; line-height: 1 }",
    "* { color: #000 }", "html { color: #000 }", "td[class] { color: #000 }", "#a { color: #000 }",
    "td:not(p) { color: #000 }", "td:hover { color: #000 }", "td:empty { color: #000 }", "p + p { color: #000 }",
    "p ~ p { color: #000 }", "svg|a { color: #000 }", "td:nth-child(2 of p) { color: #000 }",
    "td:is(p) { color: #000 }",
    ".skip { color: #000 }", ".draft-note { color: #000 }", ".portrait-none { color: #000 }", "p, { color: #000 }",
    "> p { color: #000 }", "p > { color: #000 }", "p > > p { color: #000 }", "p { & span { color: #000 } }",
    "p { td { color: #000 } }", "p { @media print { color: #000 } }", "@import 'a.css';", "@import url(a.css);",
    "@font-face { font-family: 宋体; src: url(a.ttf) }", "@page { margin: 0 }", "@page { @top-left { content: 'x' } }",
    "@media print { p { color: #000 } }", "@supports (color: #000) { p { color: #000 } }",
    "@layer a { p { color: #000 } }",
    "@counter-style a { symbols: 'x' }", "@namespace a 'b';", "@\\69mport 'a';", "</style><script>alert(1)</script>",
    "<!-- p { content: 'x' } -->", "p { color: '#000 }", "p { color: #000", "p\0 { color: #000 }",
    'p { font-family: "宋体\\22 ;}td{display:none" }', "p { font-size: 12pt; line-height: 1 } }",
)  # fmt: skip


@pytest.mark.parametrize("text", ALLOWED)
def test_looks_are_allowed_and_written_anew(text: str) -> None:
    found = read_sheet(text, style())
    assert found.problems == ()
    assert found.text.strip() == ALLOWED[text]


@pytest.mark.parametrize("text", [each for each in REFUSED if each != "p { color: #000"])
def test_all_else_is_told_and_goes_nowhere(text: str) -> None:
    found = read_sheet(text, style())
    assert found.problems
    assert all(problem.line == 1 and problem.message for problem in found.problems)
    assert is_safe(found.text)


def test_every_problem_is_told_with_its_line() -> None:
    found = read_sheet("p { color: #000 }\n\ntd { content: 'x';\n  opacity: 0 }\n@page { size: A3 }\n", style())
    assert [problem.line for problem in found.problems] == [3, 4, 5]
    assert found.text == "p{color:#000000}\n"


@pytest.mark.parametrize(
    "text", ["p{}" * (MAX_RULES + 1), " " * (MAX_CHARACTERS + 1), "p" + "(" * 20_000, "p{" * 20_000]
)
def test_a_sheet_made_to_tire_is_refused(text: str) -> None:
    assert read_sheet(text, style()).problems


def test_colours_are_for_style_yaml_alone_where_it_has_dark_grounds() -> None:
    dark = style().model_copy(
        update={"tables": {"form": style().tables["form"].model_copy(update={"head_fill": "#1f4e79"})}}
    )
    assert read_sheet("th { color: #000 }", style()).problems == ()
    assert read_sheet("th { color: #000 }", dark).problems


def packed(folder: Path, **files: str) -> Path:
    """A copy of a shipped pack with these files added to or replaced."""
    pack = folder / "henan-2024"
    shutil.copytree(ROOT / "templates/henan-2024", pack)
    shutil.copytree(ROOT / "templates/base", folder / "base")
    for name, text in files.items():
        (pack / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return pack


HIDING = "td { color: #333 }\ntd.amount { font-size: 0 }\n"


def test_a_pack_that_hides_is_refused_with_file_and_line(tmp_path: Path) -> None:
    packed(tmp_path, style_css=HIDING)
    with pytest.raises(PackError) as caught:
        load_pack("henan-2024", [tmp_path])
    assert (caught.value.location.file, caught.value.location.line) == ("henan-2024/style.css", 2)


@pytest.mark.parametrize("command", ["build", "check", "preview"])
def test_every_command_refuses_it(tmp_path: Path, command: str, capfd: pytest.CaptureFixture[str]) -> None:
    pack = packed(tmp_path, style_css=HIDING)
    arguments = {
        "build": ["build", str(INPUTS / "henan-muye-party-office-2024.yaml"), "-o", str(tmp_path / "out")],
        "check": ["check", str(INPUTS / "henan-muye-party-office-2024.yaml")],
        "preview": ["packs", "preview", str(pack), "-o", str(tmp_path / "out")],
    }[command]
    extra = [] if command == "preview" else ["--packs", str(tmp_path)]
    assert main([*arguments, *extra]) == 2
    assert "style.css" in "".join(capfd.readouterr())
    assert not (tmp_path / "out").exists()


def test_packs_check_tells_all_of_it(tmp_path: Path) -> None:
    pack = packed(tmp_path, style_css=HIDING + "@import 'a';\n")
    found = [finding for finding in check_pack(pack, trial=False) if finding.code == "PACK-36"]
    assert [finding.line for finding in found] == [2, 3]


def test_what_is_allowed_reaches_pdf_and_html(tmp_path: Path) -> None:
    packed(tmp_path, style_css="p.note { color: #123456 /* x */ }")
    pack = load_pack("henan-2024", [tmp_path])
    assert pack.style_sheet == "p.note{color:#123456}\n"
    page = write_html(sample(), style(), data_json=None, extra_css=pack.style_sheet)
    assert b"p.note{color:#123456}" in page


def with_style(**changes: object) -> Style:
    data = style().model_dump(exclude_none=True)
    for name, change in changes.items():
        assert isinstance(change, dict)
        for key, values in change.items():
            data[name].setdefault(key, {}).update(values)
    return Style.model_validate(data)


@pytest.mark.parametrize(
    "change",
    [
        {"roles": {"note": {"size": 4.9}}}, {"roles": {"note": {"size": 0}}}, {"roles": {"note": {"before": -5}}},
        {"roles": {"note": {"left": -3}}}, {"roles": {"note": {"line": -1}}}, {"roles": {"note": {"after": 9000}}},
        {"roles": {"a b": {}}}, {"roles": {"p{}": {}}}, {"roles": {"": {}}}, {"roles": {"x" * 61: {}}},
        {"roles": {"note": {"font": "a;b"}}}, {"roles": {"note": {"size": float("nan")}}},
        {"tables": {"a,td": {}}}, {"tables": {"form": {"padding": -1}}}, {"tables": {"form": {"padding": 900}}},
        {"tables": {"form": {"row_height": -1}}}, {"tables": {"form": {"head": "a>b"}}},
        {"fonts": {"a\n": {"faces": ["宋体"]}}}, {"fonts": {"x": {"faces": ['a"b']}}},
        {"fonts": {"x": {"faces": [" "]}}},
        {"fonts": {"x": {"faces": ["宋体"], "latin": ["a\\b"]}}},
    ],
    ids=str,
)  # fmt: skip
def test_values_of_a_style_have_bounds(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="validation error"):
        with_style(**change)


@pytest.mark.parametrize(
    "text", ["", "{page}", "— {page} —", "第 {page} 页", "第{page}页", "- {page} -", "·{page}·", "Page {page}"]
)
def test_page_numbers_may_have_signs_around_them(text: str) -> None:
    assert style(number=text).page.number == text


@pytest.mark.parametrize(
    "text", ["1", "{page}{page}", "合计 {page}", "{page} 万元", "9{page}", "{page}٣", "一{page}", "{page}\u202e", "— —",
             "{page}" + "—" * 30, '{page}"', "{pages}{page}"]
)  # fmt: skip
def test_page_numbers_may_say_nothing_else(text: str) -> None:
    with pytest.raises(ValueError, match="validation error"):
        style(number=text)


DARK = {"tables": {"form": {"head_fill": "#1f4e79", "head": "light"}}, "roles": {"light": {"color": "#ffffff"}}}


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"roles": {"note": {"color": "#eeeeee"}}}, ("roles", "note", "color")),
        ({"roles": {"note": {"spacing": -3}}}, ("roles", "note", "spacing")),
        ({"roles": {"note": {"left": 1, "first_line": -2}}}, ("roles", "note", "first_line")),
        ({"roles": {"note": {"left": 20, "size": 90, "line": 1}}}, ("roles", "note", "left")),
        ({"roles": {"note": {"before": 600}}, "page": {}}, None),
        ({"tables": {"form": {"head_fill": "#222222"}}}, ("tables", "form", "head_fill")),
        (DARK, None),
        ({"roles": {"h1": {"color": "#ff0000"}}}, None),
    ],
    ids=str,
)
def test_what_hides_only_together_is_found(change: dict[str, object], place: tuple[str, ...] | None) -> None:
    found = [where for where, _ in style_problems(with_style(**change))]
    assert found == ([place] if place else [])


def test_lines_never_lie_closer_than_letters_are_high() -> None:
    tight = with_style(roles={"note": {"size": 40, "line": 6}})
    assert "40pt/40pt" in css(tight)


def dark() -> Style:
    return with_style(**DARK)


def test_light_letters_stay_on_their_dark_ground() -> None:
    good = document(body(section(table(['<tr><td class="head">1</td><td>2</td><td>3</td><td>4</td></tr>']))))
    assert write_html(good, dark(), data_json=None)
    for lost in ('<p class="light">甲</p>', '<p><span class="light">甲</span></p>', '<h2 id="a" class="light">甲</h2>'):
        bad = document(body(section(lost)))
        for write in (
            lambda: write_html(bad, dark(), data_json=None),  # noqa: B023 - called at once
            lambda: write_pdf(bad, dark()),  # noqa: B023
            lambda: write_docx(bad, dark(), page_of={}),  # noqa: B023
        ):
            with pytest.raises(DocumentError, match="看不清"):
                write()


def test_names_are_escaped_where_they_enter_css() -> None:
    assert identifier("2a-b_表") == "\\32 a-b_表"
    assert identifier("a{}") == "a\\7b \\7d "
    assert "p.\\32 a{" in css(with_style(roles={"2a": {"size": 9}}))


@pytest.mark.parametrize(
    "markup",
    [
        '<p class="skip">甲</p>', '<p class="draft-note">甲</p>', '<p class="note to">甲</p>',
        '<p class="landscape-restart-a">甲</p>', '<p class="a{b">甲</p>',
    ],
)  # fmt: skip
def test_templates_may_not_use_classes_of_the_program(markup: str) -> None:
    with pytest.raises(TemplateError, match="样式名"):
        check_fragment(markup, "t.j2")


def columns(*widths: str) -> str:
    return "<table><colgroup>" + "".join(f'<col style="{each}"/>' for each in widths) + "</colgroup></table>"


@pytest.mark.parametrize(
    "widths",
    [
        ("width:0%", "width:100%"), ("width:0.5%", "width:99.5%"), ("width:50%", "width:40%"), ("width:100pt",),
        ("width:50%;display:none", "width:50%"), ("width:calc(50%)", "width:50%"), ("visibility:collapse",
        "width:100%"),
    ],
)  # fmt: skip
def test_columns_of_templates_have_widths_that_show(widths: tuple[str, ...]) -> None:
    with pytest.raises(TemplateError, match="宽度"):
        check_fragment(columns(*widths), "t.j2")


def test_ordinary_column_widths_are_accepted() -> None:
    check_fragment(columns("width:33.33%", "width:33.33%", " width: 33.34%; "), "t.j2")


def test_a_column_of_a_form_is_not_hidden(tmp_path: Path) -> None:
    pack = packed(tmp_path)
    path = next(pack.glob("forms/*.yaml"))
    text = path.read_text(encoding="utf-8")
    assert "width: " in text
    start = text.index("width: ") + len("width: ")
    end = next(place for place in range(start, len(text)) if not (text[place].isdecimal() or text[place] == "."))
    path.write_text(text[:start] + "0.001" + text[end:], encoding="utf-8")
    with pytest.raises(PackError, match="太窄"):
        load_pack("henan-2024", [tmp_path])


def test_pure_red_may_be_printed() -> None:
    assert contrast("#ff0000", "#ffffff") > ON_PAPER > contrast("#ff8000", "#ffffff")
