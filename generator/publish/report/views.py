"""A report as its template sees it: plain values with named parts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from generator.compose.views import Record
from generator.domain.findings import Figure, Finding, Severity
from generator.domain.location import Location
from generator.publish.report.drawing import DrawnCell, DrawnForm, drawn_forms, kind_name
from generator.publish.report.excerpts import Excerpt, Excerpts
from generator.publish.report.groups import Group, Item, Report, faulty
from generator.publish.report.marks import marks_of, suspects
from generator.publish.report.words import heading, is_nothing, place_words, places_of, short
from generator.publish.rulebook import own_entries, pack_entries


def document_views(reports: Sequence[Report]) -> list[Record]:
    """Every document of a report."""
    return [_Document(report, f"d{number}").view() for number, report in enumerate(reports, 1)]


class _Document:
    """One document: anchors are unique by its prefix, and places link to the cells that are drawn."""

    def __init__(self, report: Report, prefix: str) -> None:
        self.report = report
        self.prefix = prefix
        self.excerpts = Excerpts(report.outcome)
        self.forms: tuple[DrawnForm, ...] = drawn_forms(report, marks_of(report), prefix)
        self.anchors = {cell.mark.place: cell.anchor for form in self.forms for cell in form.cells}
        self.anchors |= {
            place: form.anchor
            for form in self.forms
            for place, name in report.cells.forms.items()
            if name == form.form and place not in self.anchors
        }

    def view(self) -> Record:
        report, outcome = self.report, self.report.outcome
        disclosure, pack = outcome.disclosure, outcome.pack
        submission = disclosure.submission if disclosure else None
        parts: dict[str, object] = {
            "anchor": self.prefix,
            "title": outcome.title or outcome.input.name,
            "input": outcome.input.name,
            "files": list(submission.inputs) if submission else [],
            "entity": submission.entity.name if submission else "",
            "code": submission.entity.code if submission else "",
            "year": submission.year if submission else "",
            "pack": pack.manifest.title if pack else "",
            "unusable": outcome.error is not None,
            "faulty": outcome.error is not None and faulty(outcome.error),
            "counts": {severity.name.lower(): report.count(severity) for severity in Severity},
            "causes": [self._group(number, group) for number, group in enumerate(report.causes, 1)],
            "levels": [self._level(severity) for severity in sorted(Severity, reverse=True)],
            "compared": self._compared(),
            "forms": [self._form(form) for form in self.forms],
        }
        return Record("文件", parts)

    def _compared(self) -> list[Record]:
        """The rules that had something to look at."""
        disclosure, pack = self.report.outcome.disclosure, self.report.outcome.pack
        if disclosure is None or pack is None:
            return []
        known = {entry.code: entry.title for entry in (*own_entries().values(), *pack_entries(pack).values())}
        return [
            Record("规则", {"code": code, "title": known.get(code, ""), "count": count})
            for code, count in disclosure.compared.items()
        ]

    def _level(self, severity: Severity) -> Record:
        groups = [group for group in self.report.others if group.severity is severity]
        parts: dict[str, object] = {
            "name": severity.name.lower(),
            "label": severity.label,
            "groups": [self._group(0, group) for group in groups],
            "count": len(groups),
        }
        return Record("级别", parts)

    def _group(self, number: int, group: Group) -> Record:
        cause = group.cause
        parts: dict[str, object] = {
            "anchor": f"{self.prefix}-g{number}",
            "number": number,
            "certain": cause is not None and cause.certain,
            "label": cause.figure.label if cause else "",
            "text": cause.figure.text if cause else "",
            "expected": cause.expected if cause else "",
            "votes": cause.votes if cause else 0,
            "rows": cause.rows if cause else 0,
            "swapped": self._figure(cause.swapped) if cause and cause.swapped else None,
            "severity": group.severity.name.lower(),
            "places": self._places(suspects(group) or group.places),
            "items": self._items(group),
        }
        return Record("问题", parts)

    def _items(self, group: Group) -> list[Record]:
        """The findings of a group; what several say alike about mending, and the same place, is said once."""
        told: set[str] = set()
        seen: set[Location] = set(group.places) if group.cause else set()
        views = []
        for item in group.items:
            remedy = "" if item.finding.remedy in told else item.finding.remedy
            views.append(self._item(item, remedy, seen))
            told.add(remedy)
            seen.update(item.finding.locations)
        return views

    def _item(self, item: Item, remedy: str, seen: Collection[Location]) -> Record:
        finding = item.finding
        told = [figure for figure in finding.figures if not is_nothing(figure)]
        parts: dict[str, object] = {
            "anchor": f"{self.prefix}-f{item.number}",
            "number": item.number,
            "severity": finding.severity.name.lower(),
            "label": finding.severity.label,
            "code": finding.code,
            "heading": heading(finding),
            "short": short(finding),
            "message": finding.message,
            "excerpt": _excerpt(self.excerpts.of(finding)),
            "figures": [self._figure(figure) for figure in told],
            "nothings": len(finding.figures) - len(told),
            "stated": finding.stated or "",
            "expected": finding.expected or "",
            "difference": finding.difference or "",
            "remedy": remedy,
            "waiver": _waiver(finding),
            "places": self._places(_untold(finding, told, seen)),
        }
        return Record("结果", parts)

    def _figure(self, figure: Figure) -> Record:
        parts = {"label": figure.label, "text": figure.text, "places": self._places(figure.locations)}
        return Record("数字", parts)

    def _places(self, places: Sequence[Location]) -> list[Record]:
        return [self._place(place) for place in dict.fromkeys(places)]

    def _place(self, place: Location) -> Record:
        several = len(self.report.outcome.disclosure.submission.inputs) > 1 if self.report.outcome.disclosure else True
        parts: Mapping[str, object] = {
            "text": str(place) if several else place_words(place),
            "anchor": self.anchors.get(place, ""),
        }
        return Record("位置", parts)

    def _form(self, form: DrawnForm) -> Record:
        view = {name: form.view.part(name) for name in form.view.part_names()}
        return Record("表", {**view, "prefix": self.prefix, "cells": [self._cell(cell) for cell in form.cells]})

    def _cell(self, cell: DrawnCell) -> Record:
        parts: dict[str, object] = {
            "anchor": cell.anchor,
            "label": cell.label,
            "text": cell.text,
            "unknown": cell.unknown,
            "kind": kind_name(cell.mark.kind),
            "expected": cell.mark.expected,
            "place": place_words(cell.mark.place),
            "items": [self._reference(item) for item in cell.mark.items],
        }
        return Record("格", parts)

    def _reference(self, item: Item) -> Record:
        parts = {"anchor": f"{self.prefix}-f{item.number}", "number": item.number, "short": short(item.finding)}
        return Record("结果", parts)


def _excerpt(excerpt: Excerpt | None) -> Record | None:
    if excerpt is None:
        return None
    return Record("原文", {"before": excerpt.before, "marked": excerpt.marked, "after": excerpt.after})


def _untold(finding: Finding, told: Sequence[Figure], seen: Collection[Location]) -> list[Location]:
    """The places that are neither seen already nor named by a figure of the finding."""
    named = {place for figure in told for place in figure.locations}
    return [place for place in places_of(finding) if place not in named and place not in seen]


def _waiver(finding: Finding) -> Record | None:
    waiver = finding.waiver
    if waiver is None:
        return None
    return Record("核对说明", {"reason": waiver.reason, "person": waiver.person, "date": waiver.date})
