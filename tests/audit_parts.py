"""The audit in parts that take about the same time: `make audit PART=2/10` runs the second of ten.

Every test of the audit is in exactly one part. Parts follow from the names of the tests and from audit_parts.yml alone, so they
are the same on every machine. A file that audit_parts.yml does not know is put somewhere too.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

VARIABLE = "AUDIT_PART"
TIMES: Mapping[str, Any] = yaml.safe_load((Path(__file__).parent / "audit_parts.yml").read_text("utf-8"))


@pytest.hookimpl(trylast=True)  # after the tests that are no part of the audit are left out
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if part := os.environ.get(VARIABLE):
        chosen = set(part_of([item.nodeid for item in items], *which(part)))
        left_out = [item for item in items if item.nodeid not in chosen]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item.nodeid in chosen]


def which(part: str) -> tuple[int, int]:
    """
    >>> which("2/8")
    (2, 8)
    """
    found = re.fullmatch(r"([1-9]\d*)/([1-9]\d*)", part)
    if found is None or int(found[1]) > int(found[2]):
        raise pytest.UsageError(f"PART={part}: write 1/10 for the first of ten parts")
    return int(found[1]), int(found[2])


def part_of(tests: Iterable[str], number: int, parts: int) -> list[str]:
    return divided(tests, parts)[number - 1]


def divided(tests: Iterable[str], parts: int) -> list[list[str]]:
    """The longest first, each to the part that has least to do so far. The last part measures accessibility as well."""
    units: dict[str, list[str]] = {}
    for test in sorted(tests):
        units.setdefault(unit_of(test), []).append(test)
    seconds = {unit: sum(map(seconds_of, members)) for unit, members in units.items()}
    todo, found = [0.0] * parts, [[] for _ in range(parts)]  # type: tuple[list[float], list[list[str]]]
    todo[-1] = TIMES["measure"]
    for unit in sorted(units, key=lambda unit: (-seconds[unit], unit)):
        least = todo.index(min(todo))
        todo[least] += seconds[unit]
        found[least] += units[unit]
    return found


def unit_of(test: str) -> str:
    """What must not be taken apart: a file whose tests share what one of them has looked at, or the test alone."""
    file = file_of(test)
    return file if file in TIMES["together"] else test


def seconds_of(test: str) -> float:
    """What audit_parts.yml says of the test with its parameters, else without them, else of one in its file, else of any."""
    known: Mapping[str, float] = TIMES["seconds"]
    names = (test, test.partition("[")[0], file_of(test))
    return next((known[name] for name in names if name in known), float(TIMES["unknown"]))


def file_of(test: str) -> str:
    return test.partition("::")[0]
