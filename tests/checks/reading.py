"""Makes the site that a case describes, and says what `gongkai check` would find in it."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

from gongkai.archive import Order, seal_year
from gongkai.checks.rules import check_collection
from gongkai.collection import load_collection
from gongkai.reports.published import record, state_of

BASE = Path(__file__).parent / "base"
YEARS = {"2014": 2016, "2019": 2020, "2021": 2022, "sentences": 2023}


def findings(case: dict[str, Any], data: Path) -> list[str]:
    """The lines found: `file:line:column: message [rule]`, a file of the report without its folder."""
    folder = written(case, data)
    collection, problems = load_collection(data)
    lines = [str(problem) for problem in problems + check_collection(collection, release=case.get("release", False))]
    return [re.sub(rf"^.*?/data/({folder.relative_to(data)}/)?", "", line) for line in lines]


def written(case: dict[str, Any], data: Path) -> Path:
    """The consistent base, changed as the case says; with its `files` and the report of the year before where it asks for them."""
    data.mkdir(parents=True, exist_ok=True)
    for name in ("site.yml", "agencies.yml"):
        shutil.copy(BASE / name, data / name)
        edit(data / name, case.get(name.removesuffix(".yml"), {}))
    for name, text in case.get("files", {}).items():
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        (data / name).write_text(text, "utf-8")
    base = case.get("base", "2019")
    year = case.get("year", YEARS[base])
    if "sealed" in case:
        report({"base": base, **case["sealed"]}, year, data)
        seal(year, data)
        shutil.rmtree(data / "reports" / str(year))
    if "published" in case:
        report({"base": base, **case["published"]}, year, data)
        (stated,) = load_collection(data)[0].reports
        record(data, {(year, "demo"): state_of(stated)})
        shutil.rmtree(data / "reports" / str(year))
    if "earlier" in case:
        report({"base": base, **case["earlier"]}, year - 1, data)
    return report({"base": base, **case}, year, data)


def seal(year: int, data: Path) -> None:
    """The year as it lies there, sealed; without PDF, which takes the longest."""
    collection, problems = load_collection(data)
    sealed, found = seal_year(collection, year, Order(date(year + 2, 1, 15), "县政府办公室", ("pdf",)))
    assert sealed
    assert problems + found == []


def report(case: dict[str, Any], year: int, data: Path) -> Path:
    """`edit`: what is typed instead; `zero`: a table all 0; `cells`: figures by address; `add`: lines at the end; `with`: files beside."""
    folder = data / "reports" / str(year) / "demo"
    shutil.copytree(BASE / case["base"], folder)
    move(folder, YEARS[case["base"]], year)
    text = (folder / "report.yml").read_text("utf-8")
    if "zero" in case:
        text = zeroed(text, case["zero"])
    for address, figure in case.get("cells", {}).items():
        text = with_cell(text, address, figure)
    (folder / "report.yml").write_text(text + case.get("add", ""), "utf-8")
    edit(folder, case.get("edit", {}))
    for name, typed in case.get("with", {}).items():
        (folder / name).write_text(typed, "utf-8")
    return folder


def zeroed(text: str, table: str) -> str:
    """Every figure of that table 0."""
    start = text.index(f"\n  {table}:\n") + len(table) + 5
    end = found.start() + start if (found := re.search(r"^  \w", text[start:], re.MULTILINE)) else len(text)
    return text[:start] + re.sub(r": \d+(?=[,}])", ": 0", text[start:end]) + text[end:]


def with_cell(text: str, address: str, figure: object) -> str:
    table, row, column = address.split(".")
    start = text.index(f"\n  {table}:\n")
    start = text.index(f"\n    {row}: {{", start)
    head, line, rest = text[:start], *text[start + 1 :].split("\n", 1)
    changed, times = re.subn(rf"\b{column}: [^,}}]*", f"{column}: {'null' if figure is None else figure}", line)
    assert times == 1, address
    return f"{head}\n{changed}\n{rest}"


def edit(place: Path, changes: dict[str, str]) -> None:
    files = sorted(place.iterdir()) if place.is_dir() else [place]
    for old, new in changes.items():
        holding = [file for file in files if old in file.read_text("utf-8")]
        assert len(holding) == 1, f"{old!r} is in {len(holding)} files of {place.name}"
        text = holding[0].read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        holding[0].write_text(text.replace(old, new), "utf-8")


def move(folder: Path, base_year: int, year: int) -> None:
    """The base of another year: its own year and the one after, wherever they stand, moved as far."""
    years = {str(base_year + step): str(year + step) for step in (0, 1)}
    for file in folder.iterdir():
        text = re.sub(r"20\d\d", lambda found: years.get(found[0], found[0]), file.read_text("utf-8"))
        file.write_text(text, "utf-8")
