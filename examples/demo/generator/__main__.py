"""`python -m examples.demo.generator FOLDER`: the data of 示例县, whole, in the place of what was there before."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from .catalogue import catalogue_files
from .counts import Counts, government_year, organ_years
from .county import HERE, Agency, County, county
from .documents import document_files
from .face import SETTINGS, face_files
from .guides import guide_files
from .mistakes import with_mistakes
from .portal import portal_files
from .writing import SITE, agencies_text, report_files

# Parts of the data that the reader of reports knows by now: "years" (since, until).
KNOWN: frozenset[str] = frozenset({"years"})
# What no chance decides: old addresses, all that were ever published, the days off of the State Council's notices.
KEPT = ("addresses.txt", "redirects.yml", "words.yml", "workdays.yml")


def main(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    written_anew(folder, with_mistakes(dict(reports(county())), KNOWN))


def written_anew(folder: Path, files: Mapping[str, str]) -> None:
    """All reports, the site and its agencies in the place of those that were there; what was sealed stays."""
    shutil.rmtree(folder / "reports", ignore_errors=True)
    around = {
        "site.yml": SITE + SETTINGS,
        "agencies.yml": agencies_text(county(), with_years="years" in KNOWN),
        **catalogue_files(),
        **document_files(),
        **portal_files(),
        **guide_files(),
        **face_files(),
    }
    kept = {name: (HERE / name).read_text("utf-8") for name in KEPT}
    for name, text in {**files, **around, **kept}.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8", newline="\n")


def reports(of: County) -> Iterator[tuple[str, str]]:
    """Every file of every report without any mistake, by its path in the data folder."""
    organs = [(agency, organ_years(agency, of.years)) for agency in of.organs]
    for year in of.years:
        own = [(agency, years[year]) for agency, years in organs if year in years]
        together = government_year(year, [counts for _, counts in own])
        for agency, counts in ((of.government, together), *own):
            yield from placed(of, agency, year, counts)


def placed(of: County, agency: Agency, year: int, counts: Counts) -> Iterator[tuple[str, str]]:
    for name, text in report_files(of, agency, year, counts).items():
        yield f"reports/{year}/{agency.id}/{name}", text


if __name__ == "__main__":
    main(Path(sys.argv[1]))
