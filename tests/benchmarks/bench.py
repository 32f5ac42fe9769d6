"""Time and memory of one document, as ratios within one run.

The baseline is WeasyPrint through its ordinary interface on the same page and style sheet, in the same run; seconds
of two runs or two machines say little.

    python tests/benchmarks/bench.py [--runs 5] [--input inputs/….yaml] [--json]
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from generator.audit.content import audit_content
from generator.audit.files import read_back
from generator.compose import compose
from generator.domain.document import ComposedDocument
from generator.forms.publication import publication
from generator.packs.pack import Pack
from generator.publish.gate import confirmed
from generator.publish.pipeline import composed, examine
from generator.publish.rendering import Rendered, render
from generator.readers import read
from generator.reconcile import reconcile
from generator.writers.css import css
from generator.writers.docx import write_docx
from generator.writers.html import write_html
from generator.writers.json_facts import write_json
from generator.writers.markup import page_tree
from generator.writers.pdf import write_pdf
from generator.writers.xlsx import write_xlsx

SAMPLE = Path(__file__).resolve().parents[2] / "inputs" / "hebei-haigang-party-office-2024.yaml"
BASELINE = "WeasyPrint alone, warm"
WARM = "build, warm"
GATE = "  read back all files"

Action = Callable[[], object]


def median(action: Action, runs: int) -> float:
    """The median wall time of ``action`` in seconds, after one run that does not count."""
    action()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def command(*arguments: str) -> Action:
    """A whole command in a process of its own."""

    def run() -> None:
        subprocess.run([sys.executable, "-m", "generator", *arguments], check=True, stdout=subprocess.DEVNULL)

    return run


def cold(path: Path, folder: str) -> dict[str, Action]:
    """Whole commands, Python's start included."""
    return {
        "build, cold": command("build", str(path), "-o", folder),
        "build DOCX and PDF only, cold": command("build", str(path), "-o", folder, "--only", "docx", "--only", "pdf"),
        "check, cold": command("check", str(path)),
        "--help, cold": command("--help"),
    }


def warm(path: Path) -> dict[str, Action]:
    """The whole way and each stage in one process that has done it before."""
    submission, pack = read(path)
    disclosure = reconcile(submission, pack)
    document = compose(disclosure, pack)
    pdf = write_pdf(document, pack.style)
    published = publication(disclosure, pack, document)
    files = render(disclosure, pack, document).files
    return {
        WARM: lambda: whole(path),
        "check, warm": lambda: examine(path),
        "  read": lambda: read(path),
        "  read the workbook": lambda: read(path.with_suffix(".xlsx")),
        "  reconcile": lambda: reconcile(submission, pack),
        "  compose": lambda: compose(disclosure, pack),
        "  audit of the composed text": lambda: audit_content(document, disclosure, pack),
        GATE: lambda: read_back(files, document, disclosure, pack),
        "  pdf": lambda: write_pdf(document, pack.style),
        "  docx": lambda: write_docx(document, pack.style, page_of=pdf.page_of),
        "  xlsx": lambda: write_xlsx(published),
        "  html": lambda: write_html(document, pack.style, data_json=None),
        "  json": lambda: write_json(published),
        BASELINE: weasyprint_alone(document, pack),
    }


def whole(path: Path) -> Rendered:
    """Everything a build does but the writing of files."""
    disclosure, pack = examine(path)
    disclosure, document = composed(disclosure, pack)
    rendered = render(disclosure, pack, document)
    confirmed(rendered.files, document, disclosure, pack)
    return rendered


def weasyprint_alone(document: ComposedDocument, pack: Pack) -> Action:
    """WeasyPrint on the same page and style sheet, with its own settings."""
    import weasyprint

    page, sheet = ET.tostring(page_tree(document), encoding="unicode"), css(pack.style)
    return lambda: weasyprint.HTML(string=page).write_pdf(
        stylesheets=[weasyprint.CSS(string=sheet)], pdf_variant="pdf/ua-1"
    )


@contextmanager
def clock_in_weasyprint() -> Iterator[list[float]]:
    """Collects the time spent inside WeasyPrint's two entry points, layout and writing."""
    from weasyprint import HTML
    from weasyprint.document import Document

    spent: list[float] = []
    originals = (HTML.render, Document.write_pdf)

    def timed(original: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            start = time.perf_counter()
            try:
                return original(*args, **kwargs)
            finally:
                spent.append(time.perf_counter() - start)

        return call

    HTML.render, Document.write_pdf = timed(originals[0]), timed(originals[1])
    try:
        yield spent
    finally:
        HTML.render, Document.write_pdf = originals


def share_of_weasyprint(path: Path, runs: int) -> float:
    """The part of a warm build that passes inside WeasyPrint itself."""
    shares = []
    for _ in range(runs):
        with clock_in_weasyprint() as spent:
            start = time.perf_counter()
            whole(path)
            shares.append(sum(spent) / (time.perf_counter() - start))
    return statistics.median(shares)


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--input", type=Path, default=SAMPLE)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    path = options.input.resolve()
    with tempfile.TemporaryDirectory() as folder:
        actions = {**cold(path, folder), **warm(path)}
        seconds = {name: median(action, options.runs) for name, action in actions.items()}
    pages = whole(path).pages
    share = share_of_weasyprint(path, options.runs)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if options.json:
        print(
            json.dumps(
                {
                    "pages": pages,
                    "seconds": seconds,
                    "share": share,
                    "gate": seconds[GATE] / seconds[WARM],
                    "peak_mb": peak,
                },
                indent=2,
            )
        )
        return
    print(f"{path.name}: {pages} pages, median of {options.runs} runs\n")
    print(f"{'':30} {'seconds':>9} {'× baseline':>11}")
    for name, value in seconds.items():
        print(f"{name:30} {value:9.3f} {value / seconds[BASELINE]:11.2f}")
    gate = seconds[GATE] / seconds[WARM]
    print(f"\nReading all files back takes {gate:.0%} of a warm build")
    print(f"{share:.0%} of a warm build passes inside WeasyPrint; peak memory {peak:.0f} MB")


if __name__ == "__main__":
    main()
