"""A section in the input's own words: its text first, then what the section owes and the text does not show."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from generator.compose.context import NEW_PAGE, Stage
from generator.compose.headings import TextBlock, with_headings
from generator.compose.kept import Piece, form_mark, kept, leading, long_enough, split, without_marks
from generator.compose.owed_records import OwedRecords
from generator.compose.own_text import PlacedForm
from generator.compose.views import Record
from generator.compose.vocabulary import check_fragment
from generator.domain.document import ComposedSection
from generator.domain.records import Paragraph
from generator.domain.squeezed import squeezed
from generator.packs.pack import Owes, SectionItem

OWN_SECTION = "blocks/own-section.html.j2"
_ASKING = {"项目清单": ("projects", "indicators"), "分项目标": ("goals",), "机构清单": ("units",)}
"""Functions of templates, and the record tables they go through."""


def section_template(section: str) -> str:
    """The template file of a section."""
    return f"sections/{section}.html.j2"


_STRAY = "#＃ \u3000\t。．.；;，,、"
"""What is left of a paragraph beside a form put into it, and is no text."""


@dataclass(slots=True)
class _Shown:
    """What the template of a section would show: its blocks, the record tables it goes through, texts and figures."""

    pieces: tuple[Piece, ...] = ()
    asked: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    figures: tuple[str, ...] = ()


def own_paragraphs(stage: Stage, item: SectionItem) -> tuple[Paragraph, ...]:
    """What the input writes for the whole section; nothing where the template is to speak."""
    found = stage.disclosure.submission.records.texts.get(stage.pack.whole_texts[item.id], ())
    return tuple(paragraph for paragraph in found if paragraph.text.strip())


def own_section(stage: Stage, item: SectionItem, paragraphs: Sequence[Paragraph]) -> ComposedSection:
    """The section with the input's text in place of its prose.

    Raises:
        TemplateError: an expression in the text is wrong, or its template is.
    """
    shown = _looked_through(stage, item)
    records = OwedRecords(stage, item, shown.asked)
    lead = 0 if item.title else leading(shown.pieces)
    text = _text_blocks(stage, paragraphs)
    spoken = squeezed("".join(block.text for block in text))
    placed = {block.form.form for block in text if block.form}
    told, duties = records.texts()
    stays = kept(shown.pieces[lead:], [each for each in long_enough(told) if each not in spoken], duties)
    after = list(_after(stage, item, stays, placed))
    body = _rendered(stage, item, with_headings(text, table_follows=bool(after)))
    lead_markup = stage.gaps.settled("\n".join(piece.markup for piece in shown.pieces[:lead]))
    whole = Markup("\n").join((Markup(lead_markup), body, *after))  # noqa: S704 - rendered with autoescape
    return ComposedSection(
        item.id,
        "",
        whole + records.missing(whole),
        own=True,
        location=paragraphs[0].location,
        figures=shown.figures,
        texts=tuple(sorted(shown.texts)),
    )


def tables_alone(stage: Stage, item: SectionItem) -> Markup:
    """A section without a template: the tables and records it owes."""
    owes = item.owes or Owes()
    forms = Markup("\n").join(stage.form(form) for form in owes.tables)
    return forms + OwedRecords(stage, item, set()).missing(forms)


def _looked_through(stage: Stage, item: SectionItem) -> _Shown:
    """What the section's template shows, with marks in place of forms; gaps in it count only where they stay."""
    template = section_template(item.id)
    if template not in stage.pack.files:
        return _Shown()
    shown = _Shown()
    given = {"节名": item.id, "表": lambda form, level=3: form_mark(stage.listings.form(form).id, level)}
    with stage.gaps.aside(), stage.ledger.listening() as heard:
        markup = stage.render(template, {**given, **_watched(stage, shown)})
    check_fragment(without_marks(markup), stage.shown(template))
    shown.pieces, shown.figures = split(markup), tuple(name for name in heard if name in stage.pack.figures)
    return shown


def _watched(stage: Stage, shown: _Shown) -> Mapping[str, object]:
    """The functions that go through records and texts, noting which."""

    def watched(function: Callable[..., object], into: set[str], tables: Sequence[str] = ()) -> Callable[..., object]:
        def call(*given: object) -> object:
            into.update(tables or map(str, given[:1]))
            return function(*given)

        return call

    names = [(name, shown.asked, tables) for name, tables in _ASKING.items()]
    names += [("记录", shown.asked, ()), ("段落", shown.texts, ()), ("必填", shown.texts, ())]
    functions = ((name, stage.names[name], into, tables) for name, into, tables in names)
    return {name: watched(each, into, tables) for name, each, into, tables in functions if callable(each)}


def _text_blocks(stage: Stage, paragraphs: Sequence[Paragraph]) -> list[TextBlock]:
    found = []
    for paragraph in paragraphs:
        for part in stage.own.parts(paragraph):
            if isinstance(part, PlacedForm):
                found.append(TextBlock(form=part))
            elif part.strip(_STRAY):
                found.append(TextBlock(part.strip()))
    return found


def _rendered(stage: Stage, item: SectionItem, blocks: Sequence[TextBlock]) -> Markup:
    """The text itself, by the pack's template for own sections, and any form that template has no place for."""
    forms = [stage.form(each.form.form, place=each.form.paragraph.location) for each in blocks if each.form]
    waiting = iter(forms)
    parts = [_block(item, number, each, waiting) for number, each in enumerate(blocks, 1)]
    body = stage.render(OWN_SECTION, {"节名": stage.pack.whole_texts[item.id], "块组": parts})
    return Markup("\n").join((body, *(form for form in forms if form not in body)))


def _block(item: SectionItem, number: int, block: TextBlock, forms: Iterator[Markup]) -> Record:
    kind = "表" if block.form else "标题" if block.rank else "段落"
    parts: dict[str, object] = {
        "类": kind,
        "文字": block.text,
        "级": block.rank,
        "标识": f"own-{item.id}-{number}",
        "表格": next(forms) if block.form else "",
    }
    return Record("块", parts)


def _after(stage: Stage, item: SectionItem, stays: Sequence[Piece], placed: set[str]) -> Iterator[Markup]:
    """What the template shows and the text does not, then forms the section owes that neither shows."""
    shown = set(placed)
    for piece in stays:
        form = piece.form
        if form is None:
            markup = str(NEW_PAGE) if piece.tag == "new-page" else piece.markup
            yield Markup(stage.gaps.settled(markup))  # noqa: S704 - rendered with autoescape
        elif form[0] not in shown:
            shown.add(form[0])
            yield stage.form(*form)
    for name in (item.owes or Owes()).tables:
        if name not in shown and not stage.is_empty(name):
            yield stage.form(name)
