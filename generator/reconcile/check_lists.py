"""Classifications are listed down to their last level: a 款 with money but without its 项 hides what it is for."""

from __future__ import annotations

from collections.abc import Iterator

from generator.catalog.classification import classification
from generator.domain.coordinates import Dimension
from generator.domain.facts import StatedForm, Statement
from generator.domain.findings import Finding
from generator.domain.submission import Submission
from generator.reconcile.codes import CATALOGUE, ROW_NOT_BROKEN_DOWN
from generator.reconcile.tally import Tally
from generator.reconcile.wording import Wording, places

_NAMED = 3


def check_lists(submission: Submission, wording: Wording, tally: Tally) -> Iterator[Finding]:
    """A finding for every row with money that a form does not break down as it breaks down the others."""
    for name, dimension in submission.dimensions.items():
        if dimension.lengths:
            levels = _Levels(dimension, submission, wording, tally)
            for form in submission.forms.values():
                yield from levels.check(form, [code for row in form.rows if (code := row.get(name)) is not None])


class _Levels:
    """One classification. Some codes have nothing below them: 227 预备费."""

    def __init__(self, dimension: Dimension, submission: Submission, wording: Wording, tally: Tally) -> None:
        self.dimension = dimension
        self.wording = wording
        self.tally = tally
        spec = wording.pack.dimensions[dimension.id]
        entries = classification(spec.catalog, submission.year).entries.values() if spec.catalog else ()
        stated = wording.knowledge.stated.items()
        used = {at.get(dimension.id) for at, found in stated if any(not s.amount.is_zero for s in found)}
        self.used = {code for code in used if code is not None}
        self.inner = {entry.parent for entry in entries} | {dimension.parent(code) for code in self.used}

    def check(self, form: StatedForm, listed: list[str]) -> Iterator[Finding]:
        """The rows of one form."""
        deepest = max(map(self.dimension.depth, listed), default=0)
        broken_down = {above for code in listed for above in self.dimension.ancestors(code)[1:]}
        for code in dict.fromkeys(listed):
            first = _money(form, self.dimension, code)
            if first is not None and self.dimension.depth(code) < deepest and code in self.inner:
                self.tally.note(ROW_NOT_BROKEN_DOWN)
                if code not in broken_down:
                    yield self._finding(form, code, first)

    def _finding(self, form: StatedForm, code: str, first: Statement) -> Finding:
        severity, title = CATALOGUE[ROW_NOT_BROKEN_DOWN]
        below = [f"“{self.dimension.titled(child)}”" for child in self.dimension.children(code) if child in self.used]
        known = f"，其他表列有{'、'.join(below[:_NAMED])}{'等' if len(below) > _NAMED else ''}" if below else ""
        message = f"{title}：{self.wording.form(form.form)}“{self.dimension.titled(code)}”没有列出下级科目{known}。"
        return Finding(ROW_NOT_BROKEN_DOWN, severity, message, places((first,)), remedy="请补列这个科目的下级科目。")


def _money(form: StatedForm, dimension: Dimension, code: str) -> Statement | None:
    """The first amount of a row."""
    own = (s for s in form.statements if s.at.get(dimension.id) == code and not s.amount.is_zero)
    return next(own, None)
