"""What was just made of a report, for the next that asks the same: reports never change, and comparing two takes long."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import wraps
from operator import is_
from typing import TypeVar, TypeVarTuple, Unpack

Arguments = TypeVarTuple("Arguments")
Made = TypeVar("Made")


def keeping_recent(
    count: int,
) -> Callable[[Callable[[Unpack[Arguments]], Made]], Callable[[Unpack[Arguments]], Made]]:
    """A function that gives what it gave for the very same values, as long as that is among the last `count`."""

    def keeping(make: Callable[[Unpack[Arguments]], Made]) -> Callable[[Unpack[Arguments]], Made]:
        recent: deque[tuple[tuple[*Arguments], Made]] = deque(maxlen=count)

        @wraps(make)
        def given(*arguments: *Arguments) -> Made:
            for known, made in recent:
                if all(map(is_, known, arguments)):
                    return made
            made = make(*arguments)
            recent.append((arguments, made))
            return made

        return given

    return keeping
