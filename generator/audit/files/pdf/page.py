"""What stands on a page of a PDF, object by object in the order of drawing, read by PDFium."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import hypot
from typing import Any

import pypdfium2.raw as pdfium

Box = tuple[float, float, float, float]
"""Left, bottom, right and top in points."""
Color = tuple[int, int, int]
Matrix = tuple[float, float, float, float, float, float]
UPRIGHT: Matrix = (1, 0, 0, 1, 0, 0)
OPAQUE = 255
_BUFFER = 4096
_NO_CLIP = -1
_DEEPEST = 8
# As good as level; a face without italics is slanted by about a fifth.
_LEVEL, _SLANT = 0.001, 0.4


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text of one look. ``size`` is the height and width a character is drawn in, the smaller of both.

    ``order`` counts all objects of the page. ``color`` is None for a pattern; ``alpha`` goes to 255; ``mode`` is the
    rendering mode; ``clip`` what it is cut to; ``upright``: neither turned nor mirrored. ``font`` is PDFium's handle.
    """

    text: str
    order: int
    box: Box
    size: float
    upright: bool
    color: Color | None
    alpha: int
    mode: int
    clip: Box | None
    font: Any = field(compare=False, repr=False)

    @property
    def center(self) -> float:
        """How far to the right its middle is."""
        return (self.box[0] + self.box[2]) / 2

    @property
    def middle(self) -> float:
        """How far up its middle is."""
        return (self.box[1] + self.box[3]) / 2


