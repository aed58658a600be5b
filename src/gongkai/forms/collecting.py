"""Forms that came back, many at once: each is taken whole or not at all; who has not answered, or answered twice, is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongkai.collection import Collection
from gongkai.county.agencies import Agency
from gongkai.forms.exporting import asked_of
from gongkai.forms.filling import Order
from gongkai.forms.form import confirmed
from gongkai.forms.reading import ReturnedForm, read_form
from gongkai.forms.taking import Taken, take
from gongkai.imports.document import RULE, whole
from gongkai.problems import Position, Problem, errors, shown
from gongkai.source.text import reason

ENDINGS = (".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv")
BESIDE = ("~$", ".~", ".")
"""How the names of files begin that programs lay beside a workbook while it is open, and those of hidden ones."""
TWICE = "{}交来两份内容不同的表：{}；一份也没有收，留下对的一份再导入"
OTHER_YEAR = "这是 {} 年度的表，不是 {} 年度的"
OTHER_AGENCY = "这是{}（{}）的表，不是“{}”的"
YEARS = "里面有 {} 几个年度的表；用 --year 写明收哪一年"


@dataclass(frozen=True, slots=True)
class Received:
    """One file that came back. `form` is None where it could not be read, `taken` where it was not taken."""

    file: Path
    raw: bytes
    form: ReturnedForm | None
    problems: tuple[Problem, ...]
    taken: Taken | None = None
    same_as: str = ""

    @property
    def refused(self) -> bool:
        return bool(errors(self.problems))

    @property
    def sender(self) -> str:
        """Of a form that could be read its agency's name; otherwise the file's."""
        return self.form.identity.agency_name if self.form else self.file.name


@dataclass(frozen=True, slots=True)
class Answered:
    """`missing` are the agencies of the year that sent no form, and of which the county has no figure either."""

    received: tuple[Received, ...]
    year: int | None
    missing: tuple[Agency, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """Which forms are meant, where the office says so."""

    year: int | None = None
    agency: str | None = None


def files_in(place: Path) -> list[Path]:
    """The workbooks in a folder and those below it, by name; a file by itself."""
    if not place.is_dir():
        return [place]
    found = (path for path in place.rglob("*") if path.suffix.lower() in ENDINGS and path.is_file())
    return sorted(path for path in found if not path.name.startswith(BESIDE))


def collect(place: Path, collection: Collection, asked: Asked, order: Order) -> tuple[Answered | None, list[Problem]]:
    """What came back in `place`, a file or a folder, taken into the county's data; None where nothing could be begun."""
    files = files_in(place)
    if not files:
        return None, [whole(shown(place)).problem("里面没有 Excel 文件")]
    read = [read_one(file, collection, asked) for file in files]
    years = sorted({each.form.identity.year for each in read if each.form})
    if len(years) > 1:
        return None, [whole(shown(place)).problem(YEARS.format("、".join(map(str, years))))]
    received = tuple(take_one(each, collection, order) for each in told_apart(read))
    year = years[0] if years else asked.year
    missing = still_missing(collection, year, received) if place.is_dir() and year else ()
    return Answered(received, year, missing), []


def read_one(file: Path, collection: Collection, asked: Asked) -> Received:
    try:
        raw = file.read_bytes()
    except OSError as error:
        problem = Problem(Position(shown(file)), RULE, f"读不了这个文件：{reason(error)}")
        return Received(file, b"", None, (problem,))
    form, problems = read_form(raw, shown(file), collection)
    if form and (fault := asked_for(form, asked)):
        return Received(file, raw, None, (whole(shown(file)).problem(fault),))
    return Received(file, raw, form, tuple(problems))


def asked_for(form: ReturnedForm, asked: Asked) -> str:
    """Why this is not the form that was meant; empty where it is."""
    identity = form.identity
    if asked.year not in (None, identity.year):
        return OTHER_YEAR.format(identity.year, asked.year)
    if asked.agency not in (None, identity.agency):
        return OTHER_AGENCY.format(identity.agency_name, identity.agency, asked.agency)
    return ""


def told_apart(read: Sequence[Received]) -> Iterator[Received]:
    """Of an agency's forms that say the same the first is taken; of those that do not, none."""
    by_agency: dict[str, list[Received]] = {}
    for each in read:
        if each.form:
            by_agency.setdefault(each.form.identity.agency, []).append(each)
    for each in read:
        if each.form is None:
            yield each
            continue
        all_of_it = by_agency[each.form.identity.agency]
        if each is not all_of_it[0] and says_the_same(all_of_it):
            yield Received(each.file, each.raw, each.form, (), same_as=shown(all_of_it[0].file))
        elif says_the_same(all_of_it):
            yield each
        else:
            names = "、".join(shown(other.file) for other in all_of_it)
            problem = whole(shown(each.file)).problem(TWICE.format(each.sender, names))
            yield Received(each.file, each.raw, each.form, (problem,))


def says_the_same(received: Sequence[Received]) -> bool:
    return len({(each.form.answers, tuple(each.form.people.items())) for each in received if each.form}) == 1


def take_one(each: Received, collection: Collection, order: Order) -> Received:
    if each.form is None or each.refused or each.same_as:
        return each
    taken = take(each.form, each.raw, collection, order)
    return Received(each.file, each.raw, each.form, taken.problems, None if taken.refused else taken)


def still_missing(collection: Collection, year: int, received: Sequence[Received]) -> tuple[Agency, ...]:
    answered = {each.form.identity.agency for each in received if each.form}
    there = {report.agency_id for report in collection.reports if report.year == year and confirmed(report)}
    return tuple(agency for agency in asked_of(collection, year) if agency.id not in answered | there)
