"""The gate before publication: finished files are read back, and nothing leaves that says something else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from generator.domain.document import ComposedDocument
from generator.domain.errors import GateError
from generator.domain.location import Location
from generator.domain.submission import Disclosure
from generator.packs.pack import Pack

if TYPE_CHECKING:
    from generator.audit.files import FileAudit

_TOLD = 3
_REMEDY = "请检查模板包的样式和模板；不是模板包的原因时，请把输入和这段提示交给维护人员。"


def confirmed(
    files: Mapping[str, bytes], document: ComposedDocument, disclosure: Disclosure, pack: Pack
) -> tuple[FileAudit, ...]:
    """What reading the finished ``files`` back compared.

    Raises:
        GateError: a file says something else than was approved; nothing may be published then.
    """
    from generator.audit.files import read_back

    audits = read_back(files, document, disclosure, pack)
    wrong = [audit for audit in audits if audit.differences]
    if wrong:
        raise _refusal(wrong)
    return audits


def statement(audit: FileAudit) -> str:
    """One line on a file: ``公开内容与核定内容一致：核对 1234 个数字，0 处不同``."""
    count = len(audit.differences)
    same = "不一致" if count else "一致"
    return f"公开内容与核定内容{same}：核对 {audit.figures} 个数字，{count} 处不同"


def _refusal(wrong: Sequence[FileAudit]) -> GateError:
    first = wrong[0]
    told = "；".join(str(difference).rstrip("。") for difference in first.differences[:_TOLD])
    count = sum(len(audit.differences) for audit in wrong)
    kinds = "、".join(audit.kind.upper() for audit in wrong)
    message = f"成品读回后与核定的内容不一致（{kinds}，共 {count} 处），没有公开。{told}。"
    return GateError(message, Location(first.name), _REMEDY)
