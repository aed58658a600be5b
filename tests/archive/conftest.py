"""The small fictional county, sealed: 2021 as its office would, from a copy that a test may spoil."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from gongkai.archive import Order, seal_year, verify_seals
from gongkai.archive.sealing import Sealed
from gongkai.cli import main
from gongkai.collection import load_collection
from gongkai.problems import Problem, errors
from gongkai.reports.seals import read_seals
from tests.archive.authority import Authority, authority_in

DEMO = Path(__file__).parents[1] / "sites" / "demo"
SOURCE = "收到的原件.txt"
PUBLISHED = "source_published: true\n"
DAY = date(2022, 4, 1)
WITHOUT_PDF = ("pdf",)  # it takes the longest, and is like any other file of a bag


def county_in(folder: Path) -> Path:
    """Its data, with an original for each of the two reports of 2021."""
    data = folder / "data"
    shutil.copytree(DEMO / "data", data)
    for agency in ("demo", "finance"):
        original = data / "reports/2021" / agency / "source" / SOURCE
        original.parent.mkdir()
        original.write_text("原件一字不动。\n", "utf-8")
        report = original.parents[1] / "report.yml"
        said = report.read_text("utf-8")
        report.write_text(said.replace(f"agency: {agency}\n", f"agency: {agency}\n{PUBLISHED}", 1), "utf-8")
    return data


def seal(
    data: Path, day: date | None = DAY, without: tuple[str, ...] = WITHOUT_PDF, year: int = 2021
) -> tuple[Sealed | None, list[Problem]]:
    """What was sealed, or None and why not."""
    return seal_year(load_collection(data)[0], year, Order(day, "示例县人民政府办公室", without))


def whole(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def wrong(data: Path) -> list[str]:
    """What `gongkai verify` says is wrong."""
    seals, problems = read_seals(data)
    return [str(problem) for problem in errors([*problems, *verify_seals(seals)])]


@pytest.fixture(scope="session")
def sealed_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = county_in(tmp_path_factory.mktemp("sealed"))
    sealed, problems = seal(data)
    assert sealed, problems
    return data.parent


@pytest.fixture
def county(sealed_once: Path, tmp_path: Path) -> Path:
    """A copy of the sealed county: `data/` and `archive/`."""
    shutil.copytree(sealed_once, tmp_path / "county")
    return tmp_path / "county"


@pytest.fixture
def retyped(county: Path) -> Callable[[str, str, str], None]:
    def type_instead(file: str, old: str, new: str) -> None:
        place = county / "data/reports/2021" / file
        text = place.read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands there {text.count(old)} times"
        place.write_text(text.replace(old, new), "utf-8")

    return type_instead


# What an authority of our own signs and stamps


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return authority_in(tmp_path_factory.mktemp("authority"))


def taken_in(county: Path, file: Path, *more: object) -> str:
    """The name under which `gongkai sign --take` keeps it."""
    data = county / "data"
    before = {each.file for each in read_seals(data)[0].signed}
    assert main(["sign", "2021", "--data", str(data), "--take", str(file), *map(str, more)]) == 0
    (new,) = {each.file for each in read_seals(data)[0].signed} - before
    return new


def signed_by_all(county: Path, authority: Authority, work: Path) -> None:
    """By keys of every kind, one of the signatures stamped, and the seal itself too: 2021-1 to 2021-6."""
    seal, roots = county / "data/seals/2021.yml", authority.folder / "roots.pem"
    taken_in(county, authority.cms(seal, "rsa", work / "1.p7s"), "--trust", roots)
    taken_in(county, authority.cms(seal, "ec", work / "2.p7s"))
    for name in ("ed25519", "sm2"):
        taken_in(county, authority.raw(seal, name, work / f"{name}.sig"), "--cert", authority.folder / f"{name}.pem")
    taken_in(county, authority.stamp(authority.query(seal, work / "5.tsq"), work / "5.tsr"))
    of = county / "archive/signatures/2021-1.p7s"
    taken_in(county, authority.stamp(authority.query(of, work / "6.tsq"), work / "6.tsr"))


@pytest.fixture(scope="session")
def signed_once(sealed_once: Path, authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("signed")
    shutil.copytree(sealed_once, folder / "county")
    signed_by_all(folder / "county", authority, folder)
    return folder / "county"


@pytest.fixture
def signed(signed_once: Path, tmp_path: Path) -> Path:
    """A copy of the county whose seal was signed."""
    return Path(shutil.copytree(signed_once, tmp_path / "signed"))
