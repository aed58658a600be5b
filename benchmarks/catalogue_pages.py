"""The catalogue's pages by this project, by Hugo and by plain MkDocs with Material: processor time, memory, bytes.

    pip install --require-hashes -r benchmarks/requirements.txt      (in an environment of its own: ENV)
    python -m benchmarks.catalogue_pages --peers ENV --entries 1000 5000 20000 [--mkdocs 1000] [--rounds 3] [--folder /dev/shm]
    python -m benchmarks.catalogue_pages --entries 230000 --folder /tmp      (this project alone)

Each size: the same county, first checked to give the same pages with the same texts, then built in turn (ours, Hugo, ours, …),
each from nothing into an empty folder. Processor time (user and system) and peak memory are those of the whole process; ratios
are of the two runs of one round, and the median of the rounds is given. Ours reads the YAML, checks it and writes the search
besides; the peers are given records laid out already (benchmarks/peers.py). `--folder` says on which disk, or in memory.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.generator import write_county
from benchmarks.peers import prepare_hugo, prepare_mkdocs
from benchmarks.same_pages import differences

MEASURED = Path(__file__).parent / "measured.py"


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds of processor and clock, MiB at most, MB written; whether it came to its end."""

    user: float
    system: float
    wall: float
    memory: float
    size: float
    done: bool = True

    @property
    def cpu(self) -> float:
        return self.user + self.system

    def __str__(self) -> str:
        taken = f"{self.cpu:.2f} s CPU ({self.user:.2f} user, {self.system:.2f} system)"
        return f"{taken}, {self.wall:.1f} s, {self.memory:.0f} MiB, {self.size:.0f} MB"


def run(command: list[str], site: Path, *also: Path, folder: Path | None = None, limit: int = 0) -> Run:
    """From nothing: the site and whatever was remembered of it are taken away first."""
    for old in (site, *also):
        shutil.rmtree(old, ignore_errors=True)
    return timed(command, site, folder, limit)


def timed(command: list[str], site: Path, folder: Path | None = None, limit: int = 0, **environment: str) -> Run:
    """Stopped after `limit` seconds, where that is not 0."""
    quiet = {**os.environ, "DISABLE_MKDOCS_2_WARNING": "true", "NO_MKDOCS_2_WARNING": "1", **environment}
    # Where this is set, a program that is not installed as a package translates itself anew at every start.
    quiet.pop("PYTHONDONTWRITEBYTECODE", None)
    measuring = [sys.executable, "-I", "-S", str(MEASURED), str(limit), *command]
    said = subprocess.run(measuring, cwd=folder, env=quiet, stdout=subprocess.PIPE, check=True).stdout
    used = json.loads(said)
    if used.pop("code"):
        subprocess.run(command, cwd=folder, env=quiet, check=False)  # once more, to be heard
        raise SystemExit(f"{' '.join(command)}: failed")
    size = sum(file.stat().st_size for file in site.rglob("*") if file.is_file())
    return Run(**used, size=size / 1e6)


@dataclass(frozen=True, slots=True)
class County:
    """One county in a folder, and how each generator is called on it."""

    folder: Path
    peers: Path | None

    @property
    def ours(self) -> list[str]:
        return [sys.executable, "-m", "gongkai", "build", str(self.folder), "--site", str(self.folder / "ours")]

    @property
    def hugo(self) -> list[str]:
        assert self.peers
        program = next(self.peers.glob("lib/python*/site-packages/hugo/binaries/hugo"))
        return [str(program), "--quiet", "--source", str(self.folder / "hugo"), "--destination", str(self.folder / "by-hugo")]

    @property
    def mkdocs(self) -> list[str]:
        assert self.peers
        return [str(self.peers / "bin/mkdocs"), "build", "-q", "--site-dir", str(self.folder / "by-mkdocs")]

    def run_ours(self) -> Run:
        return run(self.ours, self.folder / "ours", self.folder / ".cache")

    def run_hugo(self) -> Run:
        return run(self.hugo, self.folder / "by-hugo", self.folder / "hugo/resources")

    def run_mkdocs(self, limit: int) -> Run:
        return run(self.mkdocs, self.folder / "by-mkdocs", folder=self.folder / "mkdocs", limit=limit)


