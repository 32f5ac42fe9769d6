"""What a disclosure must have: cells, texts, projects, a pack for its year."""

from __future__ import annotations

import dataclasses

from generator.domain.facts import Unknown
from generator.reconcile import reconcile
from ruled import codes, given, sample_pack, with_projects


def test_a_cell_that_cannot_be_worked_out_is_told() -> None:
    base = given()
    form = base.forms["procurement"]
    cell = next(s for s in form.statements if s.label == "信息化中心专项经费·单价")
    kept = tuple(s for s in form.statements if s is not cell)
    gap = Unknown(cell.at, form.form, cell.label, cell.location)
    form = dataclasses.replace(form, statements=kept, unknowns=(gap,))
    result = reconcile(dataclasses.replace(base, forms={**base.forms, "procurement": form}), sample_pack())
    assert [f.locations for f in result.findings if f.code == "FORM-03"] == [(cell.location,)]


def test_required_texts_and_projects_are_missed() -> None:
    base = with_projects(given())
    base = dataclasses.replace(base, records=dataclasses.replace(base.records, texts={}))
    assert {"TEXT-01", "PROJ-01"} <= codes(reconcile(base, sample_pack()).errors)


def test_a_pack_is_for_its_years() -> None:
    assert "META-01" in codes(reconcile(dataclasses.replace(given(), year=2019), sample_pack()).errors)
