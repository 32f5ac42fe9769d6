"""How time and memory of ``check`` grow with the input: units, lines of procurement, projects, rows.

Each size runs in a process of its own. The exponent says how cost grows: 1 is in proportion, 2 with the square.

    python tests/benchmarks/growth.py [--kind units] [--sizes 25,50,100] [--json]
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.scaled import INPUTS

SIZES: Mapping[str, tuple[int, ...]] = {
    "units": (25, 50, 100),
    "lines": (1250, 2500, 5000),
    "projects": (250, 500, 1000),
    "rows": (100, 200, 400),
}

_MEASURED = """
import json, resource, sys, time
from collections import Counter
from pathlib import Path
from generator.publish.pipeline import examine
start = time.process_time()
disclosure, _ = examine(Path(sys.argv[1]))
seconds = time.process_time() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({
    "seconds": seconds, "peak_mb": peak, "facts": len(disclosure.facts),
    "findings": Counter(f"{f.severity.name} {f.code}" for f in disclosure.findings),
}))
"""


def measure(kind: str, size: int, folder: Path) -> dict[str, Any]:
    """Seconds, peak memory, facts and findings of one ``check``."""
    path = folder / f"{kind}-{size}.yaml"
    path.write_text(INPUTS[kind](size), encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", _MEASURED, str(path)], check=True, capture_output=True, text=True)
    return {"kind": kind, "size": size, **json.loads(done.stdout)}


def exponents(results: Sequence[Mapping[str, Any]]) -> list[float]:
    """How the time grows from each size to the next."""
    return [
        math.log(two["seconds"] / one["seconds"]) / math.log(two["size"] / one["size"])
        for one, two in pairwise(results)
    ]


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kind", action="append", choices=sorted(INPUTS))
    parser.add_argument("--sizes", type=lambda text: tuple(map(int, text.split(","))))
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    report: dict[str, tuple[list[float], list[dict[str, Any]]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for kind in options.kind or SIZES:
            results = [measure(kind, size, Path(folder)) for size in options.sizes or SIZES[kind]]
            report[kind] = exponents(results), results
    if options.json:
        print(json.dumps(report, ensure_ascii=False, indent=2))
        return
    for kind, (growth, results) in report.items():
        print(f"{kind}: exponents {', '.join(f'{value:.2f}' for value in growth)}")
        for one in results:
            print(
                f"  {one['size']:6} {one['seconds']:8.2f} s {one['peak_mb']:7.0f} MB {one['facts']:8} facts"
                f"  {one['findings']}"
            )


if __name__ == "__main__":
    main()
