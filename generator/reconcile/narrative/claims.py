"""What a text says of one figure: of what, of which year, an amount, a change, a share."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from generator.reconcile.narrative.numbers import Number
from generator.reconcile.narrative.phrases import NO_LABEL, Label


class Role(Enum):
    """What a figure says of its subject."""

    LEVEL = "level"
    CHANGE = "change"
    PRIOR = "prior"
    RATE = "rate"
    SHARE = "share"
    SAME = "same"
    NONE = "none"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure, or a word such as 持平 or 未安排, at its place in a text.

    ``label`` is its subject, ``others`` what it may be of as well; ``joined`` are subjects it may be the sum of.
    ``open``: it may also be of something that is not known, so that it can only be confirmed. ``rising`` is the
    direction of a change; ``moved``: the verb of a change stands before its object (增加办公费2万元), so the figure may
    be an amount or a change. ``year`` is the year named for it, ``compared``: it is said in comparison with another.
    ``whole`` is what a share is of, ``around`` what the sentence spoke of before, ``scope`` within what it speaks
    (在基本支出中，…). ``said`` is where the words end that name it. ``closing``: it sums up this many amounts before it
    (两项共计), 0 for any. ``depth`` counts the brackets it stands in, ``sentence`` the sentences before it.
    """

    start: int
    end: int
    role: Role
    label: Label
    number: Number | None = None
    others: tuple[Label, ...] = ()
    joined: tuple[Label, ...] = ()
    open: bool = False
    rising: bool | None = None
    year: int | None = None
    compared: bool = False
    sentence: int = 0
    depth: int = 0
    moved: bool = False
    whole: Label = NO_LABEL
    around: tuple[Label, ...] = ()
    scope: Label = NO_LABEL
    closing: int | None = None
    said: int = 0
