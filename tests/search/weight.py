"""What a first answer weighs: the files of the index that were fetched until it stood, as a server sends them."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from functools import cache
from pathlib import Path

MOST_FILES, MOST_BYTES = 6, 120_000
HEADERS = 400  # bytes of an answer's headers, about


def weight(folder: Path, files: Iterable[str]) -> int:
    """Of all these files, in bytes."""
    return sum(packed(folder / file) + HEADERS for file in files)


@cache
def packed(file: Path) -> int:
    """Its bytes as `gongkai publish` packs it for the server."""
    return len(gzip.compress(file.read_bytes(), 9, mtime=0))
