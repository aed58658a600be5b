"""Work spread over all processors. The results, and the bytes that are written, do not depend on how many there are."""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
FEW = 8  # tasks that are done sooner than a process is started
ENDING = 0.02  # seconds that a thread may take to end
SELDOM = 200_000  # new objects after which a process looks for circles among them: pages and files make next to none
TOGETHER = 16  # parts that each process's share is handed out in
PR_SET_PDEATHSIG = 1  # prctl(2)

# What a forked process works on: it has everything that this one had, and is sent numbers only.
shared: dict[str, tuple[Callable[[Any], Any], Sequence[Any]]] = {}


def processors(jobs: int = 0) -> int:
    """`jobs`, or as many as there are for this process."""
    if jobs > 0:
        return jobs
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(
    do: Callable[[Item], Result], items: Sequence[Item], jobs: int = 0, alone: Sequence[Item] = ()
) -> tuple[list[Result], list[Result]]:
    """What `do` gives for each of `items` and of `alone`, in their order. `alone` are done by this process in the meantime.

    Where a system cannot copy a process, this one does all of it: what the others would work on cannot be sent to them.
    """
    count = min(processors(jobs), len(items))
    if count < 2 or len(items) < FEW or not can_copy() or has_threads():
        return [do(item) for item in items], [do(item) for item in alone]
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - a small change is made by one process
    from multiprocessing import get_context  # noqa: PLC0415 - as above

    shared["work"] = (do, items)
    try:
        size = max(1, len(items) // (count * TOGETHER))
        with ProcessPoolExecutor(count, mp_context=get_context("fork"), initializer=begin, initargs=(os.getpid(),)) as pool:
            begun = pool.map(one, range(len(items)), chunksize=size)
            own = [do(item) for item in alone]
            return list(begun), own
    finally:
        del shared["work"]


def can_copy() -> bool:
    """Whether a process can be copied here, with all that it knows. A Mac can, but its libraries do not outlast it."""
    from multiprocessing import get_all_start_methods  # noqa: PLC0415 - as above

    return sys.platform.startswith("linux") and "fork" in get_all_start_methods()


def has_threads() -> bool:
    """Whether this process has threads, perhaps of a library that makes PDF files: a copy has none of them, and a library that
    gives them work there waits for ever. A thread that has just ended is still listed for a moment.
    """
    ends = time.monotonic() + ENDING
    while len(os.listdir("/proc/self/task")) > 1:  # noqa: PTH208
        if time.monotonic() > ends:
            return True
        time.sleep(ENDING / 20)
    return False


def begin(parent: int) -> None:
    """What the process was copied with is never looked through for cycles: that would copy all of its memory."""
    end_with(parent)
    gc.freeze()
    gc.set_threshold(SELDOM, 20, 20)
    gc.enable()


def end_with(parent: int) -> None:
    """Killed, a parent cannot say so: its copies would wait for work for ever, and hold what it has locked."""
    with suppress(ImportError):  # a Python for small machines has none
        import ctypes  # noqa: PLC0415 -- as above

        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it was killed before
        os._exit(1)


def one(number: int) -> Any:
    do, items = shared["work"]
    return do(items[number])
