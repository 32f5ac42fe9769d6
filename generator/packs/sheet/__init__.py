"""``style.css`` of a pack: what it may say is listed, and only what was understood goes on.

The text that enters a page is written anew from the parsed rules, so nothing else of the file can get there. Looks are
allowed; text, addresses, and whatever hides, moves or covers what is printed are not.
"""

from generator.packs.sheet.file import STYLE_SHEET, file_sheet
from generator.packs.sheet.outcome import Problem, StyleSheet

__all__ = ["STYLE_SHEET", "Problem", "StyleSheet", "file_sheet"]
