"""One publisher at a time. The system lets go of the lock when its holder ends, however it ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ONLY_THERE = "只能在放网站的 Linux 服务器上一步换上线；在这台电脑上请用 --zip 做成 zip 文件，再上传到门户网站"


class BusyError(Exception):
    """Somebody else is publishing there, or this system cannot publish; the message says which."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    try:
        import fcntl  # noqa: PLC0415 -- Windows has none, and every other command has to run there
    except ImportError:
        raise BusyError(ONLY_THERE) from None

    with (folder / ".lock").open("wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BusyError("另一个发布正在进行，请等它结束再试") from None
        yield
