"""Measured reading of texts: true sentences of every construction for every sample, and the same with one figure wrong.

A right sentence must raise no error and no warning. A wrong figure is *found* (an error or a warning), *listed* (among
the figures that were not checked) or *silent*. The sentences stand in two files: the ones the reading is tuned on, and
others in other words, kept apart from them.

    python tests/mutation/sentences.py [--heldout] [--sample NAME] [--show KIND] [--json]
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from itertools import islice
from pathlib import Path
from unittest.mock import patch

import yaml

sys.path.insert(0, str(Path(__file__).parents[1]))

from generator.domain.amounts import Amount, Unit
from generator.domain.coordinates import Coordinate
from generator.domain.facts import Statement
from generator.domain.findings import Finding, Severity
from generator.domain.location import Location
from generator.domain.records import Paragraph, Records
from generator.domain.submission import Submission
from generator.packs.pack import Pack
from generator.readers import read
from generator.reconcile import reconcile
from generator.reconcile.narrative import check_texts
from generator.reconcile.tally import Tally
from generator.reconcile.wording import Wording
from samples import CLEAN, INPUTS

FOLDER = Path(__file__).parent
TUNING, HELDOUT = FOLDER / "sentences_tuning.yaml", FOLDER / "sentences_heldout.yaml"
NOT_CHECKED = "NARR-18"
PER_SENTENCE = 3
"""How many choices of subjects every sentence is written with."""
_SLOT = re.compile(r"\[([A-Z])(?:([:/+#^%<?-])([^\]]*))?\]")
_CENT = Decimal("0.01")
_FACTORS = (Decimal("0.87"), Decimal("1.13"), Decimal("0.91"), Decimal("1.06"))
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_SPLITS: tuple[tuple[str, ...], ...] = (
    ("支出.本年合计", "支出.基本", "支出.项目"),
    ("支出.基本", "基本支出.人员经费", "基本支出.公用经费"),
    ("三公.合计", "三公.出国", "三公.用车", "三公.接待"),
    ("三公.用车", "三公.购置", "三公.运维"),
)
_PARTS = (
    ("支出.基本", "支出.本年合计"),
    ("支出.项目", "支出.本年合计"),
    ("三公.接待", "三公.合计"),
    ("三公.运维", "三公.用车"),
    ("基本支出.人员经费", "支出.基本"),
)
_SAME = "三公.接待"
"""The figure whose amount was the same last year."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Something a sentence may speak of: its name, amount and last year's amount in 万元, and code."""

    name: str
    amount: Decimal
    prior: Decimal | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its construction, its text in pieces, and which pieces are figures."""

    construction: str
    pieces: tuple[str, ...]
    figures: tuple[int, ...]

    @property
    def text(self) -> str:
        """The sentence."""
        return "".join(self.pieces)

    def wrong(self, figure: int) -> Sentence | None:
        """The sentence with one figure changed; None where it cannot be."""
        piece = _changed(self.pieces[figure])
        if piece is None:
            return None
        return dataclasses.replace(self, pieces=(*self.pieces[:figure], piece, *self.pieces[figure + 1 :]))


@dataclass(frozen=True, slots=True)
class Result:
    """What the checks made of one sentence; ``wrong``: a figure in it was changed."""

    construction: str
    text: str
    wrong: bool
    outcome: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scene:
    """One sample with all that is known of it, last year's figures made up."""

    submission: Submission
    pack: Pack
    wording: Wording

    def amount(self, at: Coordinate) -> Decimal | None:
        """An amount in 万元 as the document prints it."""
        if any(key not in self.submission.dimensions for key, _ in at):
            return None
        known = self.wording.knowledge.amount(at)
        return None if known is None else known.number(Unit.WAN).quantize(_CENT, ROUND_HALF_UP)


def _prior(submission: Submission, pack: Pack) -> Submission:
    """The submission with a made-up figure of last year for every named figure it states."""
    disclosure = reconcile(submission, pack)
    statements = [s for s in submission.statements if s.at.get("period") is None]
    seen = set()
    for number, (name, spec) in enumerate(pack.figures.items()):
        at = Coordinate.of(spec.at)
        fact = disclosure.facts.get(at)
        if fact is None or spec.unit == "" or at in seen or at.get("measure"):
            continue
        seen.add(at)
        factor = Decimal(1) if name == _SAME else _FACTORS[number % len(_FACTORS)]
        value = (fact.amount.number(Unit.WAN) * factor).quantize(_CENT, ROUND_HALF_UP)
        amount = Amount.stated(value, Unit.WAN)
        place = Location("上年.yaml", line=number)
        statements.append(Statement(at.put("period", "prior"), amount, "prior", name, place))
    return dataclasses.replace(submission, statements=tuple(statements))


