"""The tests are not blind: where one line of the package is broken, the test that is named for it fails (mutants.yml)."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.mutants.mutants import FAILED, PACKAGE, Mutant, broken, faults, read_mutants, run_tests

MUTANTS = read_mutants()


def test_every_mutant_breaks_a_line_that_is_there_once() -> None:
    assert [fault for mutant in MUTANTS for fault in faults(mutant)] == []


def test_no_two_mutants_are_the_same() -> None:
    assert (
        len({mutant.name for mutant in MUTANTS})
        == len({(mutant.file, mutant.old, mutant.new) for mutant in MUTANTS})
        == len(MUTANTS)
    )


def test_a_list_that_no_longer_fits_the_package_is_told() -> None:
    mutant = MUTANTS[0]
    gone = replace(mutant, old="no such line")
    twice = replace(mutant, old="def ")
    assert ["not once" in fault for each in (gone, twice) for fault in faults(each)] == [True, True]
    wrong = [
        replace(mutant, file="source/nowhere.py"),
        replace(mutant, new=mutant.old),
        replace(mutant, tests=("tests/source/test_records.py::test_nothing",)),
        replace(mutant, tests=("tests/source/test_nowhere.py",)),
        replace(mutant, tests=()),
    ]
    assert [len(list(faults(each))) for each in wrong] == [1] * len(wrong)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of src/ on which all of the named tests pass: what fails on a mutant fails because of it."""
    copy = tmp_path_factory.mktemp("mutants") / "src"
    shutil.copytree(PACKAGE, copy / "gongkai", ignore=shutil.ignore_patterns("__pycache__"))
    code, said = run_tests(sorted({test for mutant in MUTANTS for test in mutant.tests}), copy)
    assert code == 0, said[-5000:]
    return copy


@pytest.mark.audit
@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_mutant_is_found(mutant: Mutant, source: Path) -> None:
    assert list(faults(mutant, source / "gongkai")) == []
    with broken(mutant, source):
        code, said = run_tests(mutant.tests, source)
    assert code == FAILED, f"{mutant.name}: the tests did not fail, or did not run\n{said[-3000:]}"
