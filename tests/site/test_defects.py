"""The checks can fail: a built site is broken in one place, and the check that is named for it says so (defects.yml)."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from lxml import html

from gongkai.measure.pages import pages
from gongkai.measure.states import reader

from .access.aloud import aloud_findings
from .access.axe import axe_findings
from .access.files import file_findings, same_twice
from .access.grid import lost_paths
from .access.keyboard import key_findings, keyboard_findings, panel_findings, skip_findings
from .access.layout import target_findings, width_findings
from .access.nu import nu_findings
from .access.paper import paper_findings
from .access.unscripted import unscripted_findings
from .access.visit import visit_findings
from .conftest import Packing, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
DEFECTS = yaml.safe_load(Path(__file__).with_name("defects.yml").read_text("utf-8"))
FILLER = "".join(random.Random(1).choices("0123456789abcdef", k=200_000))  # so that it cannot be packed small


@dataclass(frozen=True)
class Place:
    """A page of a site, and how a reader sees it."""

    browser: Browser
    site: Path
    path: str
    state: str
    folder: Path

    @property
    def tree(self) -> html.HtmlElement:
        return html.parse(str(self.site / self.path / "index.html"), html.HTMLParser(encoding="utf-8")).getroot()

    def opened(self, check: Callable[[Page], list[str]], java_script_enabled: bool = True) -> list[str]:
        with served(self.site) as address, reader(self.browser, self.state, java_script_enabled=java_script_enabled) as page:
            page.goto(f"{address}/{self.path}", wait_until="load")
            return list(check(page))

    def visited(self) -> list[str]:
        with served(self.site, Packing) as packed:
            return visit_findings(self.browser, packed, self.path)

    def spoken(self) -> list[str]:
        with served(self.site) as address:
            return aloud_findings(self.browser, f"{address}/{self.path}")

    def checked_by_nu(self) -> list[str]:
        alone = self.folder / "alone"
        alone.mkdir(exist_ok=True)
        shutil.copy(self.site / self.path / "index.html", alone)
        return nu_findings(alone)


CHECKS: dict[str, Callable[[Place], list[str]]] = {
    "tables": lambda place: lost_paths(place.tree),
    "files": lambda place: file_findings(place.tree),
    "titles": lambda place: same_twice(
        {path: Place(place.browser, place.site, path, "", place.folder).tree for path in pages(place.site)}
    ),
    "nu": Place.checked_by_nu,
    "axe": lambda place: place.opened(lambda page: axe_findings(page, place.state)),
    "keyboard": lambda place: place.opened(lambda page: keyboard_findings(page, backwards=True)),
    "skip link": lambda place: place.opened(skip_findings),
    "panels": lambda place: place.opened(panel_findings),
    "keys": lambda place: place.opened(key_findings),
    "targets": lambda place: place.opened(target_findings),
    "width": lambda place: place.opened(width_findings),
    "paper": lambda place: place.opened(lambda page: paper_findings(page, place.folder)),
    "no script": lambda place: place.opened(unscripted_findings, java_script_enabled=False),
    "visit": Place.visited,
    "aloud": Place.spoken,
}


def files_of(site: Path, defect: dict[str, str]) -> Iterator[Path]:
    match defect["in"]:
        case "page":
            yield site / defect["at"] / "index.html"
        case "every":
            yield from site.rglob("index.html")
        case ending:
            yield from (file for file in (site / "assets").glob(f"gongkai-*.{ending}"))


def break_site(site: Path, defect: dict[str, str]) -> None:
    """Changes each of the files; one change at least must have happened."""
    changed = 0
    for file in files_of(site, defect):
        text = file.read_text("utf-8")
        if "add" in defect:
            new = f"{text}\n{defect['add'].replace('{filler}', FILLER)}\n"
        else:
            new = re.sub(defect["replace"], defect["by"], text, count=0 if defect["in"] == "js" else 1, flags=re.DOTALL)
        changed += new != text
        file.write_text(new, "utf-8")
    if "in_page" in defect:
        page = site / defect["at"] / "index.html"
        page.write_text(page.read_text("utf-8").replace("</h1>", f"</h1>{defect['in_page']}", 1), "utf-8")
    assert changed, "nothing was broken"


@pytest.fixture
def place(browser, demo_site, tmp_path):
    """A copy of the small fictional county that may be broken."""

    def at(defect: dict[str, str]) -> Place:
        site = tmp_path / "zwgk"
        shutil.copytree(demo_site, site)
        return Place(browser, site, defect["at"], defect.get("state", "desktop"), tmp_path)

    return at


def caught(place: Callable[[dict[str, str]], Place], defect: dict[str, str]) -> None:
    broken = place(defect)
    check = CHECKS[defect["caught"]]
    before = check(broken)
    assert before == [], "the check finds something before anything is broken"
    break_site(broken.site, defect)
    assert check(broken) != []


def test_every_defect_has_something_to_break(demo_site):
    """Found in a moment, where the audit takes hours."""
    replacing = [defect for defect in DEFECTS if "replace" in defect]
    assert replacing
    assert [
        defect["name"] for defect in replacing if not any(found_in(file, defect) for file in files_of(demo_site, defect))
    ] == []


def found_in(file: Path, defect: dict[str, str]) -> bool:
    return re.search(defect["replace"], file.read_text("utf-8"), flags=re.DOTALL) is not None


@pytest.mark.parametrize("defect", [one for one in DEFECTS if "quick" in one], ids=lambda one: one["name"])
def test_a_defect_is_found(place, defect):
    caught(place, defect)


@pytest.mark.audit
@pytest.mark.parametrize("defect", [one for one in DEFECTS if "quick" not in one], ids=lambda one: one["name"])
def test_every_defect_is_found(place, defect):
    caught(place, defect)


def test_there_are_defects_for_every_check():
    assert len(DEFECTS) >= 30
    assert {one["caught"] for one in DEFECTS} == set(CHECKS)
