"""The W3C's own checker of HTML (Nu), on every page: as built, and as it stands after its scripts have run. No error, no warning."""

import shutil

import pytest

from gongkai.measure import pages as places
from gongkai.measure.states import pressed, reader

from .access.nu import nu_findings

pytestmark = pytest.mark.browser
SOME = 150


def test_as_built(site, demo_site, county_site, tmp_path):
    """All at once: starting Java takes as long as a hundred pages. Of the large county a few pages of each kind."""
    for page in places.sample(places.pages(county_site), SOME):
        (tmp_path / page).mkdir(parents=True, exist_ok=True)
        shutil.copy(county_site / page / "index.html", tmp_path / page)
    assert nu_findings(site, demo_site, tmp_path) == []


@pytest.mark.audit
def test_the_whole_county_as_built(whole_county_site):
    assert nu_findings(whole_county_site) == []


def after_scripts(browser, column, folder):
    """Every page as it stands once its scripts have run, with the choices of 关怀版 open."""
    with reader(browser) as page:
        for path in column.pages:
            page.goto(f"{column.address}/{path}", wait_until="load")
            pressed(page, "关怀版")
            target = folder / path / "index.html"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(page.content(), "utf-8")
    return nu_findings(folder)


def test_after_scripts_ran(browser, column, tmp_path):
    assert after_scripts(browser, column, tmp_path) == []


@pytest.mark.audit
def test_after_scripts_ran_on_every_page(browser, whole_column, tmp_path):
    assert after_scripts(browser, whole_column, tmp_path) == []


def test_a_fault_is_found(site, tmp_path):
    """The check can fail: an attribute that HTML does not have, an id twice."""
    shutil.copy(site / "index.html", tmp_path)
    page = tmp_path / "index.html"
    page.write_text(page.read_text("utf-8").replace("<h1", '<h1 id="content" scope="row"', 1), "utf-8")
    assert len(nu_findings(tmp_path)) >= 2
