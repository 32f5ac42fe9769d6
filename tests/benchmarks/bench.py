"""Time and memory of one document, as ratios within one run.

The baseline is WeasyPrint alone on the same HTML and CSS, without our settings, in the same run; seconds of two runs
or two machines say little.

    python tests/benchmarks/bench.py [--runs 5] [--input inputs/….yaml]
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "inputs" / "hebei-haigang-party-office-2024.yaml"


def median(action: Callable[[], object], runs: int) -> float:
    """The median wall time of ``action`` in seconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def cold(arguments: list[str], runs: int) -> float:
    """The median wall time of the whole command in a process of its own."""

    def run() -> None:
        command = [sys.executable, "-m", "generator", *arguments]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)

    run()
    return median(run, runs)


def stages(path: Path, runs: int) -> dict[str, float]:
    """The median time of each stage in one warm process."""
    from generator.compose import compose
    from generator.publish.pipeline import Request, examine, render
    from generator.readers import read
    from generator.reconcile import reconcile
    from generator.writers.docx import write_docx
    from generator.writers.html import write_html
    from generator.writers.json_facts import write_json
    from generator.writers.pdf import write_pdf
    from generator.writers.xlsx import write_xlsx

    submission, pack = read(path)
    disclosure = reconcile(submission, pack)
    document = compose(disclosure, pack)
    pdf = write_pdf(document, pack.style)
    actions: dict[str, Callable[[], object]] = {
        "read": lambda: read(path),
        "reconcile": lambda: reconcile(submission, pack),
        "compose": lambda: compose(disclosure, pack),
        "pdf": lambda: write_pdf(document, pack.style),
        "pdf by WeasyPrint alone": raw_weasyprint(document, pack),
        "docx": lambda: write_docx(document, pack.style, page_of=pdf.page_of),
        "html": lambda: write_html(document, pack.style, data_json=None),
        "xlsx": lambda: write_xlsx(disclosure, pack),
        "json": lambda: write_json(disclosure, pack),
        "check (read + reconcile)": lambda: examine(path),
        "all formats, warm": lambda: render(*examine(path), Request()),
    }
    for action in actions.values():
        action()
    return {name: median(action, runs) for name, action in actions.items()}


def raw_weasyprint(document: object, pack: object) -> Callable[[], object]:
    """WeasyPrint on the same page and style sheet with its own defaults: the baseline."""
    import weasyprint
    from generator.writers.css import page_css
    from generator.writers.markup import page_html

    html, css = page_html(document), page_css(pack.style)  # type: ignore[arg-type,attr-defined]
    return lambda: weasyprint.HTML(string=html).write_pdf(
        stylesheets=[weasyprint.CSS(string=css)], pdf_variant="pdf/ua-1"
    )


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--input", type=Path, default=SAMPLE)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    output = ROOT / "outputs" / ".bench"
    build = ["build", str(options.input), "-o", str(output)]
    warm = stages(options.input, options.runs)
    result = {
        "cold check": cold(["check", str(options.input)], options.runs),
        "cold build": cold(build, options.runs),
        **warm,
        "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    show(result, as_json=options.json)


def show(result: dict[str, float], *, as_json: bool) -> None:
    """Print seconds, and each as a ratio of WeasyPrint alone."""
    base = result["pdf by WeasyPrint alone"]
    if as_json:
        print(json.dumps({**result, "share of WeasyPrint": result["pdf"] / result["all formats, warm"]}, indent=2))
        return
    for name, value in result.items():
        note = "" if name == "peak MB" else f"{value / base:8.2f} ×"
        print(f"{name:28} {value:9.3f} {note}")
    print(f"{'share of PDF in a warm build':28} {result['pdf'] / result['all formats, warm']:9.0%}")


if __name__ == "__main__":
    main()
