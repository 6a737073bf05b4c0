"""Many runs as figures: medians, ratios to plain MkDocs-Material, exponents; as a table, as JSON and as a plot."""

from __future__ import annotations

import json
import math
import statistics
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from measure import Run

PLAIN = "plain MkDocs-Material"
INKS = ("#0b5fa5", "#b3541e", "#2e7d32", "#6a4c93", "#8a6d00", "#555555")


def write(folder: Path, runs: list[Run], absent: dict[str, str]) -> str:
    """Leaves the table, every run and the plot in ``folder``; gives the table, in Markdown."""
    folder.mkdir(parents=True, exist_ok=True)
    text = "\n".join(_told(runs, absent))
    (folder / "builds.md").write_text(text + "\n", encoding="utf-8")
    (folder / "builds.json").write_text(json.dumps([asdict(r) for r in runs], indent=1), encoding="utf-8")
    (folder / "builds.svg").write_text(plot(runs), encoding="utf-8")
    return text


def _told(runs: list[Run], absent: dict[str, str]) -> Iterable[str]:
    yield "\n### Builds\n"
    yield "| engine | projects | case | CPU s | × plain | wall s | peak MB | output MB | bounded MB | files |"
    yield "|---|--:|---|--:|--:|--:|--:|--:|--:|--:|"
    for (engine, count, case), group in grouped(runs).items():
        plain = median([r for r in runs if r.engine == PLAIN and r.projects == count], "cpu")
        cpu = median(group, "cpu")
        ratio = f"{cpu / plain:.2f}" if plain else ""
        sizes = [f"{median(group, k):.1f}" if median(group, "files") else "" for k in ("output_mb", "bounded_mb")]
        files = f"{median(group, 'files'):.0f}" if median(group, "files") else ""
        yield (
            f"| {engine} | {count} | {case} | {cpu:.2f}{noise(group)} | {ratio} | {median(group, 'wall'):.2f} "
            f"| {median(group, 'peak_mb'):.0f} | {sizes[0]} | {sizes[1]} | {files} |"
        )
    slopes = [f"{engine}, {case}: {value:.2f}" for (engine, case), value in exponents(runs).items()]
    yield "\nCPU is user and system time of a program and all it started; ± is half the distance between its dearest and its cheapest run."
    yield "Bounded: without compressed copies and /kommuner/. Serve: from a file is saved until its page shows it."
    if slopes:
        yield f"\nExponent of CPU by projects, fitted from 1 000 upwards: {'; '.join(slopes)}."
    for name, why in absent.items():
        yield f"\nNot measured: {name} ({why})."


def grouped(runs: list[Run]) -> dict[tuple[str, int, str], list[Run]]:
    """The runs of each engine, number of projects and case."""
    found: dict[tuple[str, int, str], list[Run]] = {}
    for run in runs:
        found.setdefault((run.engine, run.projects, run.case), []).append(run)
    return dict(sorted(found.items(), key=lambda item: item[0][1]))


def median(group: list[Run], figure: str) -> float:
    """The median of a figure; 0 of none."""
    return statistics.median([getattr(r, figure) for r in group]) if group else 0.0


def noise(group: list[Run]) -> str:
    """Half the spread of the processor seconds, where there is more than one run."""
    cpu = [r.cpu for r in group]
    return f" ± {(max(cpu) - min(cpu)) / 2:.2f}" if len(cpu) > 1 else ""


def exponents(runs: list[Run], least: int = 1000) -> dict[tuple[str, str], float]:
    """k in CPU ~ projects^k for each engine and case, by least squares of the logarithms, where there are two sizes."""
    points: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for (engine, count, case), group in grouped(runs).items():
        if count >= least:
            points.setdefault((engine, case), []).append((math.log(count), math.log(median(group, "cpu"))))
    return {
        key: statistics.linear_regression(*zip(*several, strict=True)).slope
        for key, several in points.items()
        if len(several) > 1
    }


def plot(runs: list[Run]) -> str:
    """Processor seconds by projects, both logarithmic: a line for each engine and case, as SVG."""
    lines: dict[tuple[str, str], list[tuple[int, float]]] = {}
    for (engine, count, case), group in grouped(runs).items():
        lines.setdefault((engine, case), []).append((count, median(group, "cpu")))
    counts = [n for points in lines.values() for n, _ in points]
    times = [t for points in lines.values() for _, t in points]
    left, right = math.log10(min(counts)), math.log10(max(counts)) + 1e-9
    low, high = math.floor(math.log10(min(times))), math.ceil(math.log10(max(times)))

    def at(count: float, cpu: float) -> tuple[float, float]:
        x = 60 + 440 * (math.log10(count) - left) / (right - left)
        return round(x, 1), round(420 - 390 * (math.log10(cpu) - low) / (high - low), 1)

    engines = list(dict.fromkeys(engine for engine, _ in lines))
    parts = []
    for power in range(low, high + 1):
        _, y = at(min(counts), 10**power)
        parts.append(f'<path d="M60 {y}H500" stroke="#ddd"/><text x="54" y="{y + 4}" text-anchor="end">{10**power:g} s</text>')  # fmt: skip
    for count in sorted(set(counts)):
        x, _ = at(count, 10**low)
        parts.append(f'<text x="{x}" y="440" text-anchor="middle">{count}</text>')
    ends = sorted(lines.items(), key=lambda item: item[1][-1][1])
    written = 440.0
    for (engine, case), points in ends:
        ink = INKS[engines.index(engine) % len(INKS)]
        drawn = " ".join(f"{x},{y}" for x, y in (at(*point) for point in points))
        x, y = at(*points[-1])
        written = min(written - 14, y + 4)  # names that would lie upon each other are moved up
        parts.append(f'<polyline points="{drawn}" fill="none" stroke="{ink}" stroke-width="2"/><circle cx="{x}" cy="{y}" r="3" fill="{ink}"/>')  # fmt: skip
        parts.append(f'<text x="{x + 10}" y="{written}" fill="{ink}">{engine}, {case}</text>')
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 460" font-family="sans-serif" font-size="12">'
        f'<rect width="800" height="460" fill="#fff"/><text x="60" y="18">CPU seconds by projects</text>{"".join(parts)}</svg>'
    )
