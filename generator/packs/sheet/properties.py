"""The properties a style sheet may set. What is not listed here cannot be said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from generator.packs.sheet.values import (
    Declarations,
    Refused,
    Scene,
    Tokens,
    Value,
    colour,
    either,
    ground,
    length,
    letters,
    multiple,
    number,
    shown,
    word,
)
from generator.packs.style import SMALLEST

Property = Callable[[str, Tokens, Scene], Declarations]
"""From a property's name and value to declarations written anew."""
SIDES = ("top", "right", "bottom", "left")
# Little across and no large letters: in a table an amount would come to stand in the column beside its own.
_ACROSS, _DOWN, _GAP = 12, 60, 300
_LINE_WIDTH = 3
_LARGEST = 48
_BREAKS = word("auto", "avoid", "page", always="page", avoid_page="avoid")
_STYLES = word("none", "solid", "dashed", "dotted", "double")
_WIDTH = either(word(thin="0.75pt", medium="2.25pt"), length(0, _LINE_WIDTH))
# Which of the values of a shorthand each side takes, by how many values there are.
_SIDES_OF = {1: (0, 0, 0, 0), 2: (0, 1, 0, 1), 3: (0, 1, 2, 1), 4: (0, 1, 2, 3)}


def _one(value: Value, name: str = "") -> Property:
    """A property of one token, kept under ``name``."""

    def read(own: str, tokens: Tokens, scene: Scene) -> Declarations:
        if len(tokens) != 1:
            raise Refused("应只有一个值")
        return {name or own: value(tokens[0], scene)}

    return read


def _sides(pattern: str, values: Mapping[str, Value]) -> Property:
    """A shorthand of one to four values for the sides; ``pattern`` is the name of each: ``padding-{}``."""

    def read(own: str, tokens: Tokens, scene: Scene) -> Declarations:
        del own
        if len(tokens) not in _SIDES_OF:
            raise Refused("应有一到四个值")
        chosen = [tokens[place] for place in _SIDES_OF[len(tokens)]]
        return {pattern.format(side): values[side](token, scene) for side, token in zip(SIDES, chosen, strict=True)}

    return read


def _border(*sides: str) -> Property:
    """Width, style and colour of the lines at ``sides``, each at most once, in any order."""

    def read(own: str, tokens: Tokens, scene: Scene) -> Declarations:
        del own
        parts = {"width": "", "style": "none", "color": ""}
        for token in tokens:
            name, value = _border_part(token, scene)
            parts[name] = value
        if not 1 <= len(tokens) <= len(parts):
            raise Refused("应是线宽、线型和颜色")
        return {f"border-{side}-{name}": value for side in sides for name, value in parts.items() if value}

    return read


def _border_part(token: Any, scene: Scene) -> tuple[str, str]:
    for name, value in (("width", _WIDTH), ("style", _STYLES)):
        try:
            return name, value(token, scene)
        except Refused:
            continue
    return "color", colour(token, scene)


def _families(own: str, tokens: Tokens, scene: Scene) -> Declarations:
    """Faces of ``style.yaml``, one of them Chinese: others may not have what is to be printed."""
    names = list(_names(tokens))
    for name in names:
        if name.casefold() not in scene.faces:
            raise Refused(f"用了 style.yaml 的 fonts 中没有的字体“{shown(name)}”", "请先在 fonts 中写这个字体。")
    if not any(name.casefold() in scene.text_faces for name in names):
        raise Refused("没有中文字体", "请在其中加上 style.yaml 的 faces 中的一种字体。")
    return {own: ",".join(f'"{name}"' for name in names)}


def _names(tokens: Tokens) -> Iterator[str]:
    words: list[str] = []
    for token in (*tokens, None):
        if token is None or (token.type == "literal" and token.value == ","):
            if not words:
                raise Refused("写法有误", '字体名写在引号里，用逗号分开："宋体", "SimSun"。')
            yield " ".join(words)
            words = []
        elif token.type == "ident" or (token.type == "string" and not words):
            words.append(token.value)
        else:
            raise Refused("应是字体名")


def _box(name: str, down: float) -> dict[str, Property]:
    """``padding`` or ``margin``: ``down`` is the most above and below; to the sides there is little room in tables."""
    bounds = {side: length(0, down if side in ("top", "bottom") else _ACROSS) for side in SIDES}
    return {name: _sides(f"{name}-{{}}", bounds), **{f"{name}-{side}": _one(bounds[side]) for side in SIDES}}


def _borders() -> dict[str, Property]:
    parts: dict[str, Value] = {"width": _WIDTH, "style": _STYLES, "color": colour}
    found = {"border": _border(*SIDES)}
    for name, value in parts.items():
        found[f"border-{name}"] = _sides(f"border-{{}}-{name}", dict.fromkeys(SIDES, value))
    for side in SIDES:
        found[f"border-{side}"] = _border(side)
        found |= {f"border-{side}-{name}": _one(value) for name, value in parts.items()}
    return found


PROPERTIES: Mapping[str, Property] = {
    "color": _one(letters),
    "background": _one(ground, "background-color"),
    "background-color": _one(ground),
    "font-family": _families,
    "font-size": _one(length(SMALLEST, _LARGEST)),
    "font-weight": _one(either(word("normal", "bold"), number(100, 900, whole=True))),
    "font-style": _one(word("normal", "italic", oblique="italic")),
    "line-height": _one(multiple),
    "letter-spacing": _one(either(word("normal"), length(-0.5, 2))),
    "text-align": _one(word("left", "center", "right", "justify", start="left", end="right")),
    "text-indent": _one(length(0, _ACROSS)),
    "text-decoration": _one(word("none", "underline")),
    "vertical-align": _one(word("top", "middle", "bottom", "baseline")),
    **_box("padding", _DOWN),
    **_box("margin", _GAP),
    **_borders(),
    **dict.fromkeys(("break-before", "break-after"), _one(_BREAKS)),
    "break-inside": _one(word("auto", "avoid", avoid_page="avoid")),
    "page-break-before": _one(_BREAKS, "break-before"),
    "page-break-after": _one(_BREAKS, "break-after"),
    "page-break-inside": _one(word("auto", "avoid"), "break-inside"),
    **dict.fromkeys(("orphans", "widows"), _one(number(1, 9, whole=True))),
}
