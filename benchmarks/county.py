"""A county of any number of years and agencies, with its data, pages and mkdocs.yml: the demo county, grown and without mistakes.

    python -m benchmarks.county --years 20 --agencies 60 --into FOLDER      (1,200 reports)
    mkdocs build --strict --config-file FOLDER/mkdocs.yml

Words and figures are those of examples/demo. Every agency, the government among them, has a report of every year, on the form of
that year (before 2014, when there was none, on that of 2014: a warning each). Further agencies are second, third … branches of
those of the demo, with figures of their own. A county with all the agencies of the demo has its catalogue too; a smaller one
has none.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator
from dataclasses import replace
from itertools import count, islice
from pathlib import Path

from examples.demo.generator.__main__ import reports
from examples.demo.generator.catalogue import catalogue_files
from examples.demo.generator.county import HERE, Agency, County, county
from examples.demo.generator.writing import SITE, agencies_text
from gongkai.statute.formats import FIRST_YEAR, LAST_YEAR

ROOT = Path(__file__).parents[1]
NUMERALS = "〇一二三四五六七八九"


def write_county(folder: Path, grown: County) -> None:
    """The county in a folder that is empty or not there yet. It builds with the macros and the theme of this checkout."""
    write_data(folder / "data", grown)
    shutil.copytree(HERE / "docs", folder / "docs")
    # The demo's own settings name the files of the checkout from where the demo lies.
    settings = (HERE / "mkdocs.yml").read_text("utf-8").replace("../../", f"{ROOT}/")
    (folder / "mkdocs.yml").write_text(settings, "utf-8")


def write_data(folder: Path, grown: County) -> None:
    files = {"site.yml": SITE, "agencies.yml": agencies_text(grown, with_years=True), **dict(reports(grown))}
    if len(grown.organs) >= len(county().organs):
        files |= catalogue_files()
    for name, text in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8", newline="\n")


def grown_county(years: int, agencies: int, first: int | None = None) -> County:
    """The demo county with that many agencies, all of them there in each of the years.

    Where no first year is said, the years end with the demo's last one; later where so many do not fit between it and the
    first that a report can be of.
    """
    first = first or max(FIRST_YEAR, county().years[-1] - years + 1)
    if years < 1 or agencies < 1 or first < FIRST_YEAR or first + years - 1 > LAST_YEAR:
        raise ValueError(f"a year and an agency at least, and years between {FIRST_YEAR} and {LAST_YEAR}")
    grown = tuple(islice(organs(), agencies - 1))
    return replace(county(), years=tuple(range(first, first + years)), organs=grown, away=())


def organs() -> Iterator[Agency]:
    """The demo's organs, then branches of its departments and townships, without end."""
    lasting = [replace(agency, since=None, until=None, forms=None) for agency in county().organs]
    yield from lasting
    for number in count(2):
        yield from (branch(agency, number) for agency in lasting if agency.kind != "office")


def branch(agency: Agency, number: int) -> Agency:
    ordinal = "第" + "".join(NUMERALS[int(digit)] for digit in str(number))
    if agency.kind == "township":
        name, short = ordinal + agency.name, ordinal + agency.short
    else:
        name, short = f"{agency.name}{ordinal}分局", f"{agency.short}{ordinal}分局"
    return replace(agency, id=f"{agency.id}-{number}", name=name, short=short)


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--years", type=int, required=True)
    words.add_argument("--agencies", type=int, required=True, help="with the government")
    words.add_argument("--first", type=int, help="the first year")
    words.add_argument("--into", type=Path, required=True, help="a folder that is empty or not there yet")
    options = words.parse_args()
    if options.into.exists() and any(options.into.iterdir()):
        words.error(f"{options.into} is not empty")
    try:
        grown = grown_county(options.years, options.agencies, options.first)
    except ValueError as error:
        words.error(str(error))
    write_county(options.into, grown)


if __name__ == "__main__":
    main()
