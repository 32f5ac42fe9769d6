"""Characters that have no place in a published text: left over from a program, not to be seen, or not what they seem.

What is judged is the text alone, so that a composed text and what was read back from a file are judged alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from generator.audit.lookalikes import letters, ordinary, signs, table

Kind = Literal["leftover", "unseen", "lookalike"]

_LEFTOVER = re.compile(
    r"\[?\bUndefined\b\]?|\bobject at 0x\w*|\{\{|\}\}|\{%|%\}|\{#"
    r"|\b(?:Decimal|Fraction|Amount|Coordinate|Figure|Markup|Undefined|datetime|frozenset|defaultdict|OrderedDict)\("
    r"|<(?:class|function|bound method|generator object|built-in)\b"
    r"|(?<![A-Za-z] )(?<![A-Za-z0-9_.-])(?:None|NaN|nan)(?![A-Za-z0-9_-])(?! [A-Za-z])"
)
_ALONE = re.compile(r"^\s*(True|False|-?inf|-?Infinity|null|undefined|\[\]|\(\)|\{\})\s*$", re.MULTILINE)

# What most texts consist of: nothing else has to be looked at one by one.
_ODD = re.compile("[^\n -~\u3000-\u3020\u4e00-\u9fff\uff01-\uff5e\xa0\xb7\xd7‐-―‘’“”…‰℃①-⑳]")
_WHITE = "\t\n\r"
_BLANK_LETTERS = "\u115f\u1160\u3164\uffa0\u2800"
_JOINERS = "\u200c\u200d\u180b\u180c\u180d\u180e"

_IDEOGRAPHIC = re.compile("[\U00020000-\U0002fffd\U00030000-\U0003fffd]")
_CHOSEN_FORM = re.compile("[\U000e0100-\U000e01ef]")

_MIXED_RUN = re.compile(r"(?<![A-Za-z0-9.,])[0-9OoIl.,]*[OoIl][0-9OoIl.,]*(?![A-Za-z])")
_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_BETWEEN_DIGITS = re.compile(r"\d[OoIl]+\d")
_UNIT = re.compile(r"\s*(?:[万亿]?元|万|亿|%|年|个百分点)")


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Something at ``start`` of a text that must not be published.

    ``kind``: ``leftover`` of a program, ``unseen`` in print, or a ``lookalike`` of ``expected`` (may be empty).
    """

    kind: Kind
    start: int
    text: str
    expected: str = ""

    @property
    def points(self) -> str:
        """Its code points: ``U+0410``."""
        return " ".join(f"U+{ord(character):04X}" for character in self.text)

    @property
    def shown(self) -> str:
        """How a message shows it in Chinese, without any character that could disturb the message."""
        if self.kind == "leftover":
            return f"“{self.text}”"
        if self.kind == "unseen":
            return f"看不见或没有定义的字符 {self.points}"
        return f"形近字符“{self.text}”（{self.points}）" + (f"，应为“{self.expected}”" if self.expected else "")


def suspicious(text: str) -> Iterator[Suspicion]:
    """Everything in a text that must not be published, in no certain order. A line may be the whole of a cell."""
    for match in _LEFTOVER.finditer(text):
        yield Suspicion("leftover", match.start(), match[0])
    for match in _ALONE.finditer(text):
        yield Suspicion("leftover", match.start(1), match[1])
    yield from _letters_in_amounts(text)
    for match in _ODD.finditer(text):
        yield from _judge(text, match.start())


def _letters_in_amounts(text: str) -> Iterator[Suspicion]:
    """Latin letters that stand in for digits: ``1O.00``, ``l2.36``, ``3O万元``; not in codes or in litres (1.5l)."""
    digits = table()["latin"]
    for match in _MIXED_RUN.finditer(text):
        run = match[0].rstrip(".,")
        if not _meant_as_amount(run, "".join(digits.get(letter, letter) for letter in run), text[match.end() :]):
            continue
        for index, letter in enumerate(run):
            if letter in digits:
                yield Suspicion("lookalike", match.start() + index, letter, digits[letter])


