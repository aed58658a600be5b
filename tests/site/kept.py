"""What several tests look at and none may change, such as a built site: made once for all workers, and again when its sources change."""

from __future__ import annotations

import fcntl
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[2]
KEPT = ROOT / ".cache" / "tests"
SOURCES = (
    "mkdocs.yml",
    "requirements.txt",
    "src",
    "macros",
    "docs",
    "data",
    "examples",
    "tests/sites",
    "tests/site/conftest.py",
)
MADE = {ROOT / "examples/demo" / name for name in ("data", "archive", "site")}  # by make demo; no test looks at them
DIGITS = 20
UNUSED = 24 * 3600  # seconds after which what other sources gave is removed


def kept(name: str, make: Callable[[Path], object], sources: Iterable[str] = SOURCES) -> Path:
    """The folder that `make` filled. Of several workers the first one makes it and the others wait; what fails leaves nothing."""
    KEPT.mkdir(parents=True, exist_ok=True)
    folder = KEPT / f"{name}-{digest(tuple(sources))}"
    with (KEPT / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            forget(name)
            with tempfile.TemporaryDirectory(dir=KEPT) as new:
                make(Path(new))
                Path(new).rename(folder)
                Path(new).mkdir()  # for its remover
        os.utime(folder)
    return folder


def forget(name: str) -> None:
    for other in KEPT.glob(f"{name}-{'?' * DIGITS}"):
        if time.time() - other.stat().st_mtime > UNUSED:
            shutil.rmtree(other)


@cache
def digest(sources: tuple[str, ...]) -> str:
    """Of every source file and of what else a build depends on."""
    seen = sha256(f"{sys.version} {os.environ.get('GONGKAI_FONTS')}".encode())
    for file in files(sources):
        content = file.read_bytes()
        seen.update(f"{file.relative_to(ROOT)} {len(content)}\n".encode() + content)
    return seen.hexdigest()[:DIGITS]


def files(sources: tuple[str, ...]) -> Iterator[Path]:
    for source in sources:
        if (ROOT / source).is_file():
            yield ROOT / source
            continue
        for folder, below, names in os.walk(ROOT / source):
            below[:] = sorted(name for name in below if Path(folder, name) not in MADE and not name.startswith((".", "__")))
            yield from (Path(folder, name) for name in sorted(names))
