"""Any county's column in two commands: no edit, no traceback, no other county's words, no dead link, whoever builds it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gongkai.measure import pages as places
from gongkai.measure.states import reader
from tests.site.access.axe import axe_findings
from tests.site.conftest import served
from tests.site.links import broken_links, pages, tree

from .made_up import COUNTIES, NAMES, STATES, County, typed
from .wheel import Installed, installed

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Every other state, of two counties in turn.
SAMPLE = [(COUNTIES[number % 2], state) for number, state in enumerate([*STATES][::-2])]
FOREIGN = ("正宁", "庆阳", "甘肃", "示例县")
GENERATORS = ("mkdocs", "properdocs")


@pytest.fixture(scope="session")
def package() -> Installed:
    return installed()


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GONGKAI_FONTS", "/nowhere")


def content(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def foreign_words(site: Path, county: County) -> list[str]:
    """Each page with a name that is not the county's own, in what is read, in its title or in an attribute."""
    others = [name for name in (*FOREIGN, *NAMES) if name not in county.name]
    found = []
    for page in pages(site):
        text = page.read_text("utf-8")
        found += [f"{page.relative_to(site)}: {name}" for name in others if name in text]
    return found


def built(county: County, state: str, package: Installed) -> Path:
    """Made by the commands, then built strictly by each of the three; they give the same bytes."""
    STATES[state](county)
    folder = county.folder.absolute()
    done = package.run("gongkai", "build", cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    for generator in GENERATORS:
        site = folder / generator
        words = (generator, "build", "--strict", "--config-file", "mkdocs.yml", "--site-dir", str(site))
        done = package.run(*words, cwd=folder)
        assert done.returncode == 0, f"{generator}\n{done.stdout}{done.stderr}"
        assert "Traceback" not in done.stdout + done.stderr
        assert content(site) == content(folder / "site"), generator
    return folder / "site"


def assert_is_its_own(site: Path, county: County) -> None:
    assert (site / "index.html").is_file()
    assert foreign_words(site, county) == []
    assert broken_links(site) == []
    titles = {str(page.relative_to(site)): tree(page).findtext(".//title") or "" for page in pages(site)}
    assert {page: title for page, title in titles.items() if county.name not in title} == {}


@pytest.mark.parametrize(("county", "state"), SAMPLE, ids=lambda part: getattr(part, "name", part))
def test_two_counties_in_some_states(county: County, state: str, package: Installed) -> None:
    assert_is_its_own(built(county, state, package), county)


@pytest.mark.audit
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("county", COUNTIES, ids=lambda county: county.name)
def test_every_county_in_each_state(county: County, state: str, package: Installed) -> None:
    assert_is_its_own(built(county, state, package), county)


@pytest.mark.audit
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_on_one_page_of_each_kind(state: str, browser: Browser) -> None:
    county = COUNTIES[len(state) % len(COUNTIES)]
    STATES[state](county)
    typed("build", county.name)
    site = county.folder / "site"
    found = []
    with served(site.absolute()) as address, reader(browser, "desktop") as page:
        for path in places.one_of_each(places.pages(site)):
            page.goto(f"{address}/{path}", wait_until="load")
            found += [f"{path}: {finding}" for finding in axe_findings(page)]
    assert found == []


def test_a_word_of_another_county_and_a_dead_link_are_found(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<title>青禾县</title><a href='nowhere/' title='云麓市'>甘肃省</a>", "utf-8")
    assert foreign_words(tmp_path, COUNTIES[0]) == ["index.html: 甘肃", "index.html: 云麓市"]
    assert broken_links(tmp_path) == ["index.html → nowhere/"]
