"""The list of mutants, and a copy of the package in which one at a time is tried."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.audit_parts import VARIABLE

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "gongkai"
FAILED = 1  # pytest's exit code where tests ran and one failed; any other is a mistake of the list


@dataclass(frozen=True, slots=True)
class Mutant:
    """`old` and `new` are within one line of `file`, which lies below the package; `tests` see the difference."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]

    def applied(self, text: str) -> str:
        return text.replace(self.old, self.new)


def read_mutants() -> list[Mutant]:
    entries = yaml.safe_load(Path(__file__).with_name("mutants.yml").read_text("utf-8"))
    return [Mutant(**{**entry, "tests": tuple(entry["tests"])}) for entry in entries]


def faults(mutant: Mutant, package: Path = PACKAGE) -> Iterator[str]:
    """Why the mutant says nothing of the package as it is."""
    file = package / mutant.file
    if not file.is_file():
        yield f"{mutant.name}: there is no file {mutant.file}"
        return
    if times := file.read_text("utf-8").count(mutant.old) - 1:
        yield f"{mutant.name}: {mutant.old!r} stands {times + 1} times in {mutant.file}, not once"
    if "\n" in mutant.old + mutant.new or mutant.old == mutant.new or not mutant.old:
        yield f"{mutant.name}: one line has to become another"
    yield from (f"{mutant.name}: there is no {test}" for test in mutant.tests if not exists(test))
    if not mutant.tests:
        yield f"{mutant.name}: no test is named"


def exists(test: str) -> bool:
    file, _, function = test.partition("::")
    name = re.escape(function.partition("[")[0])
    return (ROOT / file).is_file() and (
        not name or bool(re.search(rf"^def {name}\(", (ROOT / file).read_text("utf-8"), re.MULTILINE))
    )


@contextmanager
def broken(mutant: Mutant, source: Path) -> Iterator[None]:
    """That copy of src/ with the mutant in it."""
    file = source / "gongkai" / mutant.file
    text = file.read_text("utf-8")
    file.write_text(mutant.applied(text), "utf-8")
    try:
        yield
    finally:
        file.write_text(text, "utf-8")


def run_tests(tests: Iterable[str], source: Path) -> tuple[int, str]:
    """pytest's exit code and what it printed, with the package taken from that copy of src/."""
    options = ["-x", "-q", "-p", "no:cacheprovider", "--override-ini", f"pythonpath={source} ."]
    own = {
        "PYTHONPATH": str(source),
        "PYTHONDONTWRITEBYTECODE": "1",
        "HYPOTHESIS_STORAGE_DIRECTORY": str(source.parent / "hypothesis"),
    }
    command = [sys.executable, "-m", "pytest", *options, *tests]
    others = {name: value for name, value in os.environ.items() if name != VARIABLE}  # its tests may belong to another part
    done = subprocess.run(command, cwd=ROOT, env={**others, **own}, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr
