"""Small invented packs and inputs, written into a temporary folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

from generator.domain.submission import Disclosure
from generator.forms.printed import PrintedForm, printed_form
from generator.forms.workbook import input_workbook
from generator.packs.pack import Pack
from generator.readers import read
from generator.reconcile import reconcile

_PACK = """\
id: invented
title: 试验
extends: base
years: [2024]
document_title: "{{entity}}预算"
outline:
  parts:
    - {{title: 公开表, forms: [{forms}]}}
"""
_DIMENSIONS = """\
unit: {name: 预算单位, dynamic: true, partition: true}
gov_economic:
  name: 政府预算支出经济分类
  catalog: economic_government
  lengths: [3, 5]
  partition: true
  within: {flow: expenditure}
kind:
  name: 支出类别
  partition: true
  within: {flow: expenditure}
  members:
    - code: basic
      name: 基本支出
      members:
        - {code: personnel, name: 人员经费}
        - {code: public, name: 公用经费}
    - code: project
      name: 项目支出
      members:
        - {code: running, name: 其他运转类}
        - {code: special, name: 特定目标类}
"""
HEAD = "pack: invented\nyear: 2024\nentity: {code: 101, name: 云岭市某局, level: 部门}\n"


@dataclass(frozen=True)
class Invented:
    """A pack in ``folder`` and what reading inputs by it gives."""

    folder: Path

    def disclosure(self, text: str) -> Disclosure:
        """The input ``text`` (below its head), read and reconciled."""
        return self._reconciled(self._written(text))

    def through_workbook(self, text: str) -> Disclosure:
        """The same input, drawn as a workbook and read from there."""
        submission, pack = read(self._written(text), (self.folder,))
        path = self.folder / "input.xlsx"
        path.write_bytes(input_workbook(pack, submission.entity, submission.year, submission))
        return self._reconciled(path)

    def pack(self) -> Pack:
        """The pack."""
        return read(self._written(""), (self.folder,))[1]

    def printed(self, disclosure: Disclosure, form: str) -> PrintedForm:
        """A form as it is published."""
        return printed_form(self.pack(), self.pack().forms[form], disclosure)

    def _reconciled(self, path: Path) -> Disclosure:
        return reconcile(*read(path, (self.folder,)))

    def _written(self, text: str) -> Path:
        path = self.folder / "input.yaml"
        path.write_text(HEAD + dedent(text), encoding="utf-8")
        return path


def invented(folder: Path, files: dict[str, str] | None = None, **forms: str) -> Invented:
    """A pack with these forms (id → the rest of its declaration) and further files by name."""
    home = folder / "invented"
    (home / "forms").mkdir(parents=True)
    written = {"pack.yaml": _PACK.format(forms=", ".join(forms)), "dimensions.yaml": _DIMENSIONS, **(files or {})}
    for name, text in written.items():
        (home / name).parent.mkdir(exist_ok=True, parents=True)
        (home / name).write_text(dedent(text), encoding="utf-8")
    for form, text in forms.items():
        body = f"id: {form}\ntitle: {form}表\nsheet: {form}\ncolumn_numbers: false\n{dedent(text)}"
        (home / "forms" / f"{form}.yaml").write_text(body, encoding="utf-8")
    return Invented(folder)


def texts(printed: PrintedForm) -> list[tuple[str, ...]]:
    """The body of a printed form."""
    return [tuple(cell.text for cell in row) for row in printed.rows]


def codes(disclosure: Disclosure, at_least: str = "WARNING") -> list[str]:
    """The codes of findings, warnings and errors unless told otherwise; that projects are not listed does not count."""
    levels = ("INFO", "HINT", "WARNING", "ERROR")
    bad = levels[levels.index(at_least) :]
    found = [finding.code for finding in disclosure.findings if finding.severity.name in bad]
    return [code for code in found if code != "PROJ-01"]
