"""Where the words stand that a figure of a sentence may belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.reconcile.narrative.phrases import NO_LABEL, Label, conjuncts, label
from generator.reconcile.narrative.tokens import Kind, Token

_CROSSED = frozenset(",:~(")
"""Stops a phrase may stand before, if nothing but cue words stands between it and its figure."""
_CLAUSE_ENDS = (",", ";", ":", "(", ")")


@dataclass(frozen=True)
class Sentence:
    """The tokens of one sentence."""

    text: str
    tokens: Sequence[Token]

    def stop(self, index: int) -> str:
        """The stop at a place; empty where there is none."""
        token = self.tokens[index] if 0 <= index < len(self.tokens) else None
        return self.text[token.start] if token is not None and token.kind is Kind.STOP else ""

    def own(self, index: int, floor: int) -> int:
        """Where the clause before ``index`` begins, not before ``floor``."""
        start = index
        while start > floor and not self.stop(start - 1):
            start -= 1
        return start

    def lead(self, index: int, floor: int) -> int:
        """Where what is said since the last ；begins."""
        start = index
        while start > floor and self.stop(start - 1) != ";":
            start -= 1
        return start

    def content(self, start: int, end: int) -> bool:
        """Whether something between two places may name something."""
        return any(token.content for token in self.tokens[start:end])

    def label(self, start: int, end: int) -> Label:
        """The label of the phrase between two places."""
        return label(self.text, self.tokens[start:end])

    def conjuncts(self, start: int, end: int) -> tuple[Label, ...]:
        """The labels of what is named side by side between two places."""
        return conjuncts(self.text, self.tokens[start:end])

    def before(self, start: int, floor: int) -> tuple[int, int]:
        """The phrase before a clause that names nothing itself: A，共…; A（…）共…; A（. Empty where there is none."""
        end = start
        while end > 0:
            mark = self.stop(end - 1)
            if mark == ")":
                opened = self._opening(end - 1)
                if opened is None:
                    break
                end, floor = opened, min(floor, self._floor(opened))
            elif mark and mark in _CROSSED and end - 1 >= floor:
                end -= 1
            else:
                break
            start = self.own(end, floor)
            if self.content(start, end):
                return start, end
            end = start
        return end, end

    def _opening(self, closing: int) -> int | None:
        """The bracket that closes at a place."""
        depth = 0
        for index in range(closing, -1, -1):
            mark = self.stop(index)
            depth += (mark == ")") - (mark == "(")
            if not depth:
                return index
        return None

    def _floor(self, index: int) -> int:
        """The place after the last figure before ``index``."""
        found = (i + 1 for i in range(index - 1, -1, -1) if self.tokens[i].kind is Kind.FIGURE)
        return next(found, 0)

    def after(self, index: int) -> tuple[Label, tuple[Label, ...]]:
        """What stands after a figure and says what it is of (20万元用于A; 本年20万元的A), and its parts if several."""
        end, used = index + 1, False
        while end < len(self.tokens):
            token = self.tokens[end]
            if token.kind is Kind.FIGURE:
                return NO_LABEL, ()
            if self.stop(end) in _CLAUSE_ENDS or ("predicate" in token.roles and self.content(index + 1, end)):
                break
            if not used and (token.content or self.stop(end)):
                return NO_LABEL, ()
            used = used or "use" in token.roles
            end += 1
        parts = self.conjuncts(index + 1, end)
        if len(parts) > 1:
            return Label(self.text[self.tokens[index].end : self.tokens[end - 1].end].strip()), parts
        return self.label(index + 1, end), ()

    def has(self, role: str, start: int, end: int) -> bool:
        """Whether a cue word of one role stands between two places."""
        return any(role in token.roles for token in self.tokens[start:end])

    def last(self, names: frozenset[str], start: int, end: int) -> int | None:
        """The last cue word of these roles between two places."""
        return next((i for i in range(end - 1, start - 1, -1) if self.tokens[i].roles & names), None)
