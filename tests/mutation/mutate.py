"""Measured recall: change one stated figure at a time and see whether the checks find it, and where.

For every figure of every clean sample and every kind of slip, the checks run once. Reported per form and per kind:
found, found at the right cell (the first finding's first place), missed; and the figures no rule protects, since
nothing else in the document restates them: for them no change of the amount is found. That a sign is wrong or a
figure is missing may be seen from the figure itself, so those two kinds of slip do not count for this.

    python tests/mutation/mutate.py [--every N] [--sample NAME] [--json]
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from generator.domain.amounts import NOTHING, Amount
from generator.domain.facts import Statement
from generator.domain.findings import Finding
from generator.domain.submission import Submission
from generator.packs.pack import Pack
from generator.readers import read
from generator.reconcile import reconcile
from samples import CLEAN, INPUTS

Change = Callable[[Statement, Statement | None], dict[Statement, Statement] | None]
"""What becomes of a statement and its neighbour below; None where the slip cannot be made."""


def _restated(statement: Statement, number: Decimal) -> Statement:
    return dataclasses.replace(statement, amount=Amount.stated(number, statement.amount.unit), blank=False)


def _number(statement: Statement) -> Decimal:
    return statement.amount.number(statement.amount.unit)


def _by(change: Callable[[Decimal], Decimal]) -> Change:
    def apply(statement: Statement, _: Statement | None) -> dict[Statement, Statement] | None:
        number = change(_number(statement))
        return None if number == _number(statement) else {statement: _restated(statement, number)}

    return apply


def _swapped(number: Decimal) -> Decimal:
    """Two neighbouring digits that differ, changed over: 1295.65 → 2195.65."""
    text = str(number)
    for at in range(len(text) - 1):
        if text[at].isdigit() and text[at + 1].isdigit() and text[at] != text[at + 1]:
            return Decimal(text[:at] + text[at + 1] + text[at] + text[at + 2 :])
    return number


def _dropped(statement: Statement, _: Statement | None) -> dict[Statement, Statement] | None:
    if statement.amount.is_zero:
        return None
    return {statement: dataclasses.replace(statement, amount=NOTHING, blank=True)}


def _moved(statement: Statement, below: Statement | None) -> dict[Statement, Statement] | None:
    """The figure slipped into the next row, whose own figure slipped up."""
    if below is None or below.amount.value == statement.amount.value:
        return None
    return {
        statement: dataclasses.replace(statement, amount=below.amount, blank=below.blank),
        below: dataclasses.replace(below, amount=statement.amount, blank=statement.blank),
    }


KINDS: dict[str, Change] = {
    "+0.01": _by(lambda n: n + Decimal("0.01")),
    "-0.01": _by(lambda n: n - Decimal("0.01")),
    "digits": _by(_swapped),
    "x10": _by(lambda n: n * 10),
    "sign": _by(lambda n: -n),
    "unit": _by(lambda n: n * 10000),
    "dropped": _dropped,
    "moved": _moved,
}


@dataclass(frozen=True, slots=True)
class Case:
    """One slip: which figure of which sample, and how."""

    sample: str
    form: str
    index: int
    kind: str


@dataclass(frozen=True, slots=True)
class Result:
    """What the checks made of a slip."""

    case: Case
    label: str
    found: bool
    named: bool


def figures(submission: Submission) -> Iterator[tuple[str, int, Statement]]:
    """Every stated figure: form, position, statement. Forms first, then what stands outside them."""
    for form, stated in submission.forms.items():
        for index, statement in enumerate(stated.statements):
            if not statement.blank:
                yield form, index, statement
    for index, statement in enumerate(submission.statements):
        if not statement.blank:
            yield "", index, statement


def cases(sample: str, every: int = 1) -> list[Case]:
    """Every slip of every figure of a sample, or one in ``every``."""
    submission, _ = _read(sample)
    found = [Case(sample, form, index, kind) for form, index, _ in figures(submission) for kind in KINDS]
    return found[::every]


_CACHE: dict[str, tuple[Submission, Pack]] = {}


def _read(sample: str) -> tuple[Submission, Pack]:
    if sample not in _CACHE:
        _CACHE[sample] = read(INPUTS / f"{sample}.yaml")
    return _CACHE[sample]


def run(case: Case) -> Result | None:
    """Make one slip and run the checks. None where the slip cannot be made."""
    statements, changed = _change(case)
    if not changed:
        return None
    wrong = slipped(case)
    assert wrong is not None
    clean = _baseline(case.sample)
    new = [f for f in reconcile(wrong, _read(case.sample)[1]).findings if _key(f) not in clean]
    places = {s.location for s in changed}
    named = bool(new) and any(place in places for place in new[0].locations[:1])
    return Result(case, statements[case.index].label, bool(new), named)


def slipped(case: Case) -> Submission | None:
    """The sample with one slip in it. None where the slip cannot be made."""
    statements, changed = _change(case)
    if not changed:
        return None
    wrong = tuple(changed.get(s, s) if s in changed else s for s in statements)
    return _with(_read(case.sample)[0], case.form, wrong)


def _change(case: Case) -> tuple[tuple[Statement, ...], dict[Statement, Statement]]:
    """The statements a slip is among, and what becomes of some of them."""
    submission, _ = _read(case.sample)
    statements = submission.forms[case.form].statements if case.form else submission.statements
    return statements, KINDS[case.kind](statements[case.index], _below(statements, case.index)) or {}


def _below(statements: tuple[Statement, ...], index: int) -> Statement | None:
    """The statement in the next row of the same column."""
    column = statements[index].label.rpartition("·")[2]
    return next((s for s in statements[index + 1 :] if s.label.rpartition("·")[2] == column), None)


def _with(submission: Submission, form: str, statements: tuple[Statement, ...]) -> Submission:
    if not form:
        return dataclasses.replace(submission, statements=statements)
    changed = dataclasses.replace(submission.forms[form], statements=statements)
    return dataclasses.replace(submission, forms={**submission.forms, form: changed})


_BASE: dict[str, frozenset[tuple[str, str]]] = {}


def _baseline(sample: str) -> frozenset[tuple[str, str]]:
    if sample not in _BASE:
        _BASE[sample] = frozenset(_key(f) for f in reconcile(*_read(sample)).findings)
    return _BASE[sample]


def _key(finding: Finding) -> tuple[str, str]:
    return finding.code, finding.message


def missing_rows(sample: str) -> Iterator[tuple[str, str, str, Submission]]:
    """The sample without one row that has an amount, as it has in another form: form, dimension, code, what is left."""
    submission, _ = _read(sample)
    elsewhere: dict[str, set[str]] = {}
    for name, given in submission.forms.items():
        for statement in given.statements:
            for _, member in statement.at if not statement.amount.is_zero else ():
                elsewhere.setdefault(member, set()).add(name)
    for form, stated in submission.forms.items():
        for dimension in dict.fromkeys(key for row in stated.rows if len(row) == 1 for key, _ in row):
            tree = submission.dimensions[dimension]
            listed = {found for row in stated.rows if (found := row.get(dimension))}
            inner = {tree.parent(code) for code in listed}
            amounts = (s.at.get(dimension) for s in stated.statements if not s.amount.is_zero)
            money = {code for code in amounts if code is not None}
            for code in sorted((listed - inner) & money if tree.lengths else ()):
                if elsewhere[code] - {form}:
                    yield form, dimension, code, without_row(submission, form, dimension, code)


def without_row(submission: Submission, form: str, dimension: str, code: str) -> Submission:
    """A submission of which one form lacks one row."""
    old = submission.forms[form]
    closures = (
        dataclasses.replace(c, listed=c.listed - {code}) if c.dimension == dimension else c for c in old.closures
    )
    changed = dataclasses.replace(
        old,
        statements=tuple(s for s in old.statements if s.at.get(dimension) != code),
        closures=tuple(closures),
        rows=tuple(row for row in old.rows if row.get(dimension) != code),
    )
    return dataclasses.replace(submission, forms={**submission.forms, form: changed})


def rows_named(sample: str) -> tuple[int, int, int]:
    """Rows left out of the sample one at a time: how many, how many found, how many named first as missing."""
    clean, pack = _baseline(sample), _read(sample)[1]
    slips = found = named = 0
    for _, _, code, left in missing_rows(sample):
        new = [f for f in reconcile(left, pack).findings if _key(f) not in clean]
        slips, found = slips + 1, found + bool(new)
        cause = new[0].cause if new else None
        told = cause.figure.label if cause and cause.rows == 1 else new[0].message if new else ""
        named += f"“{code} " in told
    return slips, found, named


SHAPE = frozenset({"sign", "dropped"})
"""Slips that may be seen from the figure itself."""


def unprotected(results: list[Result]) -> list[tuple[str, str, str]]:
    """Figures for which no change of the amount was found: sample, form, label."""
    seen: dict[tuple[str, str, str], bool] = {}
    for result in results:
        if result.case.kind not in SHAPE:
            key = (result.case.sample, result.case.form, result.label)
            seen[key] = seen.get(key, False) or result.found
    return [key for key, found in seen.items() if not found]


def summary(results: list[Result]) -> dict[str, object]:
    """Counts overall, per form and per kind; recall is over the figures some other figure restates."""
    bare = set(unprotected(results))
    restated = [r for r in results if (r.case.sample, r.case.form, r.label) not in bare]
    return {
        "slips": len(results),
        "restated": _counts(restated),
        "per form": {form: _counts([r for r in restated if r.case.form == form]) for form in _values(restated, "form")},
        "per kind": {kind: _counts([r for r in restated if r.case.kind == kind]) for kind in _values(restated, "kind")},
        "missed": [f"{r.case.sample} {r.case.form} {r.label} {r.case.kind}" for r in restated if not r.found],
        "unprotected": [" ".join(key) for key in sorted(bare)],
    }


def _values(results: list[Result], name: str) -> list[str]:
    return list(dict.fromkeys(getattr(r.case, name) for r in results))


def _counts(results: list[Result]) -> dict[str, float]:
    counts = Counter({"slips": len(results), "found": 0, "named": 0})
    counts.update(found=sum(r.found for r in results), named=sum(r.named for r in results))
    total = max(1, len(results))
    return {**counts, "recall": counts["found"] / total, "named share": counts["named"] / max(1, counts["found"])}


def measure(samples: list[str], every: int = 1, workers: int = 2) -> list[Result]:
    """Run the slips of ``samples`` in ``workers`` processes."""
    todo = [case for sample in samples for case in cases(sample, every)]
    with ProcessPoolExecutor(workers) as pool:
        return [result for result in pool.map(run, todo, chunksize=50) if result is not None]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--sample", action="append", choices=CLEAN)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    report = summary(measure(options.sample or list(CLEAN), options.every))
    if options.json:
        print(json.dumps(report, ensure_ascii=False, indent=2))
        return
    print(f"{report['slips']} slips")
    for group in ("restated", "per form", "per kind"):
        rows = report[group]
        assert isinstance(rows, dict)
        for name, row in {"all restated figures": rows}.items() if group == "restated" else rows.items():
            print(
                f"{name or 'outside forms':42} {row['slips']:6.0f} slips {row['recall']:8.2%} found"
                f" {row['named share']:8.2%} named first"
            )
    with ProcessPoolExecutor() as pool:
        slips, found, named = map(sum, zip(*pool.map(rows_named, options.sample or list(CLEAN)), strict=True))
    print(f"{'rows left out':42} {slips:6.0f} slips {found / slips:8.2%} found {named / found:8.2%} named first")
    for group in ("missed", "unprotected"):
        lines = report[group]
        assert isinstance(lines, list)
        print(f"\n{group}: {len(lines)}", *lines, sep="\n  ")


if __name__ == "__main__":
    main()
