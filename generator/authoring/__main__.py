"""``python -m generator.authoring [docs folder]``: write the schemas and the reference that docs/ holds."""

from __future__ import annotations

import sys
from pathlib import Path

from generator.authoring.reference import reference
from generator.authoring.schemas import write_schemas
from generator.publish.files import write_file


def write_docs(folder: Path) -> None:
    """Write everything in ``docs/`` that is generated from the models."""
    write_schemas(folder / "schema")
    write_file(folder / "pack-reference.md", reference().encode(), replace=True)


if __name__ == "__main__":
    write_docs(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("docs"))
