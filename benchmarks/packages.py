"""Packages as a city receives them: of each county a folder or a zip archive with a Word file of each agency.

    python -m benchmarks.packages --counties 90 --agencies 38 --into FOLDER
    python benchmarks/measured.py 0 gongkai review --counties FOLDER --into REVIEW

Words and figures are those of the demo county, grown (benchmarks/county.py): every report has figures of its own. Each third
county sends a zip archive. In each county one report has a wrong sum, which the review has to find, and one file is no report.
"""

from __future__ import annotations

import argparse
import io
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.county import grown_county
from examples.demo.generator.__main__ import reports
from examples.demo.generator.county import County
from gongkai.build.processes import spread
from gongkai.downloads import docx
from gongkai.reports.reading import read_report

WRONG = ("requests", "received", "total")
NO_REPORT = "说明.docx"


@dataclass(frozen=True, slots=True)
class Package:
    """`number` counts from 1; `county` has its agencies, the first of them its government."""

    number: int
    county: County
    into: Path


def packages(counties: int, agencies: int, into: Path) -> Iterator[Package]:
    """Counties with agencies of their own, all of them of one year."""
    own = agencies - 1  # besides the government
    grown = grown_county(1, counties * own + 1)
    for number in range(1, counties + 1):
        organs = grown.organs[(number - 1) * own : number * own]
        yield Package(number, replace(grown, organs=organs), into)


def write(package: Package) -> int:
    """How many Word files the package has."""
    files = {f"{name}.docx": content for name, content in words(package.county, wrong=package.number)}
    files[NO_REPORT] = b"not a document"
    name = f"第{package.number:03}县"
    if package.number % 3:
        (package.into / name).mkdir(parents=True)
        for file, content in files.items():
            (package.into / name / file).write_bytes(content)
    else:
        (package.into / f"{name}.zip").write_bytes(zipped(files))
    return len(files) - 1


def words(county: County, wrong: int) -> Iterator[tuple[str, bytes]]:
    """Each report as Word, by its agency's name. In one of them a total is one too large."""
    with tempfile.TemporaryDirectory() as place:
        folders = sorted({write_text(Path(place), name, text) for name, text in reports(county)})
        for number, folder in enumerate(folders):
            if number == wrong % len(folders):
                spoil(folder / "report.yml")
            report, problems = read_report(folder, {})
            assert report, problems
            yield f"{number + 1:02} {report.envelope.title}", docx.content(report)


def write_text(place: Path, name: str, text: str) -> Path:
    file = place / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file.parent


def spoil(file: Path) -> None:
    table, row, column = WRONG
    lines = file.read_text("utf-8").split("\n")
    at = next(n for n, line in enumerate(lines) if line.startswith(f"    {row}:") and f"  {table}:" in lines[:n])
    before, figure = lines[at].rsplit(f"{column}: ", 1)
    lines[at] = f"{before}{column}: {int(figure.rstrip('}')) + 1}}}"
    file.write_text("\n".join(lines), "utf-8")


def zipped(files: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--counties", type=int, default=90)
    parser.add_argument("--agencies", type=int, default=38)
    parser.add_argument("--into", type=Path, required=True)
    options = parser.parse_args()
    written, _ = spread(write, list(packages(options.counties, options.agencies, options.into)))
    print(f"{sum(written)} Word files of {options.counties} counties in {options.into}")


if __name__ == "__main__":
    main()
