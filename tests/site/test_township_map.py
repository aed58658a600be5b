"""The map of the townships: to look at and to click; the list below it is what the keyboard and a screen reader go through."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gongkai.measure.states import reader

from .links import tree

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGE = "jigou/"
CLICKED = "ends => ends.map(([x, y]) => document.elementFromPoint(x, y).closest('a').textContent)"


def drawn(site: Path) -> list[str]:
    return [str(link) for link in tree(site / PAGE / "index.html").xpath("//svg//a/@href")]


def test_what_is_drawn_stands_in_the_list_below(county_site: Path) -> None:
    listed = [*map(str, tree(county_site / PAGE / "index.html").xpath("//*[@id='kind-township']/following::ul[1]//a/@href"))]
    assert len(listed) == 10
    assert {*listed} - {*drawn(county_site)} == {"xuzhou/"}, "which the county has left out"
    assert {*drawn(county_site)} < {*listed}
    assert all((county_site / PAGE / link / "index.html").is_file() for link in listed)


def test_a_county_that_draws_none_has_the_list_alone(demo_site: Path) -> None:
    assert drawn(demo_site) == []


@pytest.mark.browser
@pytest.mark.parametrize("state", ["desktop", "phone"])
def test_a_township_is_clicked_and_each_name_lies_within_its_own(browser: Browser, county_address: str, state: str) -> None:
    with reader(browser, state) as page:
        page.goto(f"{county_address}/{PAGE}")
        page.locator(".gk-townships").scroll_into_view_if_needed()
        for name in page.locator(".gk-townships text").all():
            box = name.bounding_box()
            assert box
            ends = [[box["x"] + edge, box["y"] + box["height"] / 2] for edge in (2, box["width"] - 2)]
            assert page.evaluate(CLICKED, ends) == [name.text_content()] * 2
        page.locator(".gk-townships text").first.click()
        assert "例川镇人民政府" in page.title()
