"""The frame of every page: the keyboard's way through it, the menu, 关怀版, no JavaScript."""

import pytest
from lxml import html

from gongkai.measure.pages import pages, sample
from gongkai.measure.states import pressed, reader, seen_as

from .access.axe import axe_findings
from .access.files import file_findings, same_twice
from .access.keyboard import key_findings, keyboard_findings, panel_findings, skip_findings, stops
from .access.layout import target_findings, width_findings
from .conftest import WHOLE_TABLE, served

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 360, "height": 740}}
SOME = 400  # pages of a site; every page of the county's own
DESKTOP = {"viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def opened(browser):
    contexts = []

    def open_page(url, **options):
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.goto(url, wait_until="load")
        return page

    yield open_page
    for context in contexts:
        context.close()


def walked(browser, address, paths, state, *, button="", backwards=False):
    """What is wrong on the keyboard's way through each page, with a panel open or without."""
    found = []
    with reader(browser, state) as page:
        for path in paths:
            page.goto(f"{address}/{path}", wait_until="load")
            if button:
                pressed(page, button)
            found += [f"{path or 'front page'}: {finding}" for finding in keyboard_findings(page, backwards=backwards)]
    return found


def test_every_stop_of_the_keyboard_is_seen_and_none_is_a_trap(browser, column):
    assert walked(browser, column.address, column.pages, "phone") == []


@pytest.mark.parametrize(
    ("state", "button"), [("desktop", ""), ("dark", "关怀版"), ("high contrast", ""), ("phone", "菜单"), ("phone", "关怀版")]
)
def test_the_way_is_the_same_in_other_colours_with_panels_open_and_back(browser, address, state, button):
    paths = ("", "zfxxgknb/2020/", "jiansuo/")
    assert walked(browser, address, paths, state, button=button, backwards=True) == []


@pytest.mark.audit
@pytest.mark.parametrize("button", ["", "菜单", "关怀版"])
@pytest.mark.parametrize("state", ["desktop", "phone", "dark", "high contrast", "largest text on a phone"])
def test_the_whole_way_through_every_page(browser, whole_column, state, button):
    if button != "菜单" or "phone" in state:
        assert walked(browser, whole_column.address, whole_column.pages, state, button=button, backwards=True) == []


@pytest.mark.audit
def test_the_way_through_the_table_of_all_entries(browser, whole_county_site):
    with served(whole_county_site) as address:
        assert walked(browser, address, [WHOLE_TABLE], "phone") == []


@pytest.mark.parametrize("state", ["desktop", "phone"])
def test_panels_keys_and_the_skip_link(browser, column, state):
    found = []
    with reader(browser, state) as page:
        for path in column.pages if state == "phone" else column.pages[:3]:
            page.goto(f"{column.address}/{path}", wait_until="load")
            findings = [*skip_findings(page), *key_findings(page), *panel_findings(page)]
            found += [f"{path or 'front page'}: {finding}" for finding in findings]
    assert found == []


def test_targets_and_width_on_a_phone(browser, column):
    """44 pixels for a finger, with each panel open; nothing wider than the screen in any size of text, nor at 400 %."""
    found = []
    with reader(browser) as page:
        for path in column.pages:
            page.goto(f"{column.address}/{path}", wait_until="load")
            findings = []
            for state in ("phone", "menu open", "choices open"):
                with seen_as(page, state):
                    findings += [*target_findings(page), *width_findings(page)]
            for state in ("largest text on a phone", "zoomed to 400 %"):
                with seen_as(page, state):
                    findings += width_findings(page)
            found += [f"{path or 'front page'}: {finding}" for finding in findings]
    assert found == []


@pytest.mark.audit
def test_targets_and_width_of_every_page(browser, whole_column):
    test_targets_and_width_on_a_phone(browser, whole_column)


def test_what_the_files_say(column):
    """Language, title, description, labels, ids, nothing in line: of many pages of the site."""
    says_what_it_should(column.site, sample(pages(column.site), SOME))


@pytest.mark.audit
def test_what_every_file_says(whole_column):
    says_what_it_should(whole_column.site, pages(whole_column.site))


def says_what_it_should(site, paths):
    read = {path: html.parse(str(site / path / "index.html"), html.HTMLParser(encoding="utf-8")).getroot() for path in paths}
    assert [f"{path}: {finding}" for path, page in read.items() for finding in file_findings(page)] == []
    assert same_twice(read) == []


def test_a_closed_menu_takes_no_focus_and_escape_gives_it_back(opened, address):
    page = opened(f"{address}/zfxxgknb/2020/", **PHONE)
    names = [stop["name"] for stop in stops(page, 100)]
    assert "A 依申请公开" not in names
    button = page.get_by_role("button", name="菜单")
    button.click()
    assert button.get_attribute("aria-expanded") == "true"
    assert page.get_by_role("navigation", name="专栏各部分").get_by_role("link", name="依申请公开").is_visible()
    page.get_by_role("link", name="政府信息公开指南").focus()
    page.keyboard.press("Escape")
    assert button.get_attribute("aria-expanded") == "false"
    assert not page.get_by_role("link", name="政府信息公开指南").first.is_visible()
    assert page.evaluate("document.activeElement.textContent") == "菜单"


def test_one_panel_at_a_time(opened, address):
    page = opened(f"{address}/", **PHONE)
    page.get_by_role("button", name="菜单").click()
    page.get_by_role("button", name="关怀版").click()
    assert page.get_by_role("button", name="菜单").get_attribute("aria-expanded") == "false"


def test_a_choice_is_kept_and_set_before_anything_is_painted(opened, address):
    page = opened(f"{address}/", **DESKTOP)
    page.get_by_role("button", name="关怀版").click()
    page.get_by_label("特大").check()
    page.get_by_label("高对比").check()
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "30px"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"
    page.route("**/*.js", lambda route: route.abort() if "gongkai-" in route.request.url and late(route) else route.continue_())
    page.goto(f"{address}/ysqgk/")
    assert page.evaluate("[document.documentElement.dataset.size, document.documentElement.dataset.scheme]") == [
        "huge",
        "contrast",
    ]
    page.unroute_all()
    page.reload()
    page.get_by_role("button", name="关怀版").click()
    assert page.get_by_label("特大").is_checked()
    page.get_by_label("标准").check()
    page.get_by_label("跟随系统").check()
    assert page.evaluate("localStorage.getItem('gongkai-display')") == "{}"
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "18px"


def late(route):
    """The script that is not needed before painting."""
    return route.request.frame.evaluate(
        "src => !!document.querySelector(`script[defer][src$='${src}']`)", route.request.url.split("/")[-1]
    )


def test_without_a_choice_the_system_decides(opened, address):
    light = "rgb(255, 255, 255)"
    ground = "getComputedStyle(document.body).backgroundColor"
    assert opened(f"{address}/", **DESKTOP).evaluate(ground) == light
    assert opened(f"{address}/", **DESKTOP, color_scheme="dark").evaluate(ground) == "rgb(20, 25, 30)"
    assert opened(f"{address}/", **DESKTOP, contrast="more").evaluate(ground) == "rgb(0, 0, 0)"


def test_without_javascript_nothing_is_offered_that_needs_it(opened, address):
    page = opened(f"{address}/zfxxgknb/2020/", **PHONE, java_script_enabled=False)
    assert page.get_by_role("button", name="关怀版").count() == 0
    assert page.get_by_role("button", name="菜单").count() == 0
    assert page.get_by_role("navigation", name="专栏各部分").get_by_role("link", name="依申请公开").is_visible()
    assert page.get_by_role("link", name="检索").is_visible()


SLID = """() => {
  const box = document.querySelector('.gk-rows .gk-table__scroll'), hint = document.querySelector('.gk-rows .gk-table__hint');
  return [box.scrollWidth > box.clientWidth + 1, getComputedStyle(hint).display !== 'none'];
}"""


@pytest.mark.parametrize("size", ["", "large", "huge"])
def test_a_list_that_is_wider_than_its_page_says_that_it_can_be_slid(opened, county_site, county_address, size):
    path = next(path for path in pages(county_site) if path.startswith("fdzdgknr/jigou/"))
    page = opened(f"{county_address}/{path}", **DESKTOP)
    page.evaluate("size => size && (document.documentElement.dataset.size = size)", size)
    seen = set()
    for width in range(740, 2100, 40):
        page.set_viewport_size({"width": width, "height": 900})
        slides, announced = page.evaluate(SLID)
        seen.add(slides)
        assert slides == announced, width
    assert seen == ({False} if size == "huge" else {True, False})  # in the largest text it is cards


# ---- The menu

PARTS = "zfxxgknb/2023/"  # of the fictional county, whose menu has four parts beside the column's


@pytest.mark.parametrize("width", [1024, 1280])
@pytest.mark.parametrize("place", ["address", "county_address"])
def test_the_menu_is_one_line(opened, request, place, width):
    page = opened(f"{request.getfixturevalue(place)}/", viewport={"width": width, "height": 720})
    tops = page.locator(".gk-menu > ul > li:visible").evaluate_all("items => items.map(it => it.getBoundingClientRect().top)")
    assert len(tops) > 5
    assert len(set(tops)) == 1


def more_of(page):
    """What stands under 更多, where it is and whether it is seen."""
    return page.locator(".gk-more-parts"), page.locator(".gk-more-parts a")


@pytest.mark.parametrize("scripts", [True, False])
def test_what_stands_under_more_opens_by_key_with_and_without_javascript(opened, county_address, scripts):
    page = opened(f"{county_address}/{PARTS}", java_script_enabled=scripts, **DESKTOP)
    more, links = more_of(page)
    assert links.count() > 1
    assert not links.first.is_visible()
    page.locator(".gk-more-parts summary").focus()
    page.keyboard.press("Enter")
    assert links.first.is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/jigou/")
    assert more.get_attribute("class") == "gk-more-parts gk-more-parts--here", "where the reader is"


def test_more_closes_by_escape_by_a_click_elsewhere_and_when_the_focus_goes_on(opened, county_address):
    page = opened(f"{county_address}/{PARTS}", **DESKTOP)
    _, links = more_of(page)
    summary = page.locator(".gk-more-parts summary")
    summary.click()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert not links.first.is_visible()
    assert page.evaluate("document.activeElement.textContent") == "更多"
    summary.click()
    page.locator("h1").click()
    assert not links.first.is_visible()
    summary.click()
    for _ in range(links.count() + 1):
        page.keyboard.press("Tab")
    assert not links.first.is_visible()


def test_what_is_open_under_more_lies_on_the_page_and_has_no_findings(opened, county_address):
    page = opened(f"{county_address}/{PARTS}", **DESKTOP)
    before = page.locator("h1").bounding_box()
    page.locator(".gk-more-parts summary").click()
    assert page.locator("h1").bounding_box() == before
    assert width_findings(page) == []
    covered = "bgOverlap"  # what lies below it cannot be measured
    assert [finding for finding in axe_findings(page) if covered not in finding] == []


def test_a_menu_that_opens_on_a_phone_shows_all_of_it(opened, county_address):
    page = opened(f"{county_address}/{PARTS}", **PHONE)
    page.get_by_role("button", name="菜单").click()
    _, links = more_of(page)
    assert all(link.is_visible() for link in links.all())
