"""Catalogues of earlier years: `data/catalogue-<year>/`, each as `data/catalogue/` stood when it was set aside.

Only the fields are kept: a published item belongs to no year's catalogue.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from gongkai.catalogue import FIELD_ID, FOLDER, Catalogue, Reader, anew, files_in, load_catalogue, read_fields
from gongkai.files import flush, put_in_place, write_durably
from gongkai.problems import Position, Problem, errors, shown
from gongkai.source.record_reader import RULE

NAME = re.compile(rf"{FOLDER}-(20[0-9]{{2}})\Z")
LIKE = re.compile(rf"{FOLDER}[-_ ]?.+\Z")


@dataclass(frozen=True, slots=True)
class Earlier:
    """A year whose catalogue was set aside, and the folder that it lies in."""

    year: int
    folder: Path

    @property
    def fields(self) -> tuple[str, ...]:
        """The ids of its fields, by the names of their files."""
        return tuple(file.stem for file in files_in(self.folder) if FIELD_ID.match(file.stem))

    def read(self, reader: Reader = anew) -> tuple[Catalogue, list[Problem]]:
        """Its fields with their entries, and everything that could not be read."""
        problems: list[Problem] = []
        return Catalogue(read_fields(self.folder, problems, reader)), problems


def earlier_years(data: Path) -> tuple[Earlier, ...]:
    """Newest first."""
    found = ((NAME.match(folder.name), folder) for folder in folders_like(data))
    years = (Earlier(int(match[1]), folder) for match, folder in found if match)
    return tuple(sorted(years, key=lambda earlier: -earlier.year))


def misnamed_years(data: Path) -> Iterator[Problem]:
    """Folders that look like an earlier catalogue and would be passed over."""
    for folder in folders_like(data):
        if not NAME.match(folder.name):
            message = f"以前的目录应放在“{FOLDER}-年份”的文件夹里，例如 {FOLDER}-2025；“{folder.name}”读不出年份，没有读入"
            yield Problem(Position(shown(folder)), RULE, message)


def folders_like(data: Path) -> list[Path]:
    if not data.is_dir():
        return []
    return sorted(folder for folder in data.iterdir() if folder.is_dir() and LIKE.match(folder.name))


def load_earlier(data: Path, reader: Reader = anew) -> tuple[tuple[tuple[int, Catalogue], ...], list[Problem]]:
    """Every earlier catalogue by its year, newest first, and everything that is wrong with them."""
    problems = list(misnamed_years(data))
    by_year = []
    for earlier in earlier_years(data):
        catalogue, found = earlier.read(reader)
        by_year.append((earlier.year, catalogue))
        problems += found
    return tuple(by_year), problems


def set_aside(data: Path, year: int) -> tuple[Catalogue, list[Problem]]:
    """Copies the catalogue in force, byte for byte, into the year's folder, whole or not at all; nothing is ever overwritten."""
    source, target = data / FOLDER, data / f"{FOLDER}-{year}"
    catalogue, problems = load_catalogue(source)
    wrong = errors(problems)
    if not NAME.match(target.name):
        wrong.append(Problem(Position(shown(target)), RULE, f"“{year}”不是年份；请写四位数，例如 2025"))
    elif target.exists():
        wrong.append(Problem(Position(shown(target)), RULE, f"{year}年的目录已经留存过，不会覆盖它"))
    elif not catalogue.entries and not wrong:
        wrong.append(Problem(Position(shown(source)), RULE, "这里没有目录，没有什么可以留存"))
    if wrong:
        return catalogue, wrong
    fresh = data / f".{target.name}-{uuid4().hex}"
    fresh.mkdir()
    try:
        for file in files_in(source):
            write_durably(fresh / file.name, file.read_bytes())
        flush(fresh)
        put_in_place(fresh, target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    flush(data)
    return catalogue, []
