"""The pages of a county with next to nothing, in a browser and before the W3C's checker: no finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gongkai.build.inputs import font_digest
from gongkai.build.site import build_site
from gongkai.measure.pages import pages
from gongkai.measure.serving import served
from gongkai.measure.states import STATES
from gongkai.problems import errors
from tests.site.access.axe import findings
from tests.site.access.nu import nu_findings

from .counties import project_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

POOR = ("nothing", "agencies", "report-2014", "catalogue")
# Of a larger county the parts of the column are looked at; its other pages are those of other counties.
COLUMN = {"", "fdzdgknr/", "fdzdgknr/mulu/", "jiansuo/", "ysqgk/", "zfxxgkzd/", "zfxxgkzn/", "zfxxgknb/", "zfxxgknb/guidang/"}

Sites = Mapping[str, Path]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    """Without PDF, which no page is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GONGKAI_FONTS", "/nowhere")
        font_digest.cache_clear()
        found = {}
        for county in (*POOR, "everything"):
            project = project_of(county, tmp_path_factory.mktemp(county))
            assert errors(build_site(project, jobs=1).problems) == []
            found[county] = project.site
        yield found
    font_digest.cache_clear()


def looked_at(site: Path) -> list[str]:
    return [page for page in pages(site) if page in COLUMN]


@pytest.mark.browser
@pytest.mark.parametrize("county", ["nothing", "catalogue", "everything"])
def test_axe_finds_nothing(county: str, sites: Sites, browser: Browser) -> None:
    with served(sites[county]) as address:
        assert findings(browser, address, looked_at(sites[county]), ["desktop"]) == []


@pytest.mark.audit
@pytest.mark.browser
@pytest.mark.parametrize("county", [*POOR, "everything"])
def test_axe_finds_nothing_in_any_state(county: str, sites: Sites, browser: Browser) -> None:
    with served(sites[county]) as address:
        assert findings(browser, address, looked_at(sites[county]), STATES) == []


def test_the_checker_of_html_finds_nothing(sites: Sites) -> None:
    files = [str(site / page / "index.html") for site in sites.values() for page in looked_at(site)]
    assert nu_findings(*map(Path, files)) == []
