"""What was sealed (封存): for each report of a year, the digests of its data and of the bag that was made of it.

`data/seals/<year>.yml` is short and is written by `gongkai archive` only. The bags lie in `archive/` beside `data/`.
"""

from __future__ import annotations

import hashlib
import re
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated

from gongkai.problems import Position, Problem, shown
from gongkai.reports.chain import EMPTY, Chain, read_chain
from gongkai.reports.import_record import PICTURES
from gongkai.reports.reading import read_report
from gongkai.reports.report import Report
from gongkai.reports.signatures import ABOUT, ROOTS, Signature, read_signatures
from gongkai.reports.signatures import FOLDER as SIGNATURES
from gongkai.source.allowed_values import CLOSED, Bound, Text
from gongkai.source.days import Day
from gongkai.source.reference import parse_yaml
from gongkai.source.text import read_text

RULE = "seal"
FOLDER = "seals"
ARCHIVE = "archive"
HEAD = "# {year}年度的封存记录。由 gongkai archive 写成，不要手工改；核对用 gongkai verify\n"
REMADE = "封存记录被改动过：写法与 gongkai archive 写的不同；请从备份恢复"
Digest = Annotated[str, Bound(pattern=r"^[0-9a-f]{128}$")]
Number = Annotated[int, Bound(ge=1)]


@dataclass(frozen=True, kw_only=True)
class Version:
    """One sealing of a report. Digests are SHA-512 in hex: of the zip file, of the bag's tagmanifest, and of every data file.

    `without` are the kinds of file that could not be made and that the office agreed to leave out.
    """

    version: Number
    sealed: Day
    by: Text
    zip: Digest
    tagmanifest: Digest
    without: tuple[Text, ...] = ()
    files: dict[str, Digest]

    __pydantic_config__ = CLOSED


@dataclass(frozen=True, slots=True)
class Sealing:
    """One sealing of one report: its number, its stated day, who seals, and the kinds of file left out."""

    version: int
    day: date
    by: str
    without: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Seal:
    """A year's seal: versions by agency, oldest first.

    `before` is the head of the chain on which it was sealed; None for one that was sealed before there were chains.
    """

    year: Annotated[int, Bound()]
    before: Annotated[str, Bound(pattern=r"^[0-9a-f]{64}$")] | None = None
    reports: dict[str, tuple[Version, ...]]

    __pydantic_config__ = CLOSED


@dataclass(frozen=True)
class Seals:
    """All seals of a site, by year, and what was signed of them. `data` is the site's data folder."""

    data: Path
    years: Mapping[int, Seal]
    signed: tuple[Signature, ...] = ()
    chain: Chain = EMPTY

    def versions(self, year: int, agency: str) -> tuple[Version, ...]:
        """The versions of that report, oldest first; empty when it was never sealed."""
        seal = self.years.get(year)
        return seal.reports.get(agency, ()) if seal else ()

    def position(self, year: int) -> Position:
        return Position(shown(seal_file(self.data, year)))

    def sealed_on(self, year: int) -> date | None:
        """The day on which the year's last report was first sealed; None for a year of which nothing is sealed."""
        seal = self.years.get(year)
        return max((versions[0].sealed for versions in seal.reports.values()), default=None) if seal else None

    def signatures(self, year: int) -> tuple[Signature, ...]:
        """Of that year's seal, in the order in which they were taken in."""
        return tuple(each for each in self.signed if each.year == year)

    @cached_property
    def all(self) -> tuple[tuple[int, str, Version], ...]:
        """Every version with its year and agency."""
        return tuple((year, id, v) for year, seal in self.years.items() for id, all in seal.reports.items() for v in all)


NONE = Seals(Path(), {})


def seal_file(data: Path, year: int) -> Path:
    return data / FOLDER / f"{year}.yml"


def archive_folder(data: Path) -> Path:
    """Where the bags lie: beside the data folder. It may be a link to another disk."""
    return data.absolute().parent / ARCHIVE


def bag_name(year: int, agency: str, version: int) -> str:
    """The bag's own name: 2020-finance-1."""
    return f"{year}-{agency}-{version}"


def bag_file(data: Path, year: int, agency: str, version: int) -> Path:
    return archive_folder(data) / str(year) / f"{bag_name(year, agency, version)}.zip"


def signatures_folder(data: Path) -> Path:
    return archive_folder(data) / SIGNATURES