def _meant_as_amount(run: str, read: str, after: str) -> bool:
    """Whether a run of digits and letters was meant as an amount: ``read`` is the run with digits for letters."""
    if not _AMOUNT.fullmatch(read) or not any(letter.isdigit() for letter in run):
        return False
    if _UNIT.match(after) or _BETWEEN_DIGITS.search(run):
        return True
    whole, point, places = run.partition(".")
    if not point or whole.isdecimal():
        return "O" in places.upper()
    return len(places) > 1 or any(letter.isdigit() for letter in whole)


def _judge(text: str, at: int) -> Iterator[Suspicion]:
    """One character that most texts do not have."""
    character, category = text[at], unicodedata.category(text[at])
    if _unseen(text, at, category):
        yield Suspicion("unseen", at, character)
    elif same := ordinary(character):
        yield Suspicion("lookalike", at, character, same.replace("\ufffd", ""))
    elif character in letters():
        if _disguised(text, at):
            yield Suspicion("lookalike", at, character, letters()[character])
    elif character in signs():
        if _among_han(text, at):
            yield Suspicion("lookalike", at, character, signs()[character])
    elif character in table()["separator"]:
        if _is_digit(text, at - 1) and _is_digit(text, at + 1):
            yield Suspicion("lookalike", at, character, table()["separator"][character])
    elif category == "Nd" and (_in_amount(text, at - 1) or _in_amount(text, at + 1)):
        yield Suspicion("lookalike", at, character, str(unicodedata.decimal(character)))


def _unseen(text: str, at: int, category: str) -> bool:
    """Control and format characters, private, undefined, lost; marks laid over a digit or a Chinese character."""
    character, before = text[at], text[at - 1] if at else " "
    if character in _WHITE:
        return False
    if character in _JOINERS:
        return not _of_joining_script(before)
    if category in {"Mn", "Me", "Mc"}:
        return _laid_over(character, before)
    if category == "Cn":  # later versions of Unicode define more ideographs than this one knows
        return not _IDEOGRAPHIC.match(character)
    return category in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"} or character in _BLANK_LETTERS or character == "\ufffd"


def _laid_over(character: str, before: str) -> bool:
    """Whether a mark belongs to no letter of a script that has marks; a chosen form of an ideograph is one."""
    if _CHOSEN_FORM.match(character):
        return not _is_han(before)
    if character in "\ufe0e\ufe0f":
        return unicodedata.category(before) != "So"
    return _is_han(before) or not unicodedata.category(before).startswith(("L", "M"))


def _of_joining_script(character: str) -> bool:
    """Whether letters are joined in the script of this one, as in Mongolian, Uyghur and Tibetan."""
    return character > "\u058f" and unicodedata.category(character)[0] in "LM" and not _is_han(character)


def _disguised(text: str, at: int) -> bool:
    """Whether a letter of another alphabet passes for Latin: among Latin letters, or where nothing gives it away.

    Москва is a word of its own; ВАС and the О of 1О.00 are not.
    """
    start = end = at
    while start and _is_letter(text[start - 1]):
        start -= 1
    while end < len(text) and _is_letter(text[end]):
        end += 1
    word = text[start:end]
    return any(letter.isascii() for letter in word) or all(letter in letters() for letter in word)


def _is_letter(character: str) -> bool:
    return unicodedata.category(character) in {"Lu", "Ll", "Lt"} or character in letters()


def _among_han(text: str, at: int) -> bool:
    """Whether a sign stands by itself among Chinese characters or digits: not in a word of its own script."""
    around = [text[place] for place in (at - 1, at + 1) if 0 <= place < len(text)]
    if any("\u3041" <= other <= "\u312f" and other not in signs() for other in around):
        return False
    return any(_is_han(other) or other.isdigit() for other in around)


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003ffff" or character == "〇"


def _is_digit(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at].isdigit()


def _in_amount(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at] in "0123456789.,%元万亿年"
