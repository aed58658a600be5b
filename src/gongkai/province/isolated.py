"""A county's own programs run apart: without a network, and with no folder of anybody else's, by bubblewrap (`bwrap`)."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

PROGRAM = "bwrap"
ABSENT = "它自己的程序只在隔离里运行，而这台电脑没有 bubblewrap（bwrap）；请安装，或者不写 --trust"
SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc/fonts", "/etc/ld.so.cache", "/etc/localtime")
PASSING = "/tmp"  # noqa: S108 - in there, a disk of its own that goes with it
KEPT = ("LANG", "LC_ALL", "GONGKAI_FONTS", "SOURCE_DATE_EPOCH", "PYTHONPATH")  # of the environment


class NotIsolatedError(Exception):
    """It cannot be run apart; the message says why."""


def isolated(command: Sequence[str], folder: Path, into: Path) -> list[str]:
    """The command in a place where the county's folder and the one that it builds into are all that can be written."""
    program = shutil.which(PROGRAM)
    if program is None:
        raise NotIsolatedError(ABSENT)
    words = [program, "--unshare-all", "--die-with-parent", "--new-session"]
    words += ["--proc", "/proc", "--dev", "/dev", "--tmpfs", PASSING]
    for place in read_only():
        words += ["--ro-bind", place, place]
    for own in map(str, (folder, into)):
        words += ["--bind", own, own]
    return [*words, "--chdir", str(folder), "--", *command]


def read_only() -> Iterator[str]:
    """The system, Python, and where it finds its packages."""
    places = [*SYSTEM, sys.base_prefix, sys.prefix, *filter(os.path.isabs, sys.path), os.environ.get("GONGKAI_FONTS", "")]
    yield from (place for place in dict.fromkeys(places) if place and Path(place).exists())


def environment() -> dict[str, str]:
    """Nothing of the operator's own but what changes the pages; keys and addresses of his stay with him."""
    return {**{name: os.environ[name] for name in KEPT if name in os.environ}, "PATH": "/usr/bin:/bin", "HOME": PASSING}
