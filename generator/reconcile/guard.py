"""A check that breaks down becomes one finding; the other checks go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from generator.domain.errors import DEBUG, DisclosureError, debugging
from generator.domain.findings import Finding
from generator.domain.location import Location
from generator.reconcile.codes import CATALOGUE, RULE_BROKEN

Result = TypeVar("Result")


def guarded(
    name: str, place: Location, check: Callable[[], Iterable[Result]], otherwise: Iterable[Finding] = ()
) -> list[Result | Finding]:
    """What ``check`` finds; where it breaks down, what it found until then, a finding that it did, and ``otherwise``.

    ``name`` is what the message calls the check. Errors meant for the user, and a lack of memory, pass through.
    """
    found: list[Result | Finding] = []
    try:
        found.extend(check())
    except (DisclosureError, MemoryError):
        raise
    except Exception as error:
        if debugging():
            raise
        found += [_broken(name, place, error), *otherwise]
    return found


def _broken(name: str, place: Location, error: Exception) -> Finding:
    severity, title = CATALOGUE[RULE_BROKEN]
    reason = f"{type(error).__name__}: {error}".strip(": ")
    return Finding(
        RULE_BROKEN,
        severity,
        f"{title}：“{name}”（{reason}）。这一类问题没有查全。",
        (place,),
        remedy=f"这是程序的问题，请把输入文件和这条信息交给维护人员；设 {DEBUG}=1 再运行可看到详细原因。",
    )
