"""Colors of text and of what is behind it: whether one can be told from the other."""

from __future__ import annotations

Color = tuple[int, int, int]
WHITE: Color = (255, 255, 255)
BLACK: Color = (0, 0, 0)
LEAST_CONTRAST = 1.5
"""As WCAG counts, where black on white is 21; light grey (#d0d0d0) on white is 1.5. Less is as good as nothing."""


def contrast(one: Color, other: Color) -> float:
    """The contrast of two colors, 1 to 21 (WCAG 2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def blended(behind: Color, color: Color, alpha: int) -> Color:
    """``color`` laid over ``behind``; ``alpha`` goes to 255."""
    red, green, blue = (round(under + (over - under) * alpha / 255) for under, over in zip(behind, color, strict=True))
    return red, green, blue


def parsed(text: str) -> Color | None:
    """A color written as six or three hexadecimal digits, with or without ``#``; None for anything else."""
    digits = text.strip().removeprefix("#")
    if len(digits) == 3:  # noqa: PLR2004 - the short form
        digits = "".join(digit * 2 for digit in digits)
    try:
        red, green, blue = bytes.fromhex(digits)
    except ValueError:
        return None
    return red, green, blue


def _luminance(color: Color) -> float:
    red, green, blue = (_linear(part / 255) for part in color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB
