"""An agency's years: a list of subjects, each behind a line; nothing is out of reach of the keys, of a link, of paper."""

import pytest

from gongkai.measure.states import reader

from .access.paper import text_of

pytestmark = pytest.mark.browser
AGENCY = "zfxxgknb/jigou/office/"
CELL = "requests-years.requests-received.2024"
CAPTIONS = "details.gk-fold:not([open]) caption"


@pytest.fixture
def page(browser, county_address):
    with reader(browser) as page:
        yield page


def test_every_subject_is_on_the_list_and_opens_with_the_keys(page, county_address):
    page.goto(f"{county_address}/{AGENCY}")
    listed = page.locator(".gk-contents a").evaluate_all("all => all.map(one => one.hash.slice(1))")
    assert listed == page.locator("article > h2[id], article > figure > h2[id]").evaluate_all("all => all.map(one => one.id)")
    cell = page.locator(f"[id='{CELL}']")
    assert not cell.is_visible()
    page.locator("#requests ~ details > summary").first.press("Enter")
    assert cell.is_visible()


def test_eight_years_are_no_longer_than_ten_screens(page, county_address):
    page.goto(f"{county_address}/{AGENCY}")
    assert page.evaluate("document.documentElement.scrollHeight / innerHeight") < 10


@pytest.mark.parametrize("first", ["", "#years"])
def test_a_link_to_a_cell_opens_what_it_stands_in(page, county_address, first):
    """When the page comes, and when the reader is on it already."""
    page.goto(f"{county_address}/{AGENCY}{first}")
    page.goto(f"{county_address}/{AGENCY}#{CELL}")
    page.wait_for_function("id => document.getElementById(id).checkVisibility()", arg=CELL)
    assert page.locator("details.gk-fold[open]").count() == 1
    assert page.evaluate(
        "id => { const at = document.getElementById(id).getBoundingClientRect(); return at.top >= 0 && at.bottom <= innerHeight }",
        CELL,
    )


@pytest.mark.parametrize("scripts", [True, False])
def test_all_of_it_is_on_paper(browser, county_address, tmp_path, scripts):
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{county_address}/{AGENCY}")
    captions = page.locator(CAPTIONS).all_text_contents()
    page.pdf(path=tmp_path / "page.pdf")
    context.close()
    text = "".join("".join(text_of(tmp_path / "page.pdf")).split())
    assert len(captions) > 8
    assert [caption for caption in captions if "".join(caption.split()) not in text] == []
    assert len(text_of(tmp_path / "page.pdf")) <= 11


def test_what_paper_opened_is_folded_again(page, county_address):
    page.goto(f"{county_address}/{AGENCY}")
    folded = page.locator(CAPTIONS).count()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(CAPTIONS).count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(CAPTIONS).count() == folded
