"""Many values at once: what Python does to find those that refer to one another in circles is left out while they are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def gc_paused() -> Iterator[None]:
    """Records and pages refer to nothing in circles; looking for some among a hundred thousand takes a third of the time.

    What was made in the meantime is never looked through afterwards either, not even when the program ends.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.freeze()
            gc.enable()
