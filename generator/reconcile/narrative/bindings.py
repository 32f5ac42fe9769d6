"""What texts bind between ``{{`` and ``}}``: all that is wrong with it, each with its place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from generator.domain.findings import Finding
from generator.domain.submission import Submission
from generator.packs.bindable import Bindable
from generator.packs.binding import LEFT_OVER, Binding, pieces
from generator.packs.pack import Pack
from generator.reconcile.narrative.passages import Passage
from generator.reconcile.narrative.report import around, finding
from generator.reconcile.narrative.short_texts import ShortText

CODE = "TEXT-02"


def check_bindings(
    texts: Iterable[Passage], names: Iterable[ShortText], submission: Submission, pack: Pack
) -> Iterator[Finding]:
    """Findings for bindings that cannot be filled in, and for marks of a template where nothing is filled in."""
    bindable = Bindable.of(pack, submission.entity, submission.year)
    own_page = {form for part in pack.outline.parts for form in part.forms}
    taken = _Taken(bindable, frozenset(pack.whole_texts.values()), own_page)
    for passage in texts:
        if "{" not in passage.text and "}}" not in passage.text:
            continue
        if passage.series in submission.records.texts:
            for words in _problems(passage, taken):
                yield finding(CODE, f"{passage.where}中{words}", (passage.location,))
        else:
            yield from _unfilled(ShortText(passage.text, passage.where, passage.location))
    for label in names:
        yield from _unfilled(label)


@dataclass(frozen=True, slots=True)
class _Taken:
    """What may be bound, and the forms that are printed elsewhere: on pages of their own, or put into a text before."""

    bindable: Bindable
    whole: Collection[str]
    forms: set[str]


def _problems(passage: Passage, taken: _Taken) -> Iterator[str]:
    for piece in pieces(passage.text):
        problem = taken.bindable.problem(piece)
        if problem is None and isinstance(piece, Binding) and piece.table is not None:
            problem = _misplaced(piece, passage, taken)
        if problem:
            yield problem


def _misplaced(piece: Binding, passage: Passage, taken: _Taken) -> str | None:
    """Why a form cannot stand in a text."""
    if passage.series not in taken.whole:
        return f"“{piece.text}”：表(…) 只能放在整节的文字（栏目名以“（全文）”结尾）里。"
    form = taken.bindable.form(piece.table or "") or ""
    if form in taken.forms:
        return f"“{piece.text}”：这张表另有一处印出，不能印两次；文字可以写“详见《…》”。"
    taken.forms.add(form)
    return None


def _unfilled(label: ShortText) -> Iterator[Finding]:
    left = LEFT_OVER.search(label.text)
    if left is not None:
        words = f"{label.where}中有{around(label.text, left.start(), left.end())}，这里不代入数字。"
        yield finding(CODE, words, (label.location,), stated=left[0])
