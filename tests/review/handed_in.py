"""Reports as a reviewer is handed them: the consistent report of the checks, changed as a case says, as a Word file or as data."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from gongkai.downloads import docx
from gongkai.reports.reading import read_report
from tests.checks.reading import written


def word(case: dict[str, Any], file: Path) -> Path:
    """The report of the case as the Word file that its office would send. What cannot be a figure stands in its cell as typed."""
    with tempfile.TemporaryDirectory() as place:
        report, _ = read_report(written({"base": "2021", **case}, Path(place) / "data"), {})
        assert report
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(docx.content(report))
    return file


def two_years(folder: Path) -> Path:
    """A county's data: 2021 and 2022, where the penalties of 2021 were 20 and of 2022 are 77."""
    earlier = {"cells": {"enforcement.administrative_penalty.decisions": 20}}
    written({"base": "2021", "earlier": earlier}, folder / "data")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def copied(folder: Path, into: Path) -> Path:
    shutil.copytree(folder, into)
    return into
