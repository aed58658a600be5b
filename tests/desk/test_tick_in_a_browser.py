"""From a Word file to a report that is compared with it, in Chromium: with the keyboard alone, without scripts, on a phone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from gongkai.cli import main
from gongkai.desk.doorkeeper import Doorkeeper
from gongkai.measure.axe import look, reviews
from gongkai.measure.states import STATES, seen_as
from gongkai.reports.import_record import read_record
from gongkai.statute.formats import formats
from tests.conftest import DEMO
from tests.desk.served import chosen_in_window, served_desk
from tests.desk.test_by_hand import BY_HAND, spoiled
from tests.desk.test_compare import COMPARE, OTHER, page_of
from tests.desk.test_import import GRANTED, RECEIVED, blocks
from tests.desk.test_in_a_browser import FRAME, NOTICE
from tests.imports.forms import as_docx, as_html, report
from tests.site.access.nu import nu_findings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
TICK = "/reports/2022/demo/tick/"
PRINTED = (
    "<style>@page { size: A4; margin: 22mm } table { border-collapse: collapse; font-size: 9pt } td { border: 1px solid }</style>"
)
MARK_IN_SIGHT = """() => {
  const box = document.querySelector(".gk-tick__pane").getBoundingClientRect();
  const at = document.getElementById("mark").getBoundingClientRect();
  return at.top >= box.top && at.bottom <= box.bottom && at.left >= box.left && at.right <= box.right;
}"""


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """The tests' county; what its finance office published in 2021 lies beside it as Word, and there is no such report."""
    data = tmp_path / "data"
    shutil.copytree(DEMO, data)
    assert main(["export", "docx", str(data / "reports/2021/finance"), "--into", str(tmp_path / "sent")]) == 0
    shutil.rmtree(data / "reports/2021/finance")
    (tmp_path / "年报.docx").write_bytes(as_docx(blocks()))
    (tmp_path / "网页.html").write_bytes(page_of(OTHER))
    (tmp_path / "读不出来.docx").write_bytes(spoiled())
    return data


@pytest.fixture
def keeper(county: Path) -> Iterator[Doorkeeper]:
    with served_desk(county) as opened:
        yield opened


@pytest.fixture
def page(browser: Browser, keeper: Doorkeeper) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.goto(keeper.address())
    opened.wait_for_url(f"{keeper.origin}/")
    yield opened
    context.close()


