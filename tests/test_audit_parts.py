"""The audit in parts: every test of it in exactly one, of about the same length, and the same ones each time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .audit_parts import TIMES, divided, part_of, seconds_of, unit_of, which

ROOT = Path(__file__).parents[1]
PARTS = 10
HALF_AN_HOUR = 30 * 60
MEASURE = "gongkai measure"


def collected(*places: str, part: str = "") -> list[str]:
    """The tests that pytest would run, by their names."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-m",
        "audit",
        "--collect-only",
        "-q",
        "-o",
        "addopts=--import-mode=importlib",
        *places,
    ]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "AUDIT_PART": part}, capture_output=True, text=True, check=False)
    assert done.returncode in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED), done.stdout + done.stderr
    return [line for line in done.stdout.splitlines() if "::" in line]


@pytest.fixture(scope="module")
def audit() -> list[str]:
    return collected()


def test_every_test_of_the_audit_is_in_exactly_one_part(audit: list[str]) -> None:
    together = [test for part in divided(audit, PARTS) for test in part]
    assert sorted(together) == sorted(audit)
    assert len(set(audit)) == len(audit) > 200


def test_no_part_is_longer_than_half_an_hour(audit: list[str]) -> None:
    seconds = [sum(map(seconds_of, part)) for part in divided(audit, PARTS)]
    seconds[-1] += TIMES["measure"]
    assert max(seconds) <= HALF_AN_HOUR, seconds
    assert max(seconds) <= 1.25 * sum(seconds) / PARTS, seconds


def test_every_time_is_of_a_test_that_is_there(audit: list[str]) -> None:
    known = {name for test in audit for name in (test, test.split("[")[0], test.split("::")[0])}
    assert {*TIMES["seconds"], *TIMES["together"]} - known == set()


def test_pytest_runs_the_part_that_was_asked_for() -> None:
    tests = collected("tests/hosts")
    assert len(tests) > 5
    parts = [collected("tests/hosts", part=f"{number}/2") for number in (1, 2)]
    assert [sorted(part) for part in parts] == [sorted(part) for part in divided(tests, 2)]


def test_the_order_in_which_tests_are_collected_does_not_matter(audit: list[str]) -> None:
    assert divided(audit[::-1], PARTS) == divided(audit, PARTS)


def test_a_test_of_a_new_file_is_in_some_part(audit: list[str]) -> None:
    new = "tests/new/test_new.py::test_new"
    assert sum(new in part_of([*audit, new], number, PARTS) for number in range(1, PARTS + 1)) == 1


def test_what_has_to_stay_together_does(audit: list[str]) -> None:
    for file in TIMES["together"]:
        assert sum(any(unit_of(test) == file for test in part) for part in divided(audit, PARTS)) == 1


@pytest.mark.parametrize("part", ["0/8", "9/8", "1", "1/0", "a/b", "1/8/2"])
def test_a_part_that_cannot_be_is_refused(part: str) -> None:
    with pytest.raises(pytest.UsageError, match="1/10"):
        which(part)


@pytest.mark.parametrize(("part", "measures"), [("", True), ("1/8", False), ("8/8", True), ("1/1", True)])
def test_accessibility_is_measured_once(part: str, measures: bool) -> None:
    done = subprocess.run(["make", "-n", "audit", f"PART={part}"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert (MEASURE in done.stdout) == measures
    assert f"AUDIT_PART={part} " in done.stdout
