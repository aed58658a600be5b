"""The first screen of the front page has the search box and the first of the column's parts, however small or enlarged it is."""

from __future__ import annotations

import json
from typing import Any

import pytest

from gongkai.measure.serving import served

pytestmark = pytest.mark.browser

PHONE, DESK = {"width": 360, "height": 640}, {"width": 1280, "height": 800}
BOX, PART = "#ask-box", ".gk-parts h2 a"


@pytest.mark.parametrize("kept", [{}, {"size": "huge"}, {"scheme": "dark"}], ids=["plain", "largest text", "dark"])
@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_box_and_first_part_are_on_it(browser: Any, county_site: Any, screen: dict[str, int], kept: dict[str, str]) -> None:
    context = browser.new_context(viewport=screen)
    context.add_init_script(f"localStorage.setItem('gongkai-display', '{json.dumps(kept)}')")
    page = context.new_page()
    with served(county_site) as address:
        page.goto(f"{address}/")
        box, part = (page.locator(one).first.bounding_box() for one in (BOX, PART))
        assert page.evaluate("document.documentElement.scrollWidth") <= screen["width"]
    context.close()
    assert box["y"] + box["height"] < screen["height"]
    assert part["y"] < screen["height"] - 24


def test_the_portal_s_links_stand_in_the_menu_of_a_phone_and_in_the_header_without_a_script(
    browser: Any, county_site: Any
) -> None:
    for script in (True, False):
        context = browser.new_context(viewport=PHONE, java_script_enabled=script)
        page = context.new_page()
        with served(county_site) as address:
            page.goto(f"{address}/")
            above, inside = page.locator(".gk-portal-links a"), page.locator(".gk-menu__portal a")
            assert above.first.is_visible() is not script
            if script:
                page.get_by_role("button", name="菜单").click()
                assert inside.all_inner_texts() == above.all_text_contents()
            assert inside.first.is_visible() is script
        context.close()
