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
    found = re.findall(r'td:nth-last-child\((\d)\)::before \{ content: "(.+?)："', STYLE.read_text("utf-8"))
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
