"""The contents as a TOC field, filled in beforehand: right at first sight, and F9 builds it anew."""

from __future__ import annotations

from generator.writers.docx.context import Context, headings_by_id, listed
from generator.writers.docx.names import heading_id, heading_style, paragraph_style, readable
from generator.writers.docx.paragraphs import paragraph, runs
from generator.writers.docx.xmltext import empty, text, twips, value, wrap
from generator.writers.vocabulary import Contents, Entry

_BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
_SEPARATE = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
# The gallery makes Word offer its "update table" button on the contents.
_GALLERY = (
    '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr>'
)


def contents(of: Context, block: Contents, width: float) -> str:
    """The contents, lines ``width`` points wide."""
    last = len(block.entries) - 1
    opening = _BEGIN + _instruction(instruction(of)) + _SEPARATE
    lines = [
        _entry(of, each, width, before=opening if index == 0 else "", after=_END if index == last else "")
        for index, each in enumerate(block.entries)
    ]
    return f"<w:sdt>{_GALLERY}<w:sdtContent>{''.join(lines)}</w:sdtContent></w:sdt>" if lines else ""


def field(code: str, shown: str) -> str:
    """A field ``code`` showing ``shown`` until it is updated."""
    return f"{_BEGIN}{_instruction(code)}{_SEPARATE}<w:r><w:t>{text(shown)}</w:t></w:r>{_END}"


def instruction(of: Context) -> str:
    """The TOC instruction that finds the headings listed: Word's own by level, others by the name of their style."""
    levels, named = set(), {}
    known = headings_by_id(of.body)
    for target, level in listed(of.body).items():
        found = known.get(target)
        if found is None:
            continue
        if heading_style(of.style, found) == heading_id(found.level):
            levels.add(found.level)
        else:
            named[f"{readable(found.role)}（{found.level} 级标题）"] = level
    outline = f' \\o "{min(levels)}-{max(levels)}"' if levels else ""
    pairs = ",".join(f"{name},{level}" for name, level in named.items())
    others = f' \\t "{pairs}"' if named else ""
    return rf"TOC{outline}{others} \h \z"


def _entry(of: Context, entry: Entry, width: float, *, before: str, after: str) -> str:
    bookmark = of.bookmarks[entry.target][0]
    number = of.page_of.get(entry.target, "")
    page = "<w:r><w:tab/></w:r>" + field(rf"PAGEREF {bookmark} \h", number) if number else ""
    tabs = wrap("tabs", empty("tab", val="right", leader="dot", pos=twips(width)))
    link = wrap("hyperlink", runs(of, entry.runs) + page, anchor=bookmark, history=1)
    return paragraph(value("pStyle", paragraph_style(entry.role)) + tabs, before + link + after)


def _instruction(code: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve"> {text(code)} </w:instrText></w:r>'
