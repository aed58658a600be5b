"""`python -m examples.demo.generator.sealing FOLDER`: the data of 示例县 with two years sealed, as first published and corrected.

Each year is sealed when its reports are out, and once more after its correction or withdrawal. The days are stated here, so
that the bags have the same bytes each time.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from gongkai.archive import Order, seal_year
from gongkai.collection import load_collection
from gongkai.problems import errors
from gongkai.reports.seals import archive_folder

from .__main__ import KNOWN, reports, written_anew
from .county import county
from .mistakes import with_mistakes

FIRST: Mapping[int, date] = {2019: date(2020, 4, 1), 2022: date(2023, 4, 1)}
AGAIN: Mapping[int, date] = {2019: date(2020, 5, 20), 2022: date(2023, 6, 20)}
BY = "示例县人民政府办公室"


class NotSealedError(Exception):
    """The demo's own data cannot be sealed; each line of the message says why."""


def main(folder: Path, without: tuple[str, ...] = ()) -> None:
    """`without`: kinds of files that the bags do not hold, as `gongkai archive --without` has them."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(archive_folder(folder), ignore_errors=True)
    correct = dict(reports(county()))
    first, now = with_mistakes(correct, KNOWN, first=True), with_mistakes(correct, KNOWN)
    for day, year in sorted((day, year) for days in (FIRST, AGAIN) for year, day in days.items()):
        written_anew(folder, as_on(day, first, now))
        seal(folder, year, Order(day, BY, without))


def as_on(day: date, first: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """The files of every report by its path: of a year that is corrected later those of its first publication."""
    uncorrected = tuple(f"reports/{year}/" for year, again in AGAIN.items() if again > day)
    before = {path: text for path, text in first.items() if path.startswith(uncorrected)}
    return before | {path: text for path, text in now.items() if not path.startswith(uncorrected)}


def seal(folder: Path, year: int, order: Order) -> None:
    collection, problems = load_collection(folder)
    sealed, found = seal_year(collection, year, order)
    if sealed is None or errors(problems):
        raise NotSealedError("\n".join(map(str, problems + found)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
