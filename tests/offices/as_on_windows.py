"""A program in which everything is gone that only Linux has: `as_on_windows.py COMMAND …` runs `gongkai COMMAND …` like that.

What Windows has not is taken away, and what it does otherwise is done so: a name is refused that it would refuse, nothing is put
where something stands, nothing is removed or replaced that is open, no folder is opened. A command that needs any of it fails
here as it would fail there. It is run as a program, so that nobody else's process is changed.
"""

# ruff: noqa: PTH100, PTH109, PTH110, PTH112, PTH115, PTH123, PTH208
# (it stands in for what Path calls)

from __future__ import annotations

import errno
import os
import re
import signal
import sys
from collections.abc import Callable
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

MODULES = {"fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "syslog", "crypt", "spwd", "nis"}
CALLS = (
    "fork",
    "forkpty",
    "register_at_fork",
    "symlink",
    "sync",
    "fdatasync",
    "posix_fallocate",
    "posix_fadvise",
    "sendfile",
    "getuid",
    "geteuid",
    "getgid",
    "getegid",
    "getgroups",
    "getpgid",
    "getpgrp",
    "getsid",
    "setsid",
    "setuid",
    "setgid",
    "setpgid",
    "killpg",
    "chown",
    "fchown",
    "lchown",
    "fchmod",
    "mkfifo",
    "mknod",
    "nice",
    "uname",
    "sched_getaffinity",
    "sched_setaffinity",
    "statvfs",
    "pathconf",
    "sysconf",
    "wait3",
    "wait4",
    "waitid",
    "openpty",
    "ttyname",
    "tcgetpgrp",
    "O_DIRECTORY",
    "O_NOFOLLOW",
    "O_CLOEXEC",
    "O_NONBLOCK",
    "O_SYNC",
    "O_DSYNC",
    "O_NOCTTY",
)  # of os
SIGNALS = {"SIGINT", "SIGTERM", "SIGABRT", "SIGFPE", "SIGILL", "SIGSEGV"}  # that Windows has
FORBIDDEN = re.compile(r'(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?|.*[<>:"|?*\\\x00-\x1f].*|.*[. ]', re.IGNORECASE)
LONGEST = 259  # characters of a whole path
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def own_locks() -> ModuleType:
    """`msvcrt`, as far as a lock needs it; what it does is done by the call that is taken away."""
    import fcntl

    def locking(handle: int, _mode: int, _bytes: int) -> None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise PermissionError(errno.EACCES, "Permission denied") from error

    known = ModuleType("msvcrt")
    known.LK_NBLCK, known.locking = 2, locking  # type: ignore[attr-defined]
    return known


class NotThere:
    """Finds none of the modules."""

    def find_spec(self, name: str, _path: object = None, _target: object = None) -> ModuleSpec | None:
        if name.partition(".")[0] in MODULES:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return None


def take_away() -> None:
    sys.meta_path.insert(0, NotThere())
    for name in MODULES & sys.modules.keys():
        del sys.modules[name]
    for name in CALLS:
        if hasattr(os, name):
            delattr(os, name)
    for name in [name for name in dir(signal) if re.fullmatch(r"SIG[A-Z]+\d*", name) and name not in SIGNALS]:
        delattr(signal, name)
    for name in ("alarm", "setitimer", "sigwait", "pthread_kill", "pthread_sigmask"):
        delattr(signal, name)
    no_libc()
    no_fork()
    otherwise()


def no_libc() -> None:
    import ctypes

    real = ctypes.CDLL.__init__

    def loaded(self: Any, name: object = None, *more: Any, **others: Any) -> None:
        if name is None:
            raise TypeError("LoadLibrary() argument 1 must be str, not None")
        real(self, name, *more, **others)  # type: ignore[arg-type]

    ctypes.CDLL.__init__ = loaded  # type: ignore[method-assign]


def no_fork() -> None:
    import multiprocessing.context as known

    known._concrete_contexts = {"spawn": known._concrete_contexts["spawn"]}  # type: ignore[attr-defined]
    import multiprocessing

    multiprocessing.get_all_start_methods = lambda: ["spawn"]


def call_it_windows() -> None:
    """For what asks late, as `zipfile` does for the system that an entry was made on; what asks early has been loaded by then."""
    import asyncio  # noqa: F401
    import concurrent.futures.process  # noqa: F401
    import mimetypes  # noqa: F401
    import subprocess  # noqa: F401
    import tempfile  # noqa: F401
    import uuid  # noqa: F401
    import webbrowser  # noqa: F401
    import zoneinfo  # noqa: F401

    sys.platform = "win32"


# ---- What Windows does otherwise


def otherwise() -> None:
    """Each call looks first; what Windows would refuse is refused with its error."""
    for name in ("open", "mkdir", "rename", "replace", "link", "unlink", "remove", "rmdir", "fsync"):
        setattr(os, name, guarded(getattr(os, name), LOOKED_AT[name]))
    sys.addaudithook(name_is_allowed)


def guarded(call: Callable[..., Any], look: Callable[..., None]) -> Callable[..., Any]:
    def called(*given: Any, **others: Any) -> Any:
        look(*given)
        return call(*given, **others)

    return called


def name_is_allowed(event: str, given: tuple[Any, ...]) -> None:
    """Of everything that is made, by whichever call: Python's own `open` does not come through `os.open`."""
    made = given[1:2] if event in ("os.rename", "os.link") else given[:1]
    if event == "open" and not (isinstance(given[2], int) and given[2] & WRITING):
        return
    if event in ("open", "os.mkdir", "os.rename", "os.link") and made and isinstance(made[0], str):
        allowed(made[0])


def allowed(path: str) -> None:
    whole = os.path.abspath(path)
    odd = [part for part in Path(whole).parts[1:] if FORBIDDEN.fullmatch(part)]
    if (odd or len(whole) > LONGEST) and not whole.startswith(("/dev/", "/proc/")):
        raise OSError(errno.EINVAL, "The filename, directory name, or volume label syntax is incorrect", path)


def open_files() -> set[str]:
    held = set()
    for handle in os.listdir("/proc/self/fd"):
        try:
            held.add(os.readlink(f"/proc/self/fd/{handle}"))
        except OSError:
            continue  # the handle of this very list
    return held


def not_open(path: Any, *_: Any) -> None:
    """Neither the file nor, of a folder, anything below it."""
    whole = os.path.abspath(os.fspath(path))
    if any(held == whole or held.startswith(f"{whole}/") for held in open_files()) or within(whole):
        raise PermissionError(errno.EACCES, "The process cannot access the file", os.fspath(path))


def within(folder: str) -> bool:
    """Whether somebody works in the folder."""
    return f"{os.getcwd()}/".startswith(f"{folder}/") and os.path.isdir(folder)


def not_there(source: Any, target: Any, *_: Any) -> None:
    not_open(source)
    if os.path.exists(target):
        raise FileExistsError(errno.EEXIST, "Cannot create a file when that file already exists", os.fspath(target))


def no_folder_there(source: Any, target: Any, *_: Any) -> None:
    for path in (source, target):
        not_open(path)
    if os.path.isdir(target):
        raise PermissionError(errno.EACCES, "Access is denied", os.fspath(target))


def no_folder(path: Any, *_: Any) -> None:
    if isinstance(path, (str, Path)) and os.path.isdir(path):
        raise PermissionError(errno.EACCES, "Permission denied", os.fspath(path))


def writable(handle: int) -> None:
    with open(f"/proc/self/fdinfo/{handle}", encoding="ascii") as told:
        flags = next(int(line.split()[1], 8) for line in told if line.startswith("flags:"))
    if not flags & (os.O_WRONLY | os.O_RDWR):
        raise OSError(errno.EBADF, "Bad file descriptor")


def nothing(*_: Any) -> None:
    """Done as on Linux."""


LOOKED_AT: dict[str, Callable[..., None]] = {
    "open": no_folder,
    "mkdir": nothing,
    "link": nothing,
    "rename": not_there,
    "replace": no_folder_there,
    "unlink": not_open,
    "remove": not_open,
    "rmdir": not_open,
    "fsync": writable,
}


def main() -> int:
    locks = own_locks()
    take_away()
    from gongkai.cli import main as gongkai

    call_it_windows()
    sys.modules["msvcrt"] = locks
    return gongkai(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
