"""All the names a template may use, bound to one disclosure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from markupsafe import Markup

from generator.compose.change import Change, Ratio, change, share
from generator.compose.enumerations import Enumerations
from generator.compose.environment import Sandbox, sandbox
from generator.compose.errors import TEMPLATE_ERRORS, MisuseError, template_error
from generator.compose.figures import Figure, Ledger
from generator.compose.filters import FILTERS, figure_of
from generator.compose.form_html import form_table
from generator.compose.gaps import Gaps
from generator.compose.listings import Listings
from generator.compose.own_text import OwnText
from generator.compose.views import Record
from generator.domain.document import ComposedSection
from generator.domain.location import Location
from generator.domain.submission import Disclosure
from generator.domain.suggest import suggestion
from generator.forms.printed import printed_form
from generator.packs.bindable import Bindable
from generator.packs.pack import Pack
from generator.packs.titles import fill, title_names

FORM_TEMPLATE = "blocks/form.html.j2"
CHANGE_TEMPLATE = "wording/change.txt.j2"
DEFAULT_GAP = "〔待补〕"
MAX_HEADING = 4
NEW_PAGE = Markup("<new-page/>")
"""What ``另起页()`` leaves in a section; the outline cuts the section there. No other text can write it."""

# What XML cannot hold; a text copied from elsewhere may carry it.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_KEPT_ENVIRONMENTS = 8
_environments: dict[int, tuple[Pack, Sandbox]] = {}


class Stage:
    """One document being composed: the names of its templates, and what is still missing."""

    def __init__(self, disclosure: Disclosure, pack: Pack, *, draft: bool) -> None:
        self.disclosure, self.pack = disclosure, pack
        submission = disclosure.submission
        entity = submission.entity
        self.terms = pack.terms(entity.level)
        self.words = {**self.terms, **title_names(entity, submission.year, pack.manifest.unit)}
        self.gaps = Gaps(self.terms.get("待补", DEFAULT_GAP), draft=draft)
        self.ledger = Ledger(disclosure.facts, pack, self.gaps)
        self.listings = Listings(disclosure, pack, self.ledger)
        self.enumerations = Enumerations(disclosure, pack, self.ledger, self.words)
        self.printed: list[tuple[str, Location | None]] = []
        """Every form printed so far, and the paragraph that put it there."""
        self.sections: list[ComposedSection] = []
        self.title = self.filled(pack.manifest.document_title)
        self.names: dict[str, object] = {
            **self.ledger.named(pack),
            **self.terms,
            **_facts(disclosure, self.title, draft=draft),
            **self._functions(),
        }
        self.environment = _environment(pack, self.names)
        self.own = OwnText(Bindable.of(pack, entity, submission.year), self.names, self.gaps)

    def filled(self, text: str) -> str:
        """``text`` with ``{entity}`` and the other title names filled in."""
        return fill(text, self.words)

    def render(self, template: str, parts: Mapping[str, object] | None = None) -> Markup:
        """Render a template of the pack. Raises TemplateError with its file and line."""
        try:
            text = self.environment.get_template(template).render({**self.names, **(parts or {})})
        except TEMPLATE_ERRORS as error:
            raise template_error(error, self.environment.filters, place=Location(self.pack.id)) from error
        return Markup(_FORBIDDEN.sub("", text))  # noqa: S704 - rendered with autoescape

    def shown(self, template: str) -> str:
        """The name messages call a template by."""
        file = self.pack.files.get(template)
        return f"{file.pack}/{file.name}" if file else template

    def source(self, template: str) -> str:
        """The text of a template of the pack. Raises PackError where it is not UTF-8."""
        return self.pack.files[template].text

    def form(self, form_id: str, level: int = 3, *, place: Location | None = None) -> Markup:
        """A form with title, meta line, table and notes; its title is a heading of ``level``.

        ``place``: the paragraph of the input that puts it where it stands.
        """
        if level not in range(1, MAX_HEADING + 1):
            raise MisuseError(f"标题的级别应为 1 至 {MAX_HEADING}。")
        self.ledger.told.form(form_id)
        printed = printed_form(self.pack, self.listings.form(form_id), self.disclosure)
        self.printed.append((form_id, place))
        left, center, right = printed.meta
        parts = {
            "标识": f"form-{form_id}",
            "标题": printed.title,
            "级": level,
            "左": left,
            "中": center,
            "右": right,
            "表格": form_table(printed),
            "注": printed.notes,
            "空": printed.empty,
            "号": printed.number,
        }
        return self.render(FORM_TEMPLATE, {"表格": Record("表格", parts)})

    def paragraphs(self, key: str) -> list[str]:
        """``段落(…)``: the input's paragraphs under a text key; a gap where a required one is missing."""
        titles = {text.key: text.title for text in self.pack.text_keys}
        if key not in titles:
            raise MisuseError(f"没有名为“{key}”的文字。{suggestion(key, titles)}")
        found = self.disclosure.submission.records.texts.get(key, ())
        whole = key in self.pack.whole_texts.values()
        texts = [self.own.render(paragraph, whole=whole) for paragraph in found if paragraph.text.strip()]
        return texts or ([self.gaps.note(f"文字“{titles[key]}”")] if key in _required_texts(self.pack) else [])

    def needed(self, key: str) -> list[str]:
        """``必填(…)``: like ``段落(…)``, and a gap where there are none: a reason that this figure calls for."""
        titles = {text.key: text.title for text in self.pack.records.texts}
        return self.paragraphs(key) or [self.gaps.note(f"文字“{titles[key]}”")]

    def change(self, figure: object) -> Change:
        """``变动(…)``: a figure against the year before."""
        return change(figure, lambda found: str(self.render(CHANGE_TEMPLATE, {"变动": found})).strip())

    def share(self, part: object, whole: object) -> Ratio:
        """``占比(…)``."""
        return share(part, whole)

    def sum(self, figures: Iterable[object]) -> Figure:
        """``合计(…)``: the sum of a list of figures."""
        return self.ledger.sum("合计", [figure_of(figure, "合计") for figure in figures])

    def rows(self, form_id: str, column: str, **options: object) -> list[Record]:
        """``明细(表, 列, 上级="302", 级=1)``: the rows of a form that have an amount in a column."""
        wrong = next((name for name in options if name not in ("上级", "级")), None)
        if wrong is not None:
            raise MisuseError(f"明细(…) 没有“{wrong}”这个参数，可用的有：上级、级。")
        under, depth = options.get("上级", ""), options.get("级", 0)
        return self.listings.rows(form_id, column, str(under), depth if isinstance(depth, int) else 0)

    def is_empty(self, form_id: str) -> bool:
        """``空表(…)``: whether a form has no data."""
        state = self.disclosure.forms.get(self.listings.form(form_id).id)
        return state is None or state.empty or state.status == "missing"

    def _functions(self) -> dict[str, object]:
        return {
            "表": lambda form_id, level=3: self.form(form_id, level),
            "段落": self.paragraphs,
            "变动": self.change,
            "占比": self.share,
            "合计": self.sum,
            "空表": self.is_empty,
            "另起页": lambda: NEW_PAGE,
            "明细": self.rows,
            "项目清单": self.listings.projects,
            "机构清单": self.listings.units,
            "分项目标": self.listings.goals,
            "采购额": self.listings.procured,
            "必填": self.needed,
            "构成": self.enumerations.parts,
            "空表清单": self.enumerations.empty_forms,
            "记录": self.enumerations.records,
        }


def _facts(disclosure: Disclosure, title: str, *, draft: bool) -> dict[str, object]:
    submission = disclosure.submission
    entity, year = submission.entity, submission.year
    names = {"名称": entity.name, "编码": entity.code, "级别": entity.level}
    record = Record("实体", {**names, "name": entity.name, "code": entity.code, "level": entity.level})
    return {
        "实体": record, "entity": record,
        "年度": str(year), "year": str(year),
        "上年": str(year - 1), "prior_year": str(year - 1),
        "级别": entity.level, "level": entity.level,
        "文件标题": title,
        "草稿": draft,
        "批复日期": submission.approved,
    }  # fmt: skip


def _required_texts(pack: Pack) -> frozenset[str]:
    sections = (section for part in pack.outline.parts for section in part.sections)
    return frozenset(key for section in sections for key in section.required_texts)


def _environment(pack: Pack, names: Iterable[str]) -> Sandbox:
    """The environment of a pack; kept, since compiling its templates is slow."""
    if id(pack) not in _environments:
        while len(_environments) >= _KEPT_ENVIRONMENTS:
            _environments.pop(next(iter(_environments)), None)
        _environments[id(pack)] = (pack, sandbox(pack, FILTERS, names))
    return _environments[id(pack)][1]