def proof_files(seals: Seals, year: int) -> Iterator[tuple[str, Path]]:
    """What stands beside a year's bags on the site: its seal, and what was signed of it; by the name there."""
    yield seal_file(seals.data, year).name, seal_file(seals.data, year)
    signed, folder = seals.signatures(year), signatures_folder(seals.data)
    names = dict.fromkeys(name for each in signed for name in (f"{each.name}.yml", *each.files))
    yield from ((name, folder / name) for name in (*names, *((ROOTS, ABOUT) if signed else ())))


def read_seals(data: Path) -> tuple[Seals, list[Problem]]:
    """Every seal and what was signed of it; one that cannot be read, or was written by another hand, is a problem."""
    years: dict[int, Seal] = {}
    problems: list[Problem] = []
    for file in sorted((data / FOLDER).glob("[!.]*.yml")):
        seal, found = read_seal(file)
        problems += found
        if seal:
            years[seal.year] = seal
    signed, found = read_signatures(signatures_folder(data))
    chain, broken = read_chain(data)
    return Seals(data, years, signed, chain), problems + found + broken


def read_seal(file: Path) -> tuple[Seal | None, list[Problem]]:
    text, problems = read_text(file)
    if text is None:
        return None, problems
    seal, found = seal_in(text, shown(file))
    problems += found
    if seal and (file.stem != str(seal.year) or problems):
        return None, problems or [Problem(Position(shown(file)), RULE, REMADE)]
    return seal, problems


def seal_in(text: str, name: str) -> tuple[Seal | None, list[Problem]]:
    """The seal that stands in a file of that name; None, and why, where `gongkai archive` would have written it otherwise."""
    from gongkai.source.shapes import read_shape  # noqa: PLC0415 - see `allowed_values`

    node, problems = parse_yaml(text, name)
    if node is None:
        return None, problems
    seal, wrong = read_shape(Seal, node)
    problems += wrong
    if seal and text != seal_text(seal):
        return None, problems or [Problem(Position(name), RULE, REMADE)]
    return seal, problems


def seal_text(seal: Seal) -> str:
    """The file, always the same for the same seal."""
    lines = [HEAD.format(year=seal.year).rstrip("\n"), f"year: {seal.year}"]
    lines += [*([f"before: {quoted(seal.before)}"] if seal.before else []), "reports:"]
    for agency, versions in seal.reports.items():
        lines.append(f"  {agency}:")
        for version in versions:
            lines += version_lines(version)
    return "\n".join(lines) + "\n"


def version_lines(version: Version) -> Iterator[str]:
    yield f"    - version: {version.version}"
    yield f"      sealed: {version.sealed}"
    yield f"      by: {quoted(version.by)}"
    yield f"      zip: {quoted(version.zip)}"
    yield f"      tagmanifest: {quoted(version.tagmanifest)}"
    if version.without:
        yield f"      without: [{', '.join(version.without)}]"
    yield "      files:"
    yield from (f"        {quoted(name)}: {quoted(digest)}" for name, digest in version.files.items())


def quoted(text: str) -> str:
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def digest(content: bytes) -> str:
    return hashlib.sha512(content).hexdigest()


PASSING = re.compile(rf"\.|~\$|Thumbs\.db\Z|{PICTURES}\Z")


def data_files(folder: Path) -> list[str]:
    """Every file of a report's folder, by its path there; what a system or an open Word file leaves behind is none of them.

    Nor are pictures of cells that an import doubted: they may show what the report does not state.
    """
    files = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in files if not any(PASSING.match(part) for part in path.parts))


def digests(folder: Path) -> dict[str, str]:
    return {name: digest((folder / name).read_bytes()) for name in data_files(folder)}


def sealed_report(seals: Seals, report: Report, version: Version) -> Report | None:
    """The report as that version sealed it; None when its bag is not there or is not the one that was sealed."""
    file = bag_file(seals.data, report.year, report.agency_id, version.version)
    if not file.is_file() or digest(file.read_bytes()) != version.zip:
        return None
    name = bag_name(report.year, report.agency_id, version.version)
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(file) as packed:
        for part in ("report.yml", "narrative.md"):
            (Path(folder) / part).write_bytes(packed.read(f"{name}/data/{part}"))
        read, _ = read_report(Path(folder), {report.agency_id: report.agency} if report.agency else {})
    return read
