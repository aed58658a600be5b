"""The demo county built by this checkout and by another one: processor time, clock, memory; and a county of 1,200 reports.

    python -m benchmarks.reports --baseline CHECKOUT [--rounds 3] [--folder /dev/shm] [--large 20x60] [--ours "gongkai build"]

Both checkouts are copied into a folder; each makes the demo county with its own generator, sealed as by `make demo`, and builds
it in turn (ours, baseline, then baseline, ours, …): from nothing, nothing changed, one sentence changed, one figure
changed. Processor time (user and system) is that of the command and all its processes, memory the peak of the largest of them.
Ratios are of the two runs of one round; the median of the rounds is given. Then this checkout alone builds a county of --large
years and agencies in the same four ways, so that the cost of a report can be compared. After each change the page is looked at: a
build that did not see the change is no result.

A command is that of a program of the package's environment, run in the county's folder; {config} stands for its mkdocs.yml. Both
checkouts run in this environment; a plugin of MkDocs has to be installed in it (`pip install --no-deps --editable .`).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.catalogue_pages import Run, timed
from benchmarks.county import ROOT

SOURCES = ("mkdocs.yml", "macros", "theme", "docs", "src", "examples")
MADE = {f"examples/demo/{name}" for name in ("data", "archive", "site")}
MKDOCS = "mkdocs build --strict --config-file {config}"
CHANGED = "（有改动）"
DECISIONS = re.compile(r"(?<=administrative_licensing: \{)(.*?decisions: )(\d+)")


@dataclass(frozen=True, slots=True)
class County:
    """A county that one checkout builds. `sources`: the copy of that checkout."""

    sources: Path
    folder: Path
    command: str

    @property
    def site(self) -> Path:
        return self.folder / "site"

    @property
    def reports(self) -> int:
        return sum(1 for _ in self.folder.glob("data/reports/*/*/report.yml"))

    @property
    def report(self) -> Path:
        """The one that is changed: of the newest year, by the county's office."""
        return max(self.folder.glob("data/reports/*/office"))

    def build(self) -> Run:
        program, *words = (word.format(config=self.folder / "mkdocs.yml") for word in self.command.split())
        command = [sys.executable, "-m", program, *words]
        return timed(command, self.site, self.folder, PYTHONPATH=search_path(self.sources))

    def cold(self) -> Run:
        for made in (self.site, self.folder / ".cache"):
            shutil.rmtree(made, ignore_errors=True)
        return self.build()

    def nothing(self) -> Run:
        return self.build()

    def sentence(self) -> Run:
        """The last sentence that ends a line is longer by a word."""
        file = self.report / "narrative.md"
        head, tail = file.read_text("utf-8").rsplit("。\n", 1)
        number = head.count(CHANGED) + 1
        file.write_text(f"{head}{CHANGED}。\n{tail}", "utf-8")
        run = self.build()
        if self.published("index.html").count(CHANGED) != number:
            raise SystemExit(f"{self.command}: the changed sentence is not on the site")
        return run

    def figure(self) -> Run:
        """One decision more than before is counted under 行政许可."""
        file = self.report / "report.yml"
        text = file.read_text("utf-8")
        found = DECISIONS.search(text)
        assert found, f"{file} counts no licences"
        figure = int(found[2]) + 1
        file.write_text(f"{text[: found.start(2)]}{figure}{text[found.end(2) :]}", "utf-8")
        run = self.build()
        counted = json.loads(self.published("report.json"))["tables"]["licensing"]["administrative_licensing"]["decisions"]
        if counted != figure:
            raise SystemExit(f"{self.command}: the changed figure is not on the site")
        return run

    def published(self, name: str) -> str:
        year, agency = self.report.parts[-2:]
        return (self.site / "zfxxgknb" / year / agency / name).read_text("utf-8")


STEPS: dict[str, Callable[[County], Run]] = {
    "from nothing": County.cold,
    "nothing changed": County.nothing,
    "one sentence changed": County.sentence,
    "one figure changed": County.figure,
}


def search_path(sources: Path) -> str:
    return os.pathsep.join((str(sources / "src"), str(sources)))


def copied(checkout: Path, folder: Path) -> Path:
    """What a build reads of a checkout, in a folder of its own."""

    def unwanted(parent: str, names: list[str]) -> set[str]:
        below = Path(parent).relative_to(checkout)
        return {name for name in names if name.startswith((".", "__pycache__")) or str(below / name) in MADE}

    for name in SOURCES:
        source = checkout / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=unwanted)
        elif source.exists():
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, folder / name)
    return folder