@cache
def scene(sample: str) -> Scene:
    """A sample, reconciled once: its texts can then be exchanged at no cost."""
    submission, pack = read(INPUTS / f"{sample}.yaml")
    submission = _prior(submission, pack)
    caught: list[Wording] = []

    def catch(wording: Wording, *_: object) -> Iterator[Finding]:
        caught.append(wording)
        return iter(())

    with patch("generator.reconcile.check_texts", catch):
        reconcile(submission, pack)
    return Scene(submission, pack, caught[0])


def judged(found: Scene, text: str) -> list[Finding]:
    """The findings on the figures of one paragraph."""
    paragraph = Paragraph(text, Location("文字.yaml", line=1))
    only = dataclasses.replace(found.submission, records=Records(texts={"other": (paragraph,)}))
    findings = check_texts(found.wording, only, found.pack, Tally())
    return [finding for finding in findings if finding.code.startswith(("NARR", "YEAR"))]


class Subjects:
    """What the sentences of one sample can speak of, by kind."""

    def __init__(self, found: Scene, names: Mapping[str, Sequence[str]]) -> None:
        self._scene = found
        self._turn = Counter[str]()
        self.figures = {key: subject for key in names if (subject := self._figure(key, names[key])) is not None}
        self._names = names

    def _figure(self, key: str, names: Sequence[str]) -> Subject | None:
        spec = self._scene.pack.figures.get(key)
        if spec is None:
            return None
        at = Coordinate.of(spec.at)
        amount = self._scene.amount(at)
        return None if amount is None else Subject(names[0], amount, self._scene.amount(at.put("period", "prior")))

    def called(self, key: str) -> Subject:
        """A figure by one of its names, each in its turn."""
        self._turn[key] += 1
        names = self._names[key]
        return dataclasses.replace(self.figures[key], name=names[self._turn[key] % len(names)])

    def _members(self, dimension: str, lengths: set[int]) -> list[Subject]:
        tree = self._scene.submission.dimensions.get(dimension)
        found = []
        for code, member in tree.members.items() if tree else ():
            base = {"flow": "expenditure", dimension: code}
            ats = [Coordinate.of(base), *(Coordinate.of({**base, **more}) for more in _ECONOMIC)]
            amounts = [a for at in (ats[:1] if dimension != "economic" else ats[1:]) if (a := self._scene.amount(at))]
            if len(code) in lengths and amounts:
                found.append(Subject(member.name, amounts[0], code=code))
        return found

    def bindings(self, bind: Mapping[str, str]) -> Iterator[dict[str, Subject]]:
        """Every choice of subjects for the letters of a sentence."""
        first = next(iter(bind.values()))
        if first == "nested":
            yield from (dict(zip(bind, pair, strict=True)) for pair in self._nested())
        elif first.startswith("split") or first == "part":
            for keys in self._related(first):
                yield dict(zip(bind, map(self.called, keys), strict=True))
        else:
            pools = {letter: self._pool(kind) for letter, kind in bind.items()}
            longest = max(map(len, pools.values()))
            for turn in range(longest if all(pools.values()) else 0):
                chosen = {letter: pool[(turn + 2 * n) % len(pool)] for n, (letter, pool) in enumerate(pools.items())}
                if len({subject.name for subject in chosen.values()}) == len(chosen):
                    yield chosen

    def _nested(self) -> Iterator[tuple[Subject, Subject]]:
        """A 类 and one of its 项."""
        for whole in self._members("function", {3}):
            parts = (part for part in self._members("function", {7}) if part.code.startswith(whole.code))
            yield from ((whole, part) for part in parts)

    def _related(self, kind: str) -> Iterator[tuple[str, ...]]:
        """The figures of a whole and its parts."""
        if kind == "part":
            yield from (keys for keys in _PARTS if keys[0] in self.figures and self._worth(keys[1]))
            return
        size = int(kind.removeprefix("split")) + 1
        yield from (keys for keys in _SPLITS if len(keys) == size and all(map(self._has, keys)) and self._adds_up(keys))

    def _has(self, key: str) -> bool:
        return key in self.figures

    def _worth(self, key: str) -> bool:
        return self._has(key) and bool(self.figures[key].amount)

    def _adds_up(self, keys: Sequence[str]) -> bool:
        whole, *parts = (self.figures[key].amount for key in keys)
        return whole == sum(parts) and whole > 0

    def _pool(self, kind: str) -> list[Subject]:
        keys = list(self.figures)
        if kind == "level":
            return [self.called(key) for key in keys if self.figures[key].amount]
        if kind in {"changed", "same"}:
            known = [key for key in keys if self.figures[key].prior and (self.figures[key].amount or kind == "same")]
            same = {key for key in known if self.figures[key].amount == self.figures[key].prior}
            return [self.called(key) for key in known if (key in same) is (kind == "same")]
        if kind == "zero":
            return [self.called(key) for key in keys if not self.figures[key].amount]
        if kind == "project":
            base = Coordinate.of({"flow": "expenditure", "kind": "project"})
            tree = self._scene.submission.dimensions.get("project")
            members = tree.members.items() if tree else ()
            pairs = [(member.name, self._scene.amount(base.put("project", code))) for code, member in members]
            return [Subject(name, amount) for name, amount in pairs if amount]
        if kind in _SINGLE:
            amount = self._scene.amount(Coordinate.of(_SINGLE[kind]))
            return [Subject(kind, amount)] if amount else []
        return self._members(*_MEMBERS[kind])


