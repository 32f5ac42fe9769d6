"""Names that packs give to looks: of roles, tables, fonts, and the classes in their templates and style sheets."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator

# Letters of any script, digits, _ and -.
_NAME = re.compile(r"[\w-]{1,60}")
_RESERVED = frozenset({"skip", "draft-note", "line", "to", "to-none", "in-cell"})
_PAGE = re.compile(r"(portrait|landscape)-(none|restart-[ab]|continue)")


@lru_cache(maxsize=1024)
def reserved(name: str) -> bool:
    """Whether the writers use the class for themselves: some of them move or hide what carries it."""
    return name in _RESERVED or _PAGE.fullmatch(name) is not None


@lru_cache(maxsize=1024)
def usable(name: str) -> bool:
    """Whether a template or style sheet may use the class ``name``."""
    return _NAME.fullmatch(name) is not None and not reserved(name)


def _checked(name: str) -> str:
    if _NAME.fullmatch(name) is None:
        msg = f"名称“{name[:20]}”只能由文字、数字、_ 和 - 组成，最多 60 个字"
        raise ValueError(msg)
    return name


def _checked_or_none(name: str) -> str:
    return _checked(name) if name else ""


Name = Annotated[str, AfterValidator(_checked)]
"""A name as it stands in a file of a pack: it becomes a CSS class and the name of a Word style."""
NameOrNone = Annotated[str, AfterValidator(_checked_or_none)]
"""The same where none is needed."""
