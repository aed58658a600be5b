"""`python -m examples.demo.generator.sealing FOLDER`: the data of 示例县 with two years sealed, as first published and corrected.

Each year is sealed when its reports are out, and once more after its correction or withdrawal. The days are stated here, so
that the bags have the same bytes each time.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from gongkai.archive import Order, seal_year
from gongkai.collection import load_collection
from gongkai.problems import errors
from gongkai.reports.seals import archive_folder, read_seals

from .__main__ import KNOWN, reports, written_anew
from .county import county
from .mistakes import with_mistakes

FIRST: Mapping[int, date] = {2019: date(2020, 4, 1), 2022: date(2023, 4, 1)}
AGAIN: Mapping[int, date] = {2019: date(2020, 5, 20), 2022: date(2023, 6, 20)}
BY = "示例县人民政府办公室"


class NotSealedError(Exception):
    """The demo's own data cannot be sealed; each line of the message says why."""


def main(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(archive_folder(folder), ignore_errors=True)
    correct = dict(reports(county()))
    for files, days in ((with_mistakes(correct, KNOWN, first=True), FIRST), (with_mistakes(correct, KNOWN), AGAIN)):
        written_anew(folder, files)
        seal(folder, days)


def seal(folder: Path, days: Mapping[int, date]) -> None:
    collection, problems = load_collection(folder)
    for year, day in days.items():
        collection = replace(collection, seals=read_seals(folder)[0])
        sealed, found = seal_year(collection, year, Order(day, BY))
        if sealed is None or errors(problems):
            raise NotSealedError("\n".join(map(str, problems + found)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
