"""朗读: what is said, in which order, and that nothing is offered without a Chinese voice. The voice itself is played by a stand-in."""

import pytest

pytestmark = pytest.mark.browser

# A voice that notes what it is given and is done with it at once, or never, as the test wants.
STAND_IN = """(language) => {
  window.said = [];
  window.cancelled = 0;
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
  const speech = {
    getVoices: () => language ? [{lang: 'en-US'}, {lang: language}] : [{lang: 'en-US'}],
    speak: words => { said.push(words.text); if (!window.silent) setTimeout(() => words.onend && words.onend(), 0); },
    cancel: () => { cancelled += 1; },
    addEventListener: () => {},
  };
  Object.defineProperty(window, 'speechSynthesis', {value: speech, configurable: true});
}"""


@pytest.fixture
def report(browser, address):
    contexts = []

    def open_report(language):
        contexts.append(browser.new_context(viewport={"width": 1280, "height": 900}))
        page = contexts[-1].new_page()
        page.add_init_script(f"({STAND_IN})({language!r})")
        page.goto(f"{address}/zfxxgknb/2020/", wait_until="networkidle")
        return page

    yield open_report
    for context in contexts:
        context.close()


def test_nothing_is_offered_without_a_chinese_voice(report):
    assert report("").locator(".gk-aloud").count() == 0
    assert report("zh-CN").locator(".gk-aloud").count() >= 10


def test_nothing_is_read_by_itself(report):
    page = report("zh-CN")
    page.wait_for_timeout(300)
    assert page.evaluate("said") == []


def test_a_section_is_read_in_its_order_and_a_row_with_its_headers(report):
    page = report("zh-CN")
    page.get_by_role("button", name="朗读：二、主动公开政府信息情况").click()
    page.wait_for_function("() => !document.querySelector('.gk-aloud[aria-label^=停止]')")
    said = page.evaluate("said")
    assert said[0] == "二、主动公开政府信息情况"
    assert "第二十条第（五）项 行政许可和其他对外管理服务事项" in said
    assert "行政许可，上一年项目数量，420；本年增/减处，负39；处理决定数量，0" in said
    assert not any("三、政务公开情况" in words for words in said)
    assert page.locator(".gk-reading").count() == 0


def test_the_row_of_a_large_form_names_its_groups_once(report):
    page = report("zh-CN")
    page.get_by_role("button", name="朗读：七、收到和处理政府信息公开申请情况").click()
    page.wait_for_function("() => !document.querySelector('.gk-aloud[aria-label^=停止]')")
    row = next(words for words in page.evaluate("said") if "科研机构" in words and "予以公开" in words)
    assert row.startswith("三、本年度办理结果，（一）予以公开，申请人情况，自然人，0；申请人情况，法人或其他组织，商业企业，0；")
    assert row.count("予以公开") == 1


def test_it_can_be_stopped_by_its_button_and_by_escape(report):
    page = report("zh-CN")
    page.evaluate("silent = true")
    for stop in (
        lambda: page.get_by_role("button", name="停止朗读：一、总体情况").click(),
        lambda: page.keyboard.press("Escape"),
    ):
        page.get_by_role("button", name="朗读：一、总体情况", exact=True).click()
        assert page.locator(".gk-reading").count() == 1
        stop()
        assert page.locator(".gk-reading").count() == 0
        assert page.get_by_role("button", name="朗读：一、总体情况", exact=True).is_visible()
    assert page.evaluate("cancelled") >= 2
