"""A fair sample for `make test`: the first of each kind. The others are run by `make audit`."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

import pytest
from _pytest.mark.structures import ParameterSet

Value = TypeVar("Value")


def first_of_each(values: Iterable[Value], kind: Callable[[Value], Hashable]) -> list[ParameterSet]:
    """All of them, for `parametrize`; what is of a kind that came before is marked as the audit's."""
    seen: set[Hashable] = set()
    found = []
    for value in values:
        found.append(pytest.param(value, marks=pytest.mark.audit if kind(value) in seen else ()))
        seen.add(kind(value))
    return found
