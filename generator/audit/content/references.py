"""Sentences that point at a table, and whether the table is there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.audit.body import Block
from generator.audit.codes import TABLE_LOST, TABLE_UNKNOWN, at, finding
from generator.audit.content.reading import quoted
from generator.audit.content.sections import SectionText
from generator.catalog.cues import Kind, cues
from generator.domain.findings import Finding
from generator.domain.submission import Submission
from generator.packs.bindable import name_key
from generator.packs.form import Form
from generator.packs.pack import Pack
from generator.packs.titles import fill, title_names
from generator.reconcile.narrative.plain import plain

_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
_QUOTED = re.compile(r"《([^《》]{2,60}?)》")
_BARE = re.compile(r"\s*(?:[本此附后件中的]{0,4})([^，。；：、《》（）()\s]{2,30}?表)(?=$|[，。；：、）)及和与\s])")
_FILLERS = re.compile(r"\d{4}年(?:度)?|年度|部门|单位|本级|公开|预算|情况|财政拨款|总体|一览|明细|表格?$")
_SHORTEST = 2
_REMEDY = '请补上所指的表（写在整节文字里的用 {{ 表("…") }}），或改写这句话。'


def check_references(
    sections: Sequence[SectionText], body: Sequence[Block], submission: Submission, pack: Pack
) -> Iterator[Finding]:
    """Findings for sentences of the sections that refer to a table that is not there."""
    tables = _Tables(body, submission, pack)
    for section in sections:
        for index, block in enumerate(section.blocks):
            if block.kind in {"paragraph", "line"}:
                for match in _SENTENCE.finditer(block.text):
                    yield from _sentence(match[0], index, section, tables)


def _sentence(sentence: str, index: int, section: SectionText, tables: _Tables) -> Iterator[Finding]:
    shown = sentence.strip()
    near = _nearby(plain(sentence), index, section.blocks, tables)
    if near:
        words = f"{section.name}写着“{quoted(shown)}”，{near}。"
        yield at(section.place(shown), finding(TABLE_LOST, words, _REMEDY))
    for name in _named(sentence):
        form = tables.form(name)
        if form is not None and not tables.prints(form):
            words = f"{section.name}写着“{quoted(shown)}”，而“{tables.title(form)}”没有印在文件里。"
            yield at(section.place(shown), finding(TABLE_LOST, words, _REMEDY))
        elif form is None and not tables.mentions(name):
            words = f"{section.name}写着“{quoted(shown)}”，文件里没有“{name}”。"
            yield at(section.place(shown), finding(TABLE_UNKNOWN, words, _REMEDY))


def _nearby(text: str, index: int, blocks: Sequence[Block], tables: _Tables) -> str:
    """What is wrong with pointing up, down or at an annex; nothing where it is right."""
    if _says("table_below", text) and not _table(blocks[index + 1 :]):
        return "而本节后面没有表"
    if _says("table_above", text) and not _table(blocks[:index]):
        return "而本节前面没有表"
    if _says("table_attached", text) and not tables.any:
        return "而文件里没有表"
    return ""


def _says(kind: Kind, text: str) -> bool:
    return cues(kind).first(text) is not None


def _table(blocks: Iterable[Block]) -> bool:
    return any(block.kind == "table" for block in blocks)


def _named(sentence: str) -> Iterator[str]:
    """The names of tables a sentence points at."""
    cue = cues("table_named").first(sentence)
    if cue is None:
        return
    rest = sentence[cue.end() :]
    quoted = [name for name in _QUOTED.findall(rest) if name.endswith("表")]
    if quoted:
        yield from quoted
    elif len(cue[0]) > 1 and (bare := _BARE.match(rest)) is not None:
        name = bare[1]
        kinds: tuple[Kind, ...] = ("table_below", "table_above", "table_attached")
        if not any(_says(kind, name) for kind in kinds):
            yield name


@dataclass(frozen=True)
class _Tables:
    """The tables of a document, by what they are called."""

    body: Sequence[Block]
    submission: Submission
    pack: Pack

    @property
    def any(self) -> bool:
        """Whether there is a table at all."""
        return _table(self.body)

    @cached_property
    def _words(self) -> Mapping[str, str]:
        entity = self.submission.entity
        return {**self.pack.terms(entity.level), **title_names(entity, self.submission.year)}

    @cached_property
    def _headings(self) -> tuple[str, ...]:
        """Everything that may be the title of a table: headings, and lines dressed up as one."""
        dressed = (b for b in self.body if b.kind == "heading" or (b.kind == "paragraph" and b.role != "p"))
        return tuple(name_key(block.text) for block in dressed)

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(block.id for block in self.body if block.id)

    def title(self, form: Form) -> str:
        """The title of a form."""
        return fill(form.title, self._words)

    def prints(self, form: Form) -> bool:
        """Whether a form is in the document."""
        return f"form-{form.id}" in self._ids or name_key(self.title(form)) in self._headings

    def form(self, name: str) -> Form | None:
        """The form of the pack a text means: one of its names, or the same but for words every form has.

        Where several come near, one that is printed.
        """
        near = [form for form in self.pack.forms.values() if self._is(name, form)]
        return next((form for form in near if self.prints(form)), near[0] if near else None)

    def mentions(self, name: str) -> bool:
        """Whether a heading of the document has all that the name says, in its order."""
        core = self._core(name)
        if len(core) < _SHORTEST:
            return True
        sheets = (name_key(table.sheet) for table in self.pack.records.tables.values())
        return any(_in_order(core, heading) for heading in (*self._headings, *sheets))

    def _is(self, name: str, form: Form) -> bool:
        names = [fill(each, self._words) for each in (form.title, form.sheet, *form.aliases)]
        if name_key(name) in map(name_key, names):
            return True
        core = self._core(name)
        return len(core) >= _SHORTEST and core in {self._core(each) for each in names}

    def _core(self, name: str) -> str:
        """A name without the words every table has: year, entity, level, 预算 and so on."""
        bare = name_key(name).replace(name_key(self.submission.entity.name), "")
        return _FILLERS.sub("", bare)


def _in_order(core: str, heading: str) -> bool:
    rest = iter(heading)
    return all(char in rest for char in core)
