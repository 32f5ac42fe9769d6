"""Office files are zip archives; the same content must give the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# The earliest date a zip can hold; a date of the build would change the bytes.
_DATE = (1980, 1, 1, 0, 0, 0)


def restamped(data: bytes, change: Callable[[str, bytes], bytes] | None = None) -> bytes:
    """The same archive with one fixed date and mode on every entry.

    ``change`` may rewrite the content of an entry, given its name.
    """
    result = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(result, "w", ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry)
            info = ZipInfo(entry.filename, _DATE)
            info.compress_type = ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3
            target.writestr(info, change(entry.filename, content) if change else content)
    return result.getvalue()