class Keys:
    """A keyboard that counts."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.pressed += 1

    def go(self, key: str) -> None:
        with self.page.expect_navigation(timeout=120_000):  # a reading may take as long as it takes
            self.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.pressed += len(text)

    def reach(self, id: str, name: str = "") -> None:
        """Tab to what has that id, or is called so."""
        for _ in range(60):
            said = self.page.evaluate("() => [document.activeElement.id, document.activeElement.innerText || '']")
            if said[0] == id if id else said[1].startswith(name):
                return
            self.press("Tab")
        pytest.fail(f"no key leads to {id or name}")

    def choose(self, id: str, file: Path) -> None:
        self.reach(id)
        chosen_in_window(self, file)


def sent_by_keys(keys: Keys, file: Path, name: str) -> None:
    """From the overview to the first line."""
    keys.reach("", "导入文件")
    keys.go("Enter")
    keys.reach("report")
    keys.type(name)
    keys.choose("file", file)
    keys.reach("", "导入")
    keys.go("Enter")
    assert "已写成草稿" in keys.page.inner_text("#said")
    assert keys.page.evaluate("() => document.activeElement.id") == "by"
    keys.type("Zhang")
    keys.go("Enter")


def test_a_word_file_is_imported_and_compared_with_the_keyboard_alone(page: Page, county: Path) -> None:
    """One key a place: Enter where it agrees."""
    (sent,) = (county.parent / "sent").rglob("*.docx")
    keys = Keys(page)
    sent_by_keys(keys, sent, "2021")
    before, folder = keys.pressed, county / "reports/2021/finance"
    lines = read_record(folder)[0] or ()
    assert len(lines) == 196
    assert before < 60
    for number in range(12):
        assert page.evaluate("() => document.activeElement.id") == "agree"
        assert not page.query_selector("#mark") or page.evaluate(MARK_IN_SIGHT), number
        keys.go("Enter")
    assert keys.pressed - before == 12
    assert page.inner_text(".gk-tick__progress").startswith(f"已核对 12/{len(lines)}")
    assert [line.by for line in read_record(folder)[0] or () if line.is_ticked] == ["Zhang"] * 12


@pytest.mark.audit
def test_every_place_is_compared_with_one_key_each(page: Page, county: Path) -> None:
    (sent,) = (county.parent / "sent").rglob("*.docx")
    keys = Keys(page)
    sent_by_keys(keys, sent, "2021")
    before, folder = keys.pressed, county / "reports/2021/finance"
    total = len(read_record(folder)[0] or ())
    while page.query_selector("#agree"):
        keys.go("Enter")
    assert keys.pressed - before == total
    assert "都核对过了" in page.inner_text("main")
    assert all(line.is_ticked and line.by == "Zhang" for line in read_record(folder)[0] or ())
    print(f"{before} keys to the first place, {total} for {total} places")


def imported(page: Page, keeper: Doorkeeper, file: Path, place: str = "2022/demo") -> None:
    page.goto(f"{keeper.origin}/import/?report={place}")
    page.set_input_files("#file", file)
    page.get_by_role("button", name="导入", exact=True).click()
    page.fill("#by", "张三")
    page.get_by_role("button", name="开始核对").click()


def test_a_figure_is_put_right_with_the_keyboard_alone(page: Page, keeper: Doorkeeper, county: Path) -> None:
    imported(page, keeper, county.parent / "年报.docx")
    page.goto(f"{keeper.origin}{TICK}?at=requests.granted.total")
    keys = Keys(page)
    keys.press("Tab")
    assert page.evaluate("() => document.activeElement.id") == "value"
    keys.type("7")
    keys.go("Enter")
    lines = {line.address: line for line in read_record(county / "reports/2022/demo")[0] or ()}
    assert (lines["requests.granted.total"].value, lines["requests.granted.total"].by) == ("7", "张三")
    assert keys.pressed == 3


def test_a_row_is_filled_in_and_two_documents_compared_with_the_keyboard_alone(page: Page, county: Path) -> None:
    keys = Keys(page)
    keys.reach("", "导入文件")
    keys.go("Enter")
    keys.reach("report")
    keys.type("2022")
    keys.choose("file", county.parent / "读不出来.docx")
    keys.reach("", "导入")
    keys.go("Enter")
    keys.reach("", "对着原件，手填这几处")
    keys.go("Enter")
    for _ in range(2):  # the first field of each place has the focus
        fields = page.locator(".gk-tick__line input[type=text]")
        for number in range(fields.count()):
            assert page.evaluate("() => document.activeElement.id") == f"field-{number + 1}"
            keys.type("7")
            keys.press("Tab")
        keys.reach("", "填好")
        keys.go("Enter")
    assert "已写成草稿" in page.inner_text("#said")
    (report,) = (county / "reports/2022").iterdir()
    lines = {line.address: line for line in read_record(report)[0] or ()}
    assert (lines[GRANTED].value, lines[GRANTED].text) == ("7", "3O7")
    page.goto(page.url.replace("/tick/", "/compare/"))
    keys.choose("file", county.parent / "年报.docx")
    keys.reach("", "逐格比对")
    keys.go("Enter")
    assert "格不同" in page.inner_text("#said")
    while page.query_selector("#other"):
        assert page.evaluate("() => document.activeElement.id") == "this"
        keys.press("Tab")
        keys.go("Enter")
    assert "不同的各格都" in page.inner_text("main") or "各格都相同" in page.inner_text("main")


def test_without_scripts_by_buttons(browser: Browser, keeper: Doorkeeper, county: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(keeper.address())
    imported(page, keeper, county.parent / "年报.docx")
    page.get_by_role("link", name="到原件里标出的地方").click()
    page.get_by_role("button", name="相符，下一格").click()
    assert page.inner_text(".gk-tick__progress").startswith("已核对 1/210")
    context.close()


def test_on_a_phone_document_and_line_are_under_each_other(browser: Browser, keeper: Doorkeeper, county: Path) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    page = context.new_page()
    page.goto(keeper.address())
    page.wait_for_url(f"{keeper.origin}/")
    imported(page, keeper, county.parent / "年报.docx")
    page.wait_for_selector("#agree")
    assert page.evaluate("() => document.documentElement.scrollWidth") == 360
    assert page.evaluate(MARK_IN_SIGHT)
    for control in page.locator(".gk-tick .gk-desk__button, .gk-tick input[type=text]").all():
        box = control.bounding_box()
        assert box
        assert box["height"] >= 44 or control.get_attribute("id") == "value"
    context.close()


def test_a_pdf_is_shown_as_its_page_with_the_cell_marked(page: Page, keeper: Doorkeeper, county: Path, tmp_path: Path) -> None:
    value = {"requests.received.natural_person": "1036", RECEIVED: "1036"}
    title = "示例县人民政府2022年政府信息公开工作年度报告"
    form = report(formats()["2021"], lambda *cell: value.get(".".join(cell), "0"), title)
    (tmp_path / "年报.html").write_bytes(b"<!doctype html><meta charset=utf-8>" + PRINTED.encode() + as_html(form))
    printer = page.context.new_page()
    printer.goto((tmp_path / "年报.html").as_uri())
    printer.pdf(path=tmp_path / "年报.pdf", prefer_css_page_size=True)
    printer.close()
    imported(page, keeper, tmp_path / "年报.pdf")
    page.goto(f"{keeper.origin}{TICK}?at={RECEIVED}")
    page.wait_for_function(MARK_IN_SIGHT)
    # What is drawn inside the mark is what stands on the PDF there.
    box = {name: float(page.get_attribute("#mark", name) or 0) for name in ("x", "y", "width", "height")}
    number = int((page.get_attribute(".gk-tick__page image", "href") or "").rpartition("/")[2].removesuffix(".png"))
    document = pypdfium2.PdfDocument((tmp_path / "年报.pdf").read_bytes())
    sheet = document[number - 1]
    top = sheet.get_height() - box["y"]
    words = sheet.get_textpage().get_text_bounded(box["x"], top - box["height"], box["x"] + box["width"], top)
    assert words.strip() == "1036"
    drawn = page.request.get(f"{keeper.origin}{TICK}page/{number}.png")
    assert drawn.body().startswith(b"\x89PNG")
    assert page.request.get(f"{keeper.origin}{TICK}page/99.png").status == 404


def test_axe_and_nu_find_nothing(page: Page, keeper: Doorkeeper, county: Path, tmp_path: Path) -> None:
    looked_at(page, keeper, county, tmp_path, ["desktop", "phone"])


@pytest.mark.audit
def test_axe_and_nu_find_nothing_in_any_state(page: Page, keeper: Doorkeeper, county: Path, tmp_path: Path) -> None:
    looked_at(page, keeper, county, tmp_path, [*STATES])


def looked_at(page: Page, keeper: Doorkeeper, county: Path, folder: Path, states: list[str]) -> None:
    """The screens of importing, of the name, of a place that agrees, one in doubt, one that is words, one compared."""
    (folder / "pages").mkdir()
    found: list[str] = []

    def see(screen: str) -> None:
        answer = page.goto(f"{keeper.origin}{screen}")
        assert answer
        assert answer.status == 200, screen
        name = f"{len([*(folder / 'pages').iterdir()])}.html"
        (folder / "pages" / name).write_text(answer.text(), "utf-8")
        for state in states:
            with seen_as(page, state):
                found.extend(f"{screen} {state}: {each}" for each in look(page, state, [*reviews(), NOTICE, FRAME]).findings)

    see("/import/")
    imported(page, keeper, county.parent / "年报.docx")
    page.get_by_role("button", name="相符，下一格").click()
    for screen in (f"{TICK}?at={RECEIVED}", TICK, f"{TICK}?at=requests.granted.total", f"{TICK}?at=title&who=1"):
        see(screen)
    see(COMPARE)
    page.set_input_files("#file", county.parent / "网页.html")
    page.get_by_role("button", name="逐格比对").click()
    for screen in (COMPARE, f"{COMPARE}?at={GRANTED}"):
        see(screen)
    page.goto(f"{keeper.origin}/import/?report=2022/finance")
    page.set_input_files("#file", county.parent / "读不出来.docx")
    page.get_by_role("button", name="导入", exact=True).click()
    see("/import/")
    page.goto(f"{keeper.origin}{BY_HAND}?at=1")
    page.locator("#field-1").fill("3O8")
    page.get_by_role("button", name="填好").click()
    for number in (1, 2):
        see(f"{BY_HAND}?at={number}")
    assert "\n".join(sorted({*found})) == ""
    assert "\n".join(nu_findings(folder / "pages")[:9]) == ""