def measured(entries: int, options: argparse.Namespace, folder: Path) -> None:
    county = County(folder, options.peers and options.peers.absolute())
    write_county(folder / "data", entries=entries, items=entries * 29 // 50)
    print(f"\n### {entries} entries\n")
    if county.peers is None:
        for _ in range(options.rounds):
            print(f"- ours {county.run_ours()}", flush=True)
    else:
        beside_hugo(county, options.rounds)
    change(county, entries)
    if entries in options.mkdocs:
        plain(county, options.limit)


def beside_hugo(county: County, count: int) -> None:
    pages = prepare_hugo(county.folder / "data", county.folder / "hugo")
    county.run_ours()
    county.run_hugo()
    found = differences(county.folder / "ours", county.folder / "by-hugo")
    print(f"{pages} pages; Hugo: {len(found)} pages differ" + (f": {found[:3]}" if found else ""))
    rounds = []
    for number in range(count):
        both = [county.run_ours, county.run_hugo]
        first, second = (one() for one in (both if number % 2 == 0 else both[::-1]))
        ours, hugo = (first, second) if number % 2 == 0 else (second, first)
        rounds.append((ours, hugo))
        print(f"- ours {ours}; Hugo {hugo}; CPU ratio {ours.cpu / hugo.cpu:.2f}", flush=True)
    print_ratios(rounds, pages)


def print_ratios(rounds: list[tuple[Run, Run]], pages: int) -> None:
    cpu, memory = (median(getattr(ours, name) / getattr(hugo, name) for ours, hugo in rounds) for name in ("cpu", "memory"))
    least = min(ours.cpu for ours, _ in rounds)
    print(f"- **ours ÷ Hugo: CPU {cpu:.2f}, memory {memory:.2f}**; {least / pages * 1000:.3f} ms CPU a page at best")


def change(county: County, entries: int) -> None:
    """One entry changed, and nothing changed."""
    file = county.folder / "data/catalogue/budgets.yml"
    county.run_ours()
    runs = []
    for number in range(3):
        text = file.read_text("utf-8")
        start = text.index("submatter: ")
        end = text.index("\n", start)
        file.write_text(f"{text[:start]}submatter: 改过的事项{number}{text[end:]}", "utf-8")
        runs.append((timed(county.ours, county.folder / "ours"), timed(county.ours, county.folder / "ours")))
    one, none = (min(pair[which].cpu for pair in runs) for which in (0, 1))
    print(f"- one changed entry of {entries}: {one:.2f} s CPU; nothing changed: {none:.2f} s CPU")


def plain(county: County, limit: int) -> None:
    """A run that was stopped has used less than a whole one would: the ratio is then at most what is said."""
    prepare_mkdocs(county.folder / "data", county.folder / "mkdocs")
    mkdocs, ours = county.run_mkdocs(limit), county.run_ours()
    ratio = f"CPU {ours.cpu / mkdocs.cpu:.4f}"
    if mkdocs.done:
        found = differences(county.folder / "ours", county.folder / "by-mkdocs", words_only=True)
        print(f"- MkDocs with Material {mkdocs}; {len(found)} pages lack a text {found[:2]}")
    else:
        print(f"- MkDocs with Material: not done after {mkdocs.cpu:.0f} s CPU, {mkdocs.wall:.0f} s, {mkdocs.memory:.0f} MiB")
    print(f"- **ours ÷ MkDocs: {ratio if mkdocs.done else 'less than ' + ratio}** ({ours})", flush=True)


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument(
        "--peers", type=Path, help="the environment of benchmarks/requirements.txt; without it: this project alone"
    )
    words.add_argument("--entries", type=int, nargs="+", default=[1000, 5000, 20000])
    words.add_argument("--mkdocs", type=int, nargs="*", default=[], help="sizes that plain MkDocs builds as well")
    words.add_argument("--limit", type=int, default=1800, help="seconds after which MkDocs is stopped")
    words.add_argument("--folder", type=Path, help="where to work; the system's folder for passing files when not said")
    words.add_argument("--rounds", type=int, default=3)
    options = words.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, Python {platform.python_version()}")
    for entries in options.entries:
        with tempfile.TemporaryDirectory(dir=options.folder) as folder:
            measured(entries, options, Path(folder))


if __name__ == "__main__":
    main()
