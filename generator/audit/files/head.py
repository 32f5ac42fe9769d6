"""What facts as JSON say besides facts and tables: whose they are, and the names of forms and dimensions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.audit.characters import suspicious
from generator.audit.files.approved import Approved
from generator.audit.files.difference import Ledger
from generator.domain.coordinates import Dimension
from generator.packs.titles import fill, title_names

_OWN = frozenset({"format", "version", "facts", "tables"})
"""What the format says of itself, and what is compared item by item."""
_SHOWN = 60


def check_head(content: Mapping[str, object], approved: Approved, ledger: Ledger) -> None:
    """Compare everything but facts and tables; nothing else may be there, and no character that hides something."""
    expected = _expected(approved)
    for name, value in expected.items():
        if content.get(name) != value:
            ledger.tell(name, "与核定的内容不同。", str(value)[:_SHOWN], str(content.get(name))[:_SHOWN])
    for name in sorted(content.keys() - expected.keys() - {"dimensions", *_OWN}):
        ledger.tell(name, "是不该有的一项。", "", str(content[name])[:_SHOWN])
    _check_dimensions(content.get("dimensions"), approved.disclosure.submission.dimensions, ledger)
    for text in dict.fromkeys(_texts(content)):
        for found in suspicious(text):
            ledger.tell("机读数据", f"“{text[:_SHOWN]}”中有{found.shown}。", "", found.text)


def _expected(approved: Approved) -> dict[str, object]:
    document, disclosure, pack = approved.document, approved.disclosure, approved.pack
    submission, entity = disclosure.submission, disclosure.submission.entity
    words = {**pack.terms(entity.level), **title_names(entity, submission.year)}
    units = [
        {"name": unit.name, "nature": unit.nature, "rank": unit.rank, "funding": unit.funding} for unit in entity.units
    ]
    return {
        "title": document.title,
        "draft": document.draft,
        "pack": {"id": pack.id, "version": pack.manifest.version},
        "year": submission.year,
        "approved": submission.approved or None,
        "entity": {"code": entity.code, "name": entity.name, "level": entity.level, "units": units},
        "forms": {
            form.id: {"title": fill(form.title, words), "status": state.status, "empty": state.empty}
            for form in pack.forms.values()
            if (state := disclosure.forms.get(form.id)) is not None
        },
    }


def _check_dimensions(found: object, trees: Mapping[str, Dimension], ledger: Ledger) -> None:
    """Every name and parent that is told of a dimension is the tree's own."""
    for key, dimension in (found if isinstance(found, dict) else {"": None}).items():
        tree = trees.get(key)
        if tree is None or not isinstance(dimension, dict) or dimension.get("name") != tree.name:
            ledger.tell("dimensions", f"没有维度“{key}”，或名称不同。", tree.name if tree else "", str(key))
            continue
        for code, member in (dimension.get("members") or {}).items():
            known = {"name": tree.name_of(code), "parent": tree.parent(code)} if code in tree.members else None
            if member != known:
                ledger.tell(f"dimensions {key}", f"“{code}”的名称或上级不同。", str(known), str(member)[:_SHOWN])


def _texts(value: object) -> Iterator[str]:
    """Every text in a JSON value that people may read."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
