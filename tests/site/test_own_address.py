"""The code at a page's end, read from the screen in every scheme, and from the sheet that is printed."""

import io

import pypdfium2
import pytest
from PIL import Image

from gongkai.measure.states import reader
from tests.codes import codes_in

pytestmark = pytest.mark.browser

COLUMN = "https://www.example.gov.cn/zwgk"
REPORT, YEAR = "zfxxgknb/2021/finance/", "zfxxgknb/2021/huizong/"
MILLIMETRES = 25.4


def seen(page):
    (shown,) = page.locator(".gk-own-address__code").all()
    return [code.text for code in codes_in(Image.open(io.BytesIO(shown.screenshot())))]


@pytest.mark.parametrize("path", [REPORT, YEAR])
@pytest.mark.parametrize("scheme", ["light", "dark", "contrast"])
def test_a_phone_reads_it_from_the_screen(browser, demo_address, path, scheme):
    with reader(browser) as page:
        page.goto(f"{demo_address}/{path}", wait_until="load")
        page.evaluate("scheme => { document.documentElement.dataset.scheme = scheme; }", scheme)
        assert seen(page) == [f"{COLUMN}/{path}"]
        assert page.locator("link[rel=canonical]").get_attribute("href") == f"{COLUMN}/{path}"


def test_a_phone_reads_it_where_the_system_asks_for_dark_or_for_its_own_colours(browser, demo_address):
    with reader(browser) as page:
        for media in ({"color_scheme": "dark"}, {"forced_colors": "active"}):
            page.emulate_media(**media)
            page.goto(f"{demo_address}/{REPORT}", wait_until="load")
            assert seen(page) == [f"{COLUMN}/{REPORT}"]


@pytest.mark.parametrize("path", [REPORT, YEAR])
def test_a_phone_reads_it_from_paper_where_it_is_25_mm_wide_beside_the_address(browser, demo_address, path):
    with reader(browser) as page:
        page.goto(f"{demo_address}/{path}", wait_until="load")
        printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    resolution = 200
    found = [
        (code.text, code.width / resolution * MILLIMETRES, "".join(sheet.get_textpage().get_text_range().split()))
        for sheet in printed
        for code in codes_in(sheet.render(scale=resolution / 72).to_pil())
    ]
    ((text, width, words),) = found
    assert text == f"{COLUMN}/{path}"
    assert width >= 25
    assert words.count(text) == 1  # in words, once
