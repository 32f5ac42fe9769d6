"""Reading inputs: a workbook, a YAML file or a folder of both → what they state, each with its place.

``read`` is the one entry. Workbooks and YAML first become the same raw tables and records (``workbook_reader``,
``yaml_reader``); the pack's declarations then make sense of them (``form_reader``, ``records_reader``).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.domain.records import Entity
from generator.domain.submission import Submission
from generator.packs.pack import Pack
from generator.readers.assemble import submission
from generator.readers.meta import read_meta
from generator.readers.sources import open_sources, place_of


def read(path: Path, pack_folders: Sequence[Path] = ()) -> tuple[Submission, Pack]:
    """Read one disclosure's input and load the pack it names.

    Everything that is wrong with single figures, rows or sheets is a finding of the submission.

    Raises:
        InputError: The input cannot be used at all.
        PackError: The pack it names does not exist or is wrong.
    """
    sources, notes = open_sources(path)
    meta = read_meta([source.meta() for source in sources], place_of(path, sources), pack_folders)
    for note in notes:
        meta.context.issues.note(note)
    return submission(sources, meta), meta.context.pack


def identify(path: Path, pack_folders: Sequence[Path] = ()) -> tuple[Entity, int]:
    """Who reports in an input, and for which year, without making sense of the rest.

    Raises:
        InputError: The input cannot be used at all.
        PackError: The pack it names does not exist or is wrong.
    """
    sources, _ = open_sources(path)
    context = read_meta([source.meta() for source in sources], place_of(path, sources), pack_folders).context
    return context.entity, context.year


__all__ = ["identify", "read"]