_ECONOMIC = ({"source": "general", "kind": "basic"}, {"source": "general", "kind": "public"}, {"kind": "basic"})
_MEMBERS = {"class": ("function", {3}), "function": ("function", {7}), "economic": ("economic", {5})}
_SINGLE: Mapping[str, Mapping[str, str]] = {
    "procurement": {"flow": "procurement"},
    "general_basic": {"flow": "expenditure", "source": "general", "kind": "basic"},
    "general_project": {"flow": "expenditure", "source": "general", "kind": "project"},
}


def written(construction: str, text: str, chosen: Mapping[str, Subject]) -> Sentence:
    """A sentence with its slots filled."""
    pieces: list[str] = []
    figures: list[int] = []
    position = 0
    for slot in _SLOT.finditer(text):
        pieces.append(text[position : slot.start()])
        piece, is_figure = _filled(slot, chosen)
        if is_figure:
            figures.append(len(pieces))
        pieces.append(piece)
        position = slot.end()
    return Sentence(construction, (*pieces, text[position:]), tuple(figures))


def _filled(slot: re.Match[str], chosen: Mapping[str, Subject]) -> tuple[str, bool]:
    """What goes into a slot, and whether it is a figure."""
    subject, sign, rest = chosen[slot[1]], slot[2] or "", slot[3] or ""
    prior = subject.amount if subject.prior is None else subject.prior
    change = subject.amount - prior
    if sign in {"", "#", "?"}:
        return {"": subject.name, "#": subject.code}.get(sign) or rest.split("|")[change < 0], False
    if sign == ":":
        return _FORMS[rest](subject.amount), True
    other = chosen[rest].amount if rest else Decimal(0)
    amounts = {"+": subject.amount + other, "-": subject.amount - other, "^": abs(change), "<": prior}
    if sign in amounts:
        return f"{amounts[sign]}万元", True
    part, whole = (subject.amount, other) if sign == "/" else (abs(change), prior)
    return f"{_share(part, whole)}%", True


def _share(part: Decimal, whole: Decimal) -> Decimal:
    return (part / whole * 100).quantize(_CENT, ROUND_HALF_UP)


def chinese(number: int) -> str:
    """A whole number below 10¹² in capital Chinese numerals."""
    if number >= 10**8:
        return _joined(number, 10**8, "亿")
    if number >= 10**4:
        return _joined(number, 10**4, "万")
    text, zero = "", False
    for unit, name in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit = number // unit % 10
        if digit:
            text += ("零" if zero and text else "") + _DIGITS[digit] + name
        zero = not digit
    return text


