"""Finding a form by what an input calls it: its title, the name of its sheet, its id."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.domain.records import Entity
from generator.packs.form import Form
from generator.packs.pack import Pack
from generator.packs.titles import fill, title_names
from generator.readers.text import squeeze

_YEAR = re.compile(r"[0-9]{4}年(?:度)?")
_NUMBER = re.compile(
    r"^(?:(?:附?表|附件)[一二三四五六七八九十0-9]+[:、._-]*|[一二三四五六七八九十0-9]+[:、._)-]+|[0-9]+)"
)
_TAIL = re.compile(r"(?:[0-9]{4,}|[._-]+|\((?:万元|元|[0-9]+)\))+$")
SHEET_NAME_LIMIT = 31
"""Excel cuts sheet names off here."""


class FormIndex:
    """The forms that an entity of this level may publish in this year, by name."""

    def __init__(self, pack: Pack, entity: Entity, year: int) -> None:
        self._entity = squeeze(entity.name)
        self.forms = tuple(form for form in pack.forms.values() if applies(form, entity.level, year))
        self._by_name: dict[str, Form] = {}
        names = title_names(entity, year)
        for form in self.forms:
            for name in _names(form, pack.manifest.levels, names):
                self._by_name.setdefault(self._plain(name), form)

    def find(self, text: str) -> Form | None:
        """The form called ``text``; None where there is none of that name."""
        plain = self._plain(text)
        if plain in self._by_name:
            return self._by_name[plain]
        return self._cut_off(plain) if len(text) == SHEET_NAME_LIMIT else None

    def names(self) -> tuple[str, ...]:
        """Names to suggest: ids and sheet names."""
        return tuple(name for form in self.forms for name in (form.id, form.sheet))

    def _cut_off(self, plain: str) -> Form | None:
        found = {form.id: form for name, form in self._by_name.items() if name.startswith(plain)}
        return next(iter(found.values())) if len(found) == 1 else None

    def _plain(self, text: str) -> str:
        text = _TAIL.sub("", _YEAR.sub("", squeeze(text)))
        shorter = _NUMBER.sub("", text)
        text = shorter or text
        return text.replace(self._entity, "") if self._entity and text != self._entity else text


def applies(form: Form, level: str, year: int) -> bool:
    """Whether an entity of ``level`` has this form in ``year``."""
    return level in form.levels and (not form.years or year in form.years)


def _names(form: Form, levels: tuple[str, ...], names: dict[str, str]) -> Iterator[str]:
    yield form.id
    yield form.sheet
    for title in (form.title, *form.aliases):
        for level in (*levels, ""):
            yield fill(title, {**names, "level": level})