def demo_county(sources: Path, command: str) -> County:
    called(sources, "examples.demo.generator.sealing", str(sources / "examples/demo/data"))
    return County(sources, sources / "examples/demo", command)


def large_county(sources: Path, folder: Path, size: str, command: str) -> County:
    """Made by the generator of this checkout's copy, so that its mkdocs.yml names the copy."""
    years, agencies = size.split("x")
    shutil.copytree(ROOT / "benchmarks", sources / "benchmarks", ignore=shutil.ignore_patterns("__pycache__"))
    called(sources, "benchmarks.county", "--years", years, "--agencies", agencies, "--into", str(folder))
    return County(sources, folder, command)


def called(sources: Path, module: str, *words: str) -> None:
    environment = {**os.environ, "PYTHONPATH": search_path(sources)}
    subprocess.run([sys.executable, "-m", module, *words], cwd=sources, env=environment, check=True)


def side_by_side(ours: County, baseline: County, rounds: int) -> Iterator[str]:
    """Lines of a table: medians, and the median, least and most of the ratios of the rounds."""
    pairs: dict[str, list[tuple[Run, Run]]] = {name: [] for name in STEPS}
    for number in range(rounds):
        for name, step in STEPS.items():
            order = (ours, baseline) if number % 2 == 0 else (baseline, ours)
            runs = {county.folder: step(county) for county in order}
            pairs[name].append((runs[ours.folder], runs[baseline.folder]))
            print(f"- {name}: ours {runs[ours.folder]}; baseline {runs[baseline.folder]}", flush=True)
    yield "| | ours, CPU s | baseline, CPU s | ratio | ours, s | baseline, s | ratio | ours, MiB | baseline, MiB |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|--:|"
    for name, both in pairs.items():
        cells = [
            f"{middle(both, 0, value):.2f} | {middle(both, 1, value):.2f} | {ratio(both, value)}" for value in ("cpu", "wall")
        ]
        peaks = [f"{middle(both, which, 'memory'):.0f}" for which in (0, 1)]
        yield f"| {name} | {' | '.join((*cells, *peaks))} |"


def middle(pairs: list[tuple[Run, Run]], which: int, value: str) -> float:
    values: list[float] = [getattr(pair[which], value) for pair in pairs]
    return median(values)


def ratio(pairs: list[tuple[Run, Run]], value: str) -> str:
    ratios = sorted(getattr(ours, value) / getattr(baseline, value) for ours, baseline in pairs)
    return f"{median(ratios):.2f} ({ratios[0]:.2f}–{ratios[-1]:.2f})"


def alone(county: County, smaller: tuple[Run, int]) -> Iterator[str]:
    """Lines of a table: each step once, and what a report costs beside the smaller county."""
    yield "| | CPU s | s | MiB | ms CPU a report |"
    yield "|---|--:|--:|--:|--:|"
    costs = {}
    for name, step in STEPS.items():
        run = step(county)
        costs[name] = run.cpu / county.reports
        yield f"| {name} | {run.cpu:.2f} | {run.wall:.1f} | {run.memory:.0f} | {costs[name] * 1000:.1f} |"
    run, reports = smaller
    times = costs["from nothing"] / (run.cpu / reports)
    yield f"\nFrom nothing, CPU a report at {county.reports} reports ÷ at {reports} (peak {run.memory:.0f} MiB): {times:.2f}"


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--baseline", type=Path, help="the other checkout; without it: this one alone")
    words.add_argument("--rounds", type=int, default=3)
    words.add_argument("--folder", type=Path, help="where to work; the system's folder for passing files when not said")
    words.add_argument("--ours", default=MKDOCS, metavar="COMMAND", help="how this checkout builds (default: %(default)s)")
    words.add_argument("--large", default="20x60", metavar="YEARSxAGENCIES", help="0x0: no large county")
    options = words.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        measured(Path(name), options)


def measured(folder: Path, options: argparse.Namespace) -> None:
    ours = demo_county(copied(ROOT, folder / "ours"), options.ours)
    print(f"\n### The demo county, {ours.reports} reports\n")
    if options.baseline:
        baseline = demo_county(copied(options.baseline.absolute(), folder / "baseline"), MKDOCS)
        print(*side_by_side(ours, baseline, options.rounds), sep="\n")
    if options.large != "0x0":
        small = ours.cold()
        large = large_county(ours.sources, folder / "large", options.large, options.ours)
        print(f"\n### This checkout alone, {large.reports} reports\n")
        for line in alone(large, (small, ours.reports)):
            print(line, flush=True)


if __name__ == "__main__":
    main()