def _joined(number: int, unit: int, name: str) -> str:
    high, low = divmod(number, unit)
    return chinese(high) + name + ("零" if low and low < unit // 10 else "") + (chinese(low) if low else "")


_FORMS: Mapping[str, Callable[[Decimal], str]] = {
    "w": lambda amount: f"{amount}万元",
    "k": lambda amount: f"{amount:,}万元",
    "y": lambda amount: f"{int(amount * 10000)}元",
    "n": str,
    "c": lambda amount: f"{chinese(int(amount * 10000)) or '零'}元整",
}


def _changed(piece: str) -> str | None:
    """A figure with one slip in it."""
    if piece[0] in _DIGITS:
        return _DIGITS[_DIGITS.index(piece[0]) % 9 + 1] + piece[1:]
    number = re.match(r"[\d,]+(?:\.\d+)?", piece)
    if number is None:
        return None
    value = Decimal(number[0].replace(",", ""))
    factor = 1 if piece.endswith("%") else 10000 if piece.endswith("元") and not piece.endswith("万元") else 1
    slipped = value + max(Decimal("7.31") * factor, (value * Decimal("0.13")).quantize(_CENT))
    places = len(number[0].partition(".")[2])
    text = f"{slipped:,.{places}f}" if "," in number[0] else f"{slipped:.{places}f}"
    return text + piece[number.end() :]


def sentences(sample: str, path: Path) -> Iterator[Sentence]:
    """All right sentences of one file for a sample."""
    given = yaml.safe_load(path.read_text(encoding="utf-8"))
    subjects = Subjects(scene(sample), given["names"])
    for construction, patterns in given["sentences"].items():
        for turn, pattern in enumerate(patterns):
            found = list(subjects.bindings(pattern["bind"]))
            start = turn % max(1, len(found))
            for chosen in islice(_around(found, start), PER_SENTENCE):
                yield written(construction, _dated(pattern["text"], sample), chosen)


def _dated(text: str, sample: str) -> str:
    year = scene(sample).submission.year
    return text.replace("{year}", str(year)).replace("{last}", str(year - 1))


def _around(found: list[dict[str, Subject]], start: int) -> Iterator[dict[str, Subject]]:
    step = max(1, len(found) // PER_SENTENCE)
    yield from (found[(start + number * step) % len(found)] for number in range(min(PER_SENTENCE, len(found))))


def measured(sample: str, path: Path) -> list[Result]:
    """Every sentence of a file right, and with each of its figures wrong in turn."""
    found = scene(sample)
    results = []
    for sentence in sentences(sample, path):
        findings = judged(found, sentence.text)
        bad = tuple(f.code for f in findings if f.severity >= Severity.WARNING)
        listed = any(f.code == NOT_CHECKED for f in findings)
        outcome = "false" if bad else "listed" if listed else "compared"
        results.append(Result(sentence.construction, sentence.text, wrong=False, outcome=outcome, codes=bad))
        for figure in sentence.figures:
            wrong = sentence.wrong(figure)
            if wrong is not None:
                results.append(_wrong(found, wrong, figure))
    return results


def _wrong(found: Scene, sentence: Sentence, figure: int) -> Result:
    findings = judged(found, sentence.text)
    bad = tuple(f.code for f in findings if f.severity >= Severity.WARNING)
    typed = sentence.pieces[figure]
    number = re.sub(r"(?:元整|万元|元|%)$", "", typed)
    listed = [figure.text for f in findings if f.code == NOT_CHECKED for figure in f.figures]
    outcome = "found" if bad else "listed" if any(number in text for text in listed) else "silent"
    return Result(sentence.construction, sentence.text, wrong=True, outcome=outcome, codes=bad)


def summary(results: Sequence[Result]) -> dict[str, dict[str, int]]:
    """Counts per construction, and over all."""
    table: dict[str, Counter[str]] = {}
    for result in results:
        key = ("wrong " if result.wrong else "right ") + result.outcome
        for name in (result.construction, "all"):
            table.setdefault(name, Counter())[key] += 1
    return {name: dict(counts) for name, counts in table.items()}


COLUMNS = ("right compared", "right listed", "right false", "wrong found", "wrong listed", "wrong silent")


def measure(samples: Sequence[str], path: Path, workers: int = 2) -> list[Result]:
    """The sentences of one file over several samples."""
    with ProcessPoolExecutor(workers) as pool:
        return [r for found in pool.map(measured, samples, [path] * len(samples)) for r in found]


def report(results: Sequence[Result]) -> Iterator[str]:
    """The table as lines of text."""
    yield f"{'construction':18}" + "".join(f"{column:>16}" for column in COLUMNS)
    for name, counts in summary(results).items():
        yield f"{name:18}" + "".join(f"{counts.get(column, 0):16}" for column in COLUMNS)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--heldout", action="store_true", help="the sentences kept apart from tuning")
    parser.add_argument("--sample", action="append", choices=CLEAN)
    parser.add_argument("--show", choices=["false", "listed", "silent", "unread"])
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    results = measure(options.sample or list(CLEAN), HELDOUT if options.heldout else TUNING)
    if options.json:
        print(json.dumps(summary(results), ensure_ascii=False, indent=2))
        return
    print(*report(results), sep="\n")
    for result in results if options.show else ():
        unread = options.show == "unread" and not result.wrong and result.outcome == "listed"
        if unread or (result.outcome == options.show and (result.wrong or options.show == "false")):
            print(result.construction, "·", result.text, *result.codes)


if __name__ == "__main__":
    main()
