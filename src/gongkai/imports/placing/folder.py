"""A report's folder written whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Container, Mapping
from pathlib import Path

from gongkai.files import put_in_place, write_whole
from gongkai.problems import Problem

REPORT = "report.yml"


class NotWrittenError(Exception):
    """The folder holds something else than what would be written there; the message says what."""


def write_folder(
    into: Path, contents: Mapping[str, bytes], refusals: Callable[[Path], list[Problem]], renewed: Container[str] = ()
) -> list[Problem]:
    """Build everything in a hidden folder beside `into`, then rename. With any refusal, or when killed, `into` is as it was.

    What `into` holds already (its source/ for example) is kept; a file of the same name with other content is not replaced,
    but for those that are `renewed`.
    """
    into = into.absolute()
    into.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".gongkai-", dir=into.parent))
    try:
        built = work / into.name
        if into.exists():
            shutil.copytree(into, built)
        put(built, contents, renewed)
        problems = refusals(built)
        if not problems:
            put_in_place(built, into)
        return problems
    finally:
        shutil.rmtree(work, ignore_errors=True)


def put(folder: Path, contents: Mapping[str, bytes], renewed: Container[str] = ()) -> None:
    for name, content in contents.items():
        target = folder / name
        if name not in renewed and target.exists() and target.read_bytes() != content:
            raise NotWrittenError(f"这里已有内容不同的 {name}，不会覆盖它；请换一个文件夹，或先把它移开")
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(str(target), content)
