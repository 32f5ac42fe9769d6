"""Values of properties: each kind is read from tokens, held to its bounds, and written anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import tinycss2.color3  # type: ignore[import-untyped]

from generator.packs.colours import LIGHT, ON_PAPER, WHITE, contrast, luminance

Tokens = tuple[Any, ...]
Declarations = dict[str, str]
POINTS: Mapping[str, float] = {"pt": 1, "px": 0.75, "mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72, "pc": 12}
_SHOWN = 40
_OPAQUE = frozenset({"rgb", "rgba"})


class Refused(ValueError):  # noqa: N818 - what it is called in the messages of this package
    """Something a style sheet may not say: the reason, without its full stop, and what to do."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Scene:
    """What of ``style.yaml`` matters: the faces by folded name, and whether style sheets may choose colours.

    ``text_faces``: those of them for Chinese. Colours are closed where ``style.yaml`` itself has light letters or dark
    grounds: then it alone can see that the two always meet.
    """

    faces: frozenset[str]
    text_faces: frozenset[str]
    colours: bool = True


Value = Callable[[Any, Scene], str]
"""Reads one token."""


def shown(text: str) -> str:
    """Text of a stranger for a message: short, and with nothing that is not seen."""
    short = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return "".join(char if char.isprintable() else f"U+{ord(char):04X}" for char in short)


def word(*words: str, **others: str) -> Value:
    """One of these words; ``others`` are written as another one."""
    known = {**{each: each for each in words}, **{key.replace("_", "-"): value for key, value in others.items()}}

    def read(token: Any, scene: Scene) -> str:
        del scene
        if token.type != "ident" or token.lower_value not in known:
            raise Refused("的值不在允许的范围内", f"可以写：{'、'.join(known)}。")
        return known[token.lower_value]

    return read


def length(low: float, high: float) -> Value:
    """A length from ``low`` to ``high`` points, in units that do not depend on anything else."""
    return partial(_length, low, high)


def number(low: float, high: float, *, whole: bool = False) -> Value:
    """A plain number from ``low`` to ``high``."""

    def read(token: Any, scene: Scene) -> str:
        del scene
        if token.type != "number" or not low <= token.value <= high or (whole and not token.is_integer):
            raise Refused(f"应是 {low:g} 到 {high:g} 的{'整数' if whole else '数'}")
        return f"{token.value:g}"

    return read


def either(*values: Value) -> Value:
    """What one of ``values`` reads; the reason of the last where none does."""

    def read(token: Any, scene: Scene) -> str:
        for value in values[:-1]:
            try:
                return value(token, scene)
            except Refused:
                continue
        return values[-1](token, scene)

    return read


def multiple(token: Any, scene: Scene) -> str:
    """A line pitch as a multiple of the font size: ``1.5`` or ``150%``."""
    del scene
    value = token.value / 100 if token.type == "percentage" else token.value if token.type == "number" else 0
    if not 1 <= value <= 4:  # noqa: PLR2004 - closer lines touch; wider ones are no text any more
        raise Refused("应是字号的 1 到 4 倍", "写作 line-height: 1.5。")
    return f"{value:g}"


def colour(token: Any, scene: Scene) -> str:
    """An opaque colour as ``#rrggbb``."""
    del scene
    plain = token.type in ("hash", "ident") or (token.type == "function" and token.lower_name in _OPAQUE)
    found = tinycss2.color3.parse_color(token) if plain else None
    if not isinstance(found, tinycss2.color3.RGBA) or found.alpha != 1:
        raise Refused("应是不透明的颜色", "写作 #rrggbb 或 rgb(…)。")
    return "#" + "".join(f"{round(min(max(channel, 0), 1) * 255):02x}" for channel in found[:3])


def letters(token: Any, scene: Scene) -> str:
    """A colour for letters: one that is legible on paper."""
    value = _free(token, scene)
    if contrast(value, WHITE) < ON_PAPER:
        raise Refused(f"{value} 太浅，印在纸上看不清", "请用较深的颜色。")
    return value


def ground(token: Any, scene: Scene) -> str:
    """A colour behind letters: one on which all colours for letters are legible."""
    value = _free(token, scene)
    if luminance(value) < LIGHT:
        raise Refused(f"{value} 太深，上面的字看不清", "请用较浅的颜色；深色表头请在 style.yaml 中写 head_fill。")
    return value


def _free(token: Any, scene: Scene) -> str:
    if not scene.colours:
        raise Refused("不能用：style.yaml 中有浅色的字或深色的底", "颜色请都在 style.yaml 中写。")
    return colour(token, scene)


def _length(low: float, high: float, token: Any, scene: Scene) -> str:
    del scene
    if token.type == "number" and token.value == 0:
        value = 0.0
    elif token.type == "dimension" and token.lower_unit in POINTS:
        value = round(token.value * POINTS[token.lower_unit], 3)
    else:
        raise Refused("应是以 pt、mm、cm、px 等为单位的长度", "不能用百分比、em 或函数。")
    if not low <= value <= high:
        raise Refused(f"应在 {low:g} 到 {high:g} 磅之间，实际是 {value:g} 磅")
    return f"{value:g}pt" if value else "0"
