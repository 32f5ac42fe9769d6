"""Building a pack with sample data, so that its author sees pages before there is any input."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.authoring.draft import locate
from generator.authoring.sample import lawful, sample_submission
from generator.authoring.stand_in import level_of, year_of
from generator.compose import compose
from generator.domain.errors import PackError
from generator.domain.findings import Finding, Severity
from generator.domain.submission import Disclosure
from generator.packs.loader import load_pack
from generator.packs.pack import Pack
from generator.publish.names import safe_name
from generator.publish.output import check_places, prepare
from generator.publish.pipeline import publish
from generator.publish.places import PREVIEW, Places
from generator.publish.rendering import FORMATS, render
from generator.reconcile import reconcile


@dataclass(frozen=True, slots=True)
class Preview:
    """What was built. ``findings``: what checking and layout had to say of the sample."""

    pack: str
    level: str
    year: int
    folder: Path
    files: tuple[str, ...]
    pages: int | None
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Findings that would block publication."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)


def preview_pack(
    path_or_id: str | Path,
    output: Path,
    *,
    folders: Sequence[Path] = (),
    level: str = "",
    formats: Sequence[str] = FORMATS,
) -> Preview:
    """Build a pack with invented figures into ``output/预览/<pack>-<level>-示例``, always marked 草稿.

    Raises:
        PackError: the pack has an error; :func:`generator.authoring.check.check_pack` tells all of them.
        OutputError: the folder cannot be written.
    """
    prepare(output, PREVIEW)
    pack_id, known = locate(path_or_id, folders)
    pack = load_pack(pack_id, known)
    if pack.manifest.abstract:
        raise PackError(f"模板包“{pack.id}”只供继承，不能单独生成文件。", remedy="请预览继承它的模板包。")
    level = level or level_of(pack)
    if level not in pack.manifest.levels:
        levels = "、".join(pack.manifest.levels)
        raise PackError(f"模板包“{pack.id}”没有“{level}”这一级别。", remedy=f"可选：{levels}。")
    places = Places(output, safe_name(f"{pack.id}-{level}-示例"), PREVIEW)
    check_places(places)
    disclosure = sample_disclosure(pack, level)
    rendered = render(disclosure, pack, compose(disclosure, pack, draft=True), formats)
    publish(places, disclosure, pack, rendered)
    findings = tuple(lawful(pack, rendered.findings))
    return Preview(pack.id, level, year_of(pack), places.files, tuple(rendered.files), rendered.pages, findings)


def sample_disclosure(pack: Pack, level: str) -> Disclosure:
    """The pack's sample, reconciled."""
    return reconcile(sample_submission(pack, level, year_of(pack)), pack)
