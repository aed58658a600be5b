"""The frame of every page: the keyboard's way through it, the menu, 关怀版, no JavaScript."""

import json

import pytest

pytestmark = pytest.mark.browser
PAGES = ("", "zfxxgkzn/", "zfxxgkzd/", "fdzdgknr/", "zfxxgknb/", "zfxxgknb/2020/", "ysqgk/")
PHONE = {"viewport": {"width": 360, "height": 740}}
DESKTOP = {"viewport": {"width": 1280, "height": 900}}

# Where the focus is, and whether a person could see it there: in sight, of some size, with a mark around it.
FOCUSED = """() => {
  const it = document.activeElement, box = it.getBoundingClientRect();
  let marked = it;
  if (it.type === 'radio') marked = it.closest('label');
  const style = getComputedStyle(marked);
  return {
    name: it === document.body ? '' : it.tagName + ' ' + (it.getAttribute('aria-label') || it.textContent || it.name || '').trim().slice(0, 40),
    seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth,
    marked: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
  };
}"""


@pytest.fixture
def opened(browser):
    contexts = []

    def open_page(url, **options):
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.goto(url, wait_until="networkidle")
        return page

    yield open_page
    for context in contexts:
        context.close()


def stops(page, most=400):
    """Every stop of the Tab key, until the focus leaves the page."""
    found = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if not stop["name"]:
            return found
        found.append(stop)
    raise AssertionError(f"the focus is caught: {[stop['name'] for stop in found[-5:]]}")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("button", ["", "关怀版", "菜单"])
def test_every_stop_of_the_keyboard_is_seen_and_none_is_a_trap(opened, address, size, button):
    unseen = []
    for path in PAGES:
        page = opened(f"{address}/{path}", **size)
        if button and (size is PHONE or button != "菜单"):
            page.get_by_role("button", name=button).evaluate("it => it.click()")  # the focus stays before the first stop
        found = stops(page)
        assert found[0]["name"].startswith("A 跳到正文："), path
        unseen += [f"{path}: {stop['name']}" for stop in found if not stop["seen"] or not stop["marked"]]
    assert unseen == []


def test_the_skip_link_leads_to_the_content(opened, address):
    page = opened(f"{address}/zfxxgknb/2020/", **DESKTOP)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_a_closed_menu_takes_no_focus_and_escape_gives_it_back(opened, address):
    page = opened(f"{address}/zfxxgknb/2020/", **PHONE)
    names = [stop["name"] for stop in stops(page)]
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


SMALL = """() => [...document.querySelectorAll('a, button, input, summary, label')].filter(it => it.checkVisibility())
  .filter(it => !it.matches('.gk-skip, input[type=radio], p a, li a, dd a, td a, th a') || it.matches('.gk-path a, .gk-menu a, .gk-footer a, .gk-contents a'))
  .map(it => [it.textContent.trim(), Math.round(it.getBoundingClientRect().height)]).filter(([, height]) => height < 44)"""


def test_targets_on_a_phone_are_44_pixels_high(opened, address):
    for path in PAGES:
        page = opened(f"{address}/{path}", **PHONE)
        page.get_by_role("button", name="菜单").click()
        assert page.evaluate(SMALL) == [], path
        page.get_by_role("button", name="关怀版").click()
        assert page.evaluate(SMALL) == [], path


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


@pytest.mark.parametrize("size", ["", "large", "huge"])
def test_no_page_breaks_its_layout_at_360_pixels(opened, address, size):
    for path in PAGES:
        page = opened(f"{address}/", **PHONE)
        page.evaluate("kept => localStorage.setItem('gongkai-display', kept)", json.dumps({"size": size}))
        page.goto(f"{address}/{path}")
        for button in ("菜单", "关怀版"):
            page.get_by_role("button", name=button).click()
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, (path, button)


def test_no_key_alone_does_anything(opened, address):
    page = opened(f"{address}/zfxxgknb/2020/", **DESKTOP)
    before = page.evaluate("document.documentElement.outerHTML")
    for key in "abcdefghijklmnopqrstuvwxyz/?.,1234567890":
        page.keyboard.press(key)
    assert page.url == f"{address}/zfxxgknb/2020/"
    assert page.evaluate("document.documentElement.outerHTML") == before


def test_without_javascript_nothing_is_offered_that_needs_it(opened, address):
    page = opened(f"{address}/zfxxgknb/2020/", **PHONE, java_script_enabled=False)
    assert page.get_by_role("button", name="关怀版").count() == 0
    assert page.get_by_role("button", name="菜单").count() == 0
    assert page.get_by_role("navigation", name="专栏各部分").get_by_role("link", name="依申请公开").is_visible()
    assert page.get_by_role("link", name="检索").is_visible()
