"""One publisher at a time."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gongkai.files import BusyError, held

ONLY_THERE = "只能在放网站的 Linux 服务器上一步换上线；在这台电脑上请用 --zip 做成 zip 文件，再上传到门户网站"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """BusyError where somebody else is publishing there, or where this system cannot publish."""
    if sys.platform == "win32":
        raise BusyError(ONLY_THERE)
    with held(folder / ".lock", "另一个发布正在进行，请等它结束再试"):
        yield
