"""The files that a site offers beside a sealed report, where one was altered: what it says and what was sealed, word by word.

The bag holds every file as it was when the report was sealed.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Container, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path

from gongkai.archive.bags import RULE
from gongkai.problems import Position, Problem, shown
from gongkai.reports.seals import Version
from gongkai.source.text import shortened

Read = Callable[[bytes, str], Sequence[str]]
"""The words of a file of that name, in their order; none where nothing can be read."""
UNREAD = "读不出它现在写了什么"


def altered_downloads(bag: Path, version: Version, folder: Path, altered: Container[Path], read: Read) -> Iterator[Problem]:
    """Of each altered file in the report's `folder` that the bag has too, the first words that differ from what was sealed.

    `altered` are the files of the site that are not what they were when it was built.
    """
    with zipfile.ZipFile(bag) as packed:
        inside = f"{bag.stem}/data/"
        for name in packed.namelist():
            file = folder / name.removeprefix(inside)
            if name.startswith(inside) and file in altered:
                fault = difference(file, packed.read(name), read)
                yield Problem(Position(shown(file)), RULE, f"与封存的第 {version.version} 版不同：{fault}")


def difference(file: Path, sealed: bytes, read: Read) -> str:
    """The first words of the file that are not as they were sealed, and what stands there now."""
    was, now = read(sealed, shown(file)), read(file.read_bytes(), shown(file))
    if not now:
        return UNREAD
    differing = [(one, other) for one, other in zip_longest(was, now, fillvalue="") if one != other]
    if not differing:
        return "文字和数字相同，别的内容被改动"
    one, other = differing[0]
    more = f"（这个文件共有 {len(differing)} 处）" if len(differing) > 1 else ""
    return f"封存时是“{shortened(one)}”，文件里是“{shortened(other)}”{more}"
