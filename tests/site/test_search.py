"""The search as a reader meets it: in Chromium, on the built sites, with the questions written before it was."""

from pathlib import Path
from urllib.parse import quote, unquote

import pytest
import yaml

pytestmark = pytest.mark.browser

ASKED = yaml.safe_load((Path(__file__).parents[1] / "search" / "questions.yml").read_text("utf-8"))
FIRST = 5
SITES = {"county": "address", "demo": "demo_address"}
DONE = "document.querySelector('.gk-search__status').textContent.match(/找到/)"


def answers(page, address, question, **filters):
    """The addresses of the answers that a fresh page shows, and how many bytes it fetched for them."""
    fetched = []
    page.on("response", lambda response: fetched.append(len(response.body())) if "/index/" in response.url else None)
    chosen = "".join(f"&{name}={quote(value)}" for name, value in filters.items())
    page.goto(f"{address}/jiansuo/?q={quote(question)}{chosen}")
    page.wait_for_function(DONE)
    links = page.locator(".gk-search__hit a").evaluate_all("links => links.map(link => link.href)")
    return [unquote(link).removeprefix(f"{address}/") for link in links], sum(fetched)


@pytest.fixture
def page(browser):
    context = browser.new_context()
    yield context.new_page()
    context.close()


def right(found, wanted):
    """An address with # is that very place; without, any part of that page."""
    return any(address == place or ("#" not in place and address.split("#")[0] == place) for address in found for place in wanted)


@pytest.mark.parametrize("column", SITES)
def test_what_people_ask_is_among_the_first_five(column, browser, request):
    address = request.getfixturevalue(SITES[column])
    missed, heavy = [], []
    for entry in ASKED[column]:
        page = browser.new_page()
        found, fetched = answers(page, address, entry["ask"])
        page.close()
        if not right(found[:FIRST], entry["find"]):
            missed.append(f"{entry['ask']}: {found[:FIRST]}")
        if fetched > 300_000:
            heavy.append(f"{entry['ask']}: {fetched}")
    assert heavy == []
    assert len(missed) <= 0.05 * len(ASKED[column]), "\n".join(missed)


@pytest.mark.parametrize("column", SITES)
def test_what_stands_nowhere_is_not_found(column, browser, request):
    address = request.getfixturevalue(SITES[column])
    found = []
    for question in ASKED["nowhere"]:
        page = browser.new_page()
        hits, _ = answers(page, address, question)
        page.close()
        found += [f"{question}: {hits[:FIRST]}"] if hits else []
    assert found == []
