"""Colours as figures: whether letters of one can be read on another (contrast as WCAG 2 reckons it)."""

from __future__ import annotations

LEGIBLE = 2.5
"""The least contrast between letters and what is behind them."""
ON_PAPER = 3.9
"""The least contrast of letters with white paper: pure red has just a little more."""
WHITE = "#ffffff"
# sRGB: below the first value light grows evenly, above it by a power.
_LINEAR, _SLOPE, _OFFSET, _POWER = 0.04045, 12.92, 0.055, 2.4
_SHARES = (0.2126, 0.7152, 0.0722)
_GLARE = 0.05
LIGHT = LEGIBLE * (1 + _GLARE) / ON_PAPER - _GLARE
"""The least luminance of a ground on which every colour that is legible on paper is legible."""


def luminance(colour: str) -> float:
    """How light ``#rrggbb`` is: 0 black, 1 white."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return sum(share * _linear(channel) for share, channel in zip(_SHARES, channels, strict=True))


def contrast(one: str, other: str) -> float:
    """The contrast between two colours: 1 none, 21 black on white."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + _GLARE) / (dark + _GLARE)


def _linear(channel: float) -> float:
    return channel / _SLOPE if channel <= _LINEAR else ((channel + _OFFSET) / (1 + _OFFSET)) ** _POWER
