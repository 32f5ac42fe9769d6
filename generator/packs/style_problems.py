"""What a ``style.yaml`` may not do that no single value shows: hide, overlap or crowd out what is printed."""

from __future__ import annotations

from collections.abc import Iterator

from generator.packs.colours import LEGIBLE, LIGHT, ON_PAPER, WHITE, contrast, luminance
from generator.packs.style import Page, Role, Style, size_of

Problem = tuple[tuple[str, ...], str]
"""Where in ``style.yaml``, and what is wrong, in Chinese without a full stop."""
BLACK = "#000000"
_LEAST_MM = 60
_POINTS_PER_MM = 72 / 25.4
# Letters may be set a little tighter than they are cut.
_TIGHTEST = -0.1
_HALF, _MOST = 0.5, 0.9
_EVERYWHERE = frozenset({"p", "h1", "h2", "h3", "h4", "toc-1", "toc-2", "cell", "total"})


def style_problems(style: Style) -> Iterator[Problem]:
    """Everything that would make text unreadable or drive it off the page."""
    yield from _pages(style.page)
    for name in style.roles:
        role = style.resolved(name)
        yield from _spacing(name, role)
        yield from _places(name, role, style.page)
        yield from _letters(style, name, role)
    for name, table in style.tables.items():
        text = style.resolved(table.head).color or BLACK
        if table.head_fill and contrast(text, table.head_fill) < LEGIBLE:
            yield (
                ("tables", name, "head_fill"),
                f"表格样式“{name}”的表头文字（{text}）在底色 {table.head_fill} 上看不清",
            )


def unusual_colours(style: Style) -> bool:
    """Whether some letters are not legible on paper, or some ground not fit for letters of every colour."""
    light = any(role.color and contrast(role.color, WHITE) < ON_PAPER for role in style.roles.values())
    return light or any(table.head_fill and luminance(table.head_fill) < LIGHT for table in style.tables.values())


def _pages(page: Page) -> Iterator[Problem]:
    across, down = page.margin_left + page.margin_right, page.margin_top + page.margin_bottom
    sheets = [(page.width - across, page.height - down)]
    if page.landscape_margins:
        top, right, bottom, left = page.landscape_margins
        sheets.append((page.height - left - right, page.width - top - bottom))
    if any(min(sheet) < _LEAST_MM for sheet in sheets):
        yield ("page",), f"除去页边距，版心不足 {_LEAST_MM} 毫米，放不下内容"


def _spacing(name: str, role: Role) -> Iterator[Problem]:
    if (role.spacing or 0) < _TIGHTEST * size_of(role):
        yield ("roles", name, "spacing"), f"样式“{name}”的字距 {role.spacing:g} 磅过紧，字与字会重叠"


def _places(name: str, role: Role, page: Page) -> Iterator[Problem]:
    width = (page.width - page.margin_left - page.margin_right) * _POINTS_PER_MM
    height = (page.height - page.margin_top - page.margin_bottom) * _POINTS_PER_MM
    left = role.left or 0
    first = left + (role.first_line or 0)
    if first < 0:
        yield ("roles", name, "first_line"), f"样式“{name}”的首行缩进使文字超出左边"
    if max(first, left) * size_of(role) > _HALF * width:
        yield ("roles", name, "left"), f"样式“{name}”的缩进超过版心的一半"
    for key, space in (("before", role.before), ("after", role.after)):
        if (space or 0) > _MOST * height:
            yield ("roles", name, key), f"样式“{name}”的 {key} {space:g} 磅，超过版心的高度"


def _letters(style: Style, name: str, role: Role) -> Iterator[Problem]:
    """Letters too light for paper are for header cells with a ground of their own."""
    if not role.color or contrast(role.color, WHITE) >= ON_PAPER:
        return
    heads = [table for table in style.tables.values() if table.head == name]
    elsewhere = name in _EVERYWHERE or any(table.cell == name for table in style.tables.values())
    if elsewhere or not heads or not all(table.head_fill for table in heads):
        yield ("roles", name, "color"), f"样式“{name}”的颜色 {role.color} 太浅，印在纸上看不清"