@dataclass(frozen=True, slots=True)
class Shape:
    """Something drawn that is no text. ``hole``: what a frame leaves free. ``color``: None if it is no plain one."""

    order: int
    box: Box
    filled: bool
    color: Color | None
    alpha: int
    hole: Box | None = None

    def over(self, box: Box) -> float:
        """How much of ``box`` it lies on."""
        free = area(common(common(box, self.box), self.hole)) if self.hole else 0.0
        return area(common(box, self.box)) - free


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its box, texts and shapes. ``strange`` names what has no place on a page of a document."""

    box: Box
    texts: tuple[Text, ...]
    shapes: tuple[Shape, ...]
    strange: tuple[str, ...]


class PageReader:
    """Reads pages; the buffers handed to PDFium are made once."""

    def __init__(self) -> None:
        self._numbers = [ctypes.c_float() for _ in range(4)]
        self._colors = [ctypes.c_uint() for _ in range(4)]
        self._number, self._first, self._second = ctypes.c_float(), ctypes.c_int(), ctypes.c_int()
        self._matrix, self._rectangle = pdfium.FS_MATRIX(), pdfium.FS_RECTF()
        self._order = 0

    def read(self, page: Any) -> Page:
        """The content of an open page."""
        self._order = 0
        self._texts: list[Text] = []
        self._shapes: list[Shape] = []
        self._strange: list[str] = []
        self._words = pdfium.FPDFText_LoadPage(page)
        try:
            for index in range(pdfium.FPDFPage_CountObjects(page)):
                self._object(pdfium.FPDFPage_GetObject(page, index), UPRIGHT, OPAQUE, 0)
        finally:
            pdfium.FPDFText_ClosePage(self._words)
        return Page(self._page_box(page), tuple(self._texts), tuple(self._shapes), tuple(self._strange))

    def _page_box(self, page: Any) -> Box:
        pdfium.FPDF_GetPageBoundingBox(page, self._rectangle)
        of = self._rectangle
        return of.left, of.bottom, of.right, of.top

    def _object(self, item: Any, under: Matrix, alpha: int, depth: int) -> None:
        self._order += 1
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            self._text(item, under, alpha)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            self._shape(item, under, alpha)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner, own = self._own_matrix(item), self._color(item)[1]
            for index in range(pdfium.FPDFFormObj_CountObjects(item)):
                part = pdfium.FPDFFormObj_GetObject(item, index)
                self._object(part, multiplied(inner, under), alpha * own // OPAQUE, depth + 1)
        else:
            self._strange.append(_NAMES.get(kind, "不明内容"))

    def _text(self, item: Any, under: Matrix, alpha: int) -> None:
        pdfium.FPDFTextObj_GetFontSize(item, self._number)
        size, matrix = self._number.value, multiplied(self._own_matrix(item), under)
        a, b, c, d, _, _ = matrix
        color, own = self._color(item)
        self._texts.append(
            Text(
                text=self._string(item),
                order=self._order,
                box=self._bounds(item, under),
                size=size * min(hypot(a, b), hypot(c, d)),
                upright=a > 0 and d > 0 and abs(b) < _LEVEL * a and abs(c) < _SLANT * d,
                color=color,
                alpha=own * alpha // OPAQUE,
                mode=pdfium.FPDFTextObj_GetTextRenderMode(item),
                clip=self._clip(item, under),
                font=pdfium.FPDFTextObj_GetFont(item),
            )
        )

    def _shape(self, item: Any, under: Matrix, alpha: int) -> None:
        pdfium.FPDFPath_GetDrawMode(item, self._first, self._second)
        filled, stroked = bool(self._first.value), bool(self._second.value)
        if not filled and not (stroked and self._texts):
            return  # a line below all text neither hides nor colors any
        color, own = self._color(item) if filled else self._stroke(item)
        box = self._bounds(item, under)
        clip = self._clip(item, under)
        hole = self._hole(item, under) if self._first.value == pdfium.FPDF_FILLMODE_ALTERNATE else None
        box = common(box, clip) if clip else box
        self._shapes.append(Shape(self._order, box, filled, color, own * alpha // OPAQUE, hole))

    def _hole(self, item: Any, under: Matrix) -> Box | None:
        """The inner one of two boxes that make a frame."""
        segments = (pdfium.FPDFPath_GetPathSegment(item, at) for at in range(pdfium.FPDFPath_CountSegments(item)))
        boxes: list[list[tuple[float, float]]] = []
        for segment in segments:
            if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
                boxes.append([])
            if boxes:
                boxes[-1].extend(self._point(segment))
        if len(boxes) != 2:  # noqa: PLR2004 - a frame
            return None
        return moved(common(_around(boxes[0]), _around(boxes[1])), multiplied(self._own_matrix(item), under))

    def _string(self, item: Any) -> str:
        buffer = ctypes.create_string_buffer(_BUFFER)
        while True:
            size = pdfium.FPDFTextObj_GetText(item, self._words, ctypes.cast(buffer, _WIDE), len(buffer))
            if size <= len(buffer):
                return buffer.raw[: max(size - 2, 0)].decode("utf-16-le", "replace")
            buffer = ctypes.create_string_buffer(size)

    def _own_matrix(self, item: Any) -> Matrix:
        pdfium.FPDFPageObj_GetMatrix(item, self._matrix)
        of = self._matrix
        return of.a, of.b, of.c, of.d, of.e, of.f

    def _bounds(self, item: Any, under: Matrix) -> Box:
        left, bottom, right, top = self._numbers
        pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
        return moved((left.value, bottom.value, right.value, top.value), under)

    def _color(self, item: Any) -> tuple[Color | None, int]:
        return self._rgb(pdfium.FPDFPageObj_GetFillColor(item, *self._colors))

    def _stroke(self, item: Any) -> tuple[Color | None, int]:
        return self._rgb(pdfium.FPDFPageObj_GetStrokeColor(item, *self._colors))

    def _rgb(self, known: int) -> tuple[Color | None, int]:
        red, green, blue, alpha = (each.value for each in self._colors)
        return ((red, green, blue), alpha) if known else (None, OPAQUE)

    def _clip(self, item: Any, under: Matrix) -> Box | None:
        """The box of the narrowest clip around an object; clips are boxes in what we draw."""
        clip = pdfium.FPDFPageObj_GetClipPath(item)
        count = pdfium.FPDFClipPath_CountPaths(clip) if clip else _NO_CLIP
        found: Box | None = None
        for index in range(count):
            points = list(self._points(clip, index))
            box = _around(points) if points else (0.0, 0.0, 0.0, 0.0)
            found = common(found, box) if found else box
        return moved(found, under) if found else None

    def _points(self, clip: Any, index: int) -> Iterator[tuple[float, float]]:
        for number in range(pdfium.FPDFClipPath_CountPathSegments(clip, index)):
            yield from self._point(pdfium.FPDFClipPath_GetPathSegment(clip, index, number))

    def _point(self, segment: Any) -> Iterator[tuple[float, float]]:
        x, y = self._numbers[:2]
        if pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            yield x.value, y.value


_WIDE = ctypes.POINTER(pdfium.FPDF_WCHAR)
_NAMES = {pdfium.FPDF_PAGEOBJ_IMAGE: "图片", pdfium.FPDF_PAGEOBJ_SHADING: "渐变色"}


def multiplied(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies ``inner`` first."""
    if outer is UPRIGHT:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, x, y = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + x, e * q + f * s + y


def moved(box: Box, by: Matrix) -> Box:
    """The box around ``box`` after the transformation."""
    if by is UPRIGHT:
        return box
    a, b, c, d, e, f = by
    left, bottom, right, top = box
    return _around([(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (bottom, top)])


def common(one: Box, other: Box) -> Box:
    """What two boxes have in common; a box without area where they do not meet."""
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    return left, bottom, max(left, min(one[2], other[2])), max(bottom, min(one[3], other[3]))


def area(box: Box) -> float:
    """The area of a box."""
    return (box[2] - box[0]) * (box[3] - box[1])


def _around(points: list[tuple[float, float]]) -> Box:
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)
