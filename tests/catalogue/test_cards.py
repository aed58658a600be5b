"""A field's list on a phone: each entry a card that is seen at once, with the labels of the official table."""

import re
from pathlib import Path

import pytest

from gongkai.html import fragments
from gongkai.statute.catalogue_standard import entry_labels
from tests.build.county import built, small_county

STYLE = Path(fragments.__file__).parent / "components/catalogue-list/style.css"
FACTS = ("time_limit", "publisher", "channels", "levels")


def test_the_labels_are_those_of_the_official_table():
    found = re.findall(r'td:nth-last-child\((\d)\) \{ --gk-head: "(.+?)："', STYLE.read_text("utf-8"))
    assert [label for _, label in sorted(found, reverse=True)] == [entry_labels()[fact] for fact in FACTS]


@pytest.mark.browser
def test_each_entry_is_seen_at_once_and_nothing_slides(browser, tmp_path):
    county = small_county(tmp_path)
    built(county)
    page = browser.new_page(viewport={"width": 375, "height": 667})
    for address in ("social-assistance", "quanbu"):
        page.goto((county.site / "fdzdgknr" / address / "index.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") == 375
        rows = page.locator(".gk-rows tbody tr").evaluate_all(
            "rows => rows.map(row => [row.offsetHeight, row.scrollWidth - row.clientWidth])"
        )
        assert len(rows) > 20
        assert max(height for height, _ in rows) < 400
        assert {wider for _, wider in rows} == {0}
        assert not page.locator(".gk-rows .gk-table__hint").is_visible()
    page.close()


@pytest.mark.browser
def test_in_the_largest_text_a_wide_screen_has_cards_too(browser, tmp_path):
    """A table of seven columns would be slid, with a column under the edge of its frame."""
    county = small_county(tmp_path)
    built(county)
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((county.site / "fdzdgknr/quanbu/index.html").as_uri())
    columns = page.locator(".gk-rows tbody tr >> nth=0").evaluate(
        "row => new Set([...row.cells].map(cell => cell.offsetLeft)).size"
    )
    assert columns == 8
    page.evaluate("document.documentElement.dataset.size = 'huge'")
    row = page.locator(".gk-rows tbody tr >> nth=0")
    assert row.evaluate("row => new Set([...row.cells].filter(cell => cell.offsetHeight).map(cell => cell.offsetLeft)).size") == 1
    scroll = page.locator(".gk-rows .gk-table__scroll")
    assert scroll.evaluate("it => it.scrollWidth - it.clientWidth") == 0
    assert (
        page.locator(".gk-rows tbody td:last-child >> nth=0").evaluate("cell => getComputedStyle(cell, '::before').content")
        == '"公开层级："'
    )
    assert not page.locator(".gk-rows .gk-table__hint").is_visible()
    page.close()
