"""The only way anything reaches the disk: a file written whole, a folder put in another's place, what was written flushed.

Whoever is interrupted leaves the old file or folder, or the new one; never a half of either. Two programs that would write to
the same place take turns: `held` lets one of them in.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

Seen = tuple[int, int]
"""Size and time of last change of a file, in nanoseconds."""
AT_FDCWD = -100
RENAME_EXCHANGE = 2  # Linux, since 2014: two names change places, and nobody sees a moment between


# ---- Files


def write_whole(file: str, *content: bytes) -> Seen:
    """The new content or the old, never half of it; a file that shares its place on the disk with another leaves that one alone.

    Thousands of files are written: a Path for each would cost more than writing it.
    """
    try:
        opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    except FileExistsError:
        beside = f"{file}.{os.getpid()}.new"  # several processes may write the same file of the cache
        with named(file):
            opened = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o666)
            found = filled(opened, *content)
            os.replace(beside, file)  # noqa: PTH105
        return found
    return filled(opened, *content)


@contextmanager
def named(place: str | Path, *instead_of: Path) -> Iterator[None]:
    """What the system refuses inside is told of the place that people know; of `instead_of` only, where any are given."""
    try:
        yield
    except OSError as error:
        if not instead_of or error.filename in {str(path) for path in instead_of}:
            error.filename, error.filename2 = str(place), None
        raise


def filled(opened: int, *content: bytes) -> Seen:
    """Writes all of it and closes the file."""
    try:
        for part in content:
            taken = os.write(opened, part)
            while taken < len(part):  # one call may take only a part
                taken += os.write(opened, memoryview(part)[taken:])
        found = os.fstat(opened)
        return found.st_size, found.st_mtime_ns
    finally:
        os.close(opened)


def seen(path: str) -> Seen | None:
    """How the file stands on the disk; None when there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_size, found.st_mtime_ns


def flush(path: Path) -> None:
    """Wait until the disk holds a file, or the names in a folder.

    Windows opens no folder and flushes a file only where it may be written; it keeps the names by itself.
    """
    of_folder = path.is_dir()
    try:
        handle = os.open(path, os.O_RDONLY if of_folder else os.O_RDWR | getattr(os, "O_BINARY", 0))
    except PermissionError:
        if of_folder:
            return
        raise
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_durably(file: Path, content: bytes) -> None:
    """Written and flushed beside its place, then put there: it outlasts a power cut, and is never half of itself."""
    with made_durably(file) as fresh:
        write_whole(str(fresh), content)


@contextmanager
def made_durably(file: Path) -> Iterator[Path]:
    """A place beside the file's, for something too large to be held; what is there at the end is flushed and put in its place."""
    fresh = file.with_name(f".{file.name}.new")
    with named(file, fresh):
        fresh.unlink(missing_ok=True)
        try:
            yield fresh
            flush(fresh)
            fresh.replace(file)
        finally:
            fresh.unlink(missing_ok=True)
    flush(file.parent)


# ---- Folders


def put_in_place(new: Path, target: Path) -> None:
    """Afterwards `target` names the folder that `new` named, and what stood there is gone.

    Where the system can exchange two names nobody sees a moment between; elsewhere two renames stand in for it, and an
    interruption between them leaves the old folder beside its place, with `.before` behind its name.
    """
    with named(target):
        if not target.exists():
            new.rename(target)
        elif exchanged(new, target):
            shutil.rmtree(new)
        else:
            before = target.with_name(f"{target.name}.before")
            shutil.rmtree(before, ignore_errors=True)
            target.rename(before)
            try:
                new.rename(target)
            except OSError:
                before.rename(target)
                raise
            shutil.rmtree(before)


def move_contents(new: Path, target: Path) -> None:
    """What stands in `new` moves into a folder on the same disk that has nothing of that name; a failure takes all of it back."""
    names = sorted(each.name for each in new.iterdir())
    try:
        for name in names:
            (new / name).rename(target / name)
    except OSError:
        for name in names:
            if not (new / name).exists():
                (target / name).rename(new / name)
        raise


def exchanged(one: Path, other: Path) -> bool:
    """Whether the system has exchanged the two names; False where it cannot."""
    try:
        import ctypes  # noqa: PLC0415 -- a Python for small machines has none

        rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    except (ImportError, OSError, TypeError):  # a system whose library has no name
        return False
    if rename is None:
        return False
    return bool(rename(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0)


# ---- One at a time


class BusyError(Exception):
    """Another program holds that place; the message says what it does there."""


def lock_of(folder: Path) -> Path:
    """What whoever makes that folder holds; beside it."""
    return folder.absolute().with_name(f".{folder.absolute().name}.lock")


@contextmanager
def held(lock: Path, busy: str) -> Iterator[None]:
    """Nobody else holds `lock` meanwhile; BusyError with those words at once where somebody does.

    The system lets go of it when its holder ends, however it ends. The file is taken away afterwards, and one that a killed
    program has left holds nobody up.
    """
    new = not lock.parent.exists()
    lock.parent.mkdir(parents=True, exist_ok=True)
    with named(lock):
        opened = opened_alone(lock, busy)
    try:
        yield
    finally:
        let_go(lock, opened)
        if new:
            with suppress(OSError):  # something has been put there
                lock.parent.rmdir()


def opened_alone(lock: Path, busy: str) -> int:
    """A file that was taken away between opening and locking is another one than who comes next will find: once more, then."""
    while True:
        opened = os.open(lock, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            lock_or_fail(opened, busy)
            if seen_as(lock) == inode(os.fstat(opened)):
                return opened
        except BaseException:
            os.close(opened)
            raise
        os.close(opened)


def lock_or_fail(opened: int, busy: str) -> None:
    try:
        try:
            from fcntl import LOCK_EX, LOCK_NB, flock  # noqa: PLC0415 -- Windows has none
        except ImportError:
            from msvcrt import LK_NBLCK, locking  # type: ignore[attr-defined]  # noqa: PLC0415 -- only Windows has it

            locking(opened, LK_NBLCK, 1)
        else:
            flock(opened, LOCK_EX | LOCK_NB)
    except (BlockingIOError, PermissionError):
        raise BusyError(busy) from None


def let_go(lock: Path, opened: int) -> None:
    try:
        lock.unlink(missing_ok=True)  # while it is held: after that it may be somebody else's
    except PermissionError:  # Windows takes no file away that is open
        os.close(opened)
        with suppress(OSError):
            lock.unlink()
    else:
        os.close(opened)


def seen_as(path: Path) -> tuple[int, int] | None:
    try:
        return inode(path.stat())
    except FileNotFoundError:
        return None


def inode(found: os.stat_result) -> tuple[int, int]:
    return found.st_dev, found.st_ino
