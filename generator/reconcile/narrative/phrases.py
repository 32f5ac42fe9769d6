"""Which words of a text name what a figure is of, and whether they say just that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.reconcile.narrative.lexicon import Term
from generator.reconcile.narrative.tokens import Kind, Token

_REST = "其他"


@dataclass(frozen=True, slots=True)
class Label:
    """What a figure is said to be of. ``exact``: nothing else around the term could make it another thing.

    ``text`` is the phrase as printed; empty where the figure has none of its own. ``sources`` are funding sources that
    qualify the term, ``alike`` other words for totals beside it (收入支出总计).
    """

    text: str = ""
    term: Term | None = None
    sources: tuple[str, ...] = ()
    exact: bool = False
    alike: tuple[Term, ...] = ()

    @property
    def known(self) -> bool:
        """Whether the phrase is a figure's name and nothing else."""
        return self.term is not None and self.exact

    @property
    def rest(self) -> bool:
        """Whether it names what is left (其他…), which is another thing in every list."""
        return self.text.startswith(_REST)


NO_LABEL = Label()


def label(text: str, tokens: Sequence[Token]) -> Label:
    """The label of a phrase: its last and most telling word; what stands beside it must qualify it or say nothing."""
    content = [token for token in tokens if token.content]
    terms = [(token, token.term) for token in content if token.term is not None]
    if not content:
        return NO_LABEL
    printed = text[content[0].start : _noun_end(tokens, content[-1])]
    if not terms:
        return Label(printed)
    best = max(term.rank for _, term in terms)
    head_token, head = [(token, term) for token, term in terms if term.rank == best][-1]
    others = [(token, term) for token, term in terms if token is not head_token and not _same(token, head_token, head)]
    sources = tuple(source for _, term in others for source in term.sources)
    alike = tuple(term for _, term in others if term.rank == 0 == best)
    exact = len(terms) == len(content) and all(term.rank == 0 or _qualifies(term, head) for _, term in others)
    exact = exact and not _scattered(tokens, content)
    return Label(text[head_token.start : head_token.end] if exact else printed, head, sources, exact, alike)


def _noun_end(tokens: Sequence[Token], last: Token) -> int:
    """Where the name ends that ``last`` is the last telling word of: 开发 is that of 开发经费."""
    end = last.end
    for token in tokens:
        if token.start == end and "noun" in token.roles:
            end = token.end
    return end


def _qualifies(term: Term, head: Term) -> bool:
    """Whether a word beside the head only says more of it: its funding source, or the 类 of its 项."""
    above = (
        (dimension, code, own) for dimension, code in term.members for other, own in head.members if other == dimension
    )
    return bool(term.sources) or any(own.startswith(code) for _, code, own in above if code.isdigit())


def _same(token: Token, head_token: Token, head: Term) -> bool:
    """Whether a term says what the head says: a 科目 and its code."""
    members = token.term.members if token.term is not None and token is not head_token else []
    return bool(set(members) & set(head.members))


_JOINING = frozenset({"and", "share", "none", "compared"})
_MOVING = frozenset({"up", "down"})


def _scattered(tokens: Sequence[Token], content: Sequence[Token]) -> bool:
    """Whether cue words make several things or another thing of a phrase: A和B, 增加A, 其余A."""
    first, last = content[0], content[-1]
    for index, token in enumerate(tokens):
        inner = first.end <= token.start < last.start
        if (inner and token.roles & _JOINING) or token.roles & _MOVING:
            return True
        if "rest" in token.roles and index + 1 < len(tokens) and tokens[index + 1].content:
            return True
    return False


def conjuncts(text: str, tokens: Sequence[Token]) -> tuple[Label, ...]:
    """The labels of things named side by side: A、B和C."""
    found: list[Label] = []
    part: list[Token] = []
    for token in tokens:
        mark = text[token.start] if token.kind is Kind.STOP else ""
        if mark in {"、", ","} or "and" in token.roles:
            found.append(label(text, part))
            part = []
        else:
            part.append(token)
    return tuple(one for one in (*found, label(text, part)) if one.text)
