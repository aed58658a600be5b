"""A web page printed by Chromium as the screen shows it, its scripts run, nothing fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.drawn.browser import NoToolsError, check_libraries, chromium

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

ADDRESS = "http://document.invalid/"
WIDTH = 1280  # pixels, of a usual screen
MARGIN = 20
TALLEST = 4_400  # pixels of one sheet: no page break goes through a table that fits
PATIENCE = 20_000  # milliseconds
UNCUT = "tr{break-inside:avoid!important}"
# A cell is found on paper by its ruling lines, which not every page draws: those that lack one get them all, half a point wide.
RULE = """() => {
  const sides = ["Top", "Right", "Bottom", "Left"];
  for (const cell of document.querySelectorAll("td,th")) {
    const style = getComputedStyle(cell);
    if (sides.every((side) => parseFloat(style[`border${side}Width`]) > 0)) continue;
    cell.style.setProperty("border", "1px solid #000", "important");
    cell.closest("table")?.style.setProperty("border-collapse", "collapse", "important");
  }
}"""


def printed_page(raw: bytes) -> bytes:
    """The page as a PDF. NoToolsError where there is no browser, or it cannot draw this page."""
    check_libraries({"playwright": "Playwright"}, "不能把网页画出来比对")
    from playwright.sync_api import Error  # noqa: PLC0415 - only who looks at pages has it

    with chromium() as browser:
        look = browser.new_page(viewport={"width": WIDTH, "height": 900}, service_workers="block")
        look.set_default_timeout(PATIENCE)
        try:
            return printed(look, raw)
        except Error as error:
            raise NoToolsError(f"Chromium 没有能画出这个网页（{error.message.splitlines()[0][:60]}）") from None


def printed(look: Page, raw: bytes) -> bytes:
    def answer(route: Route) -> None:
        if route.request.url == ADDRESS:
            route.fulfill(body=raw, content_type="text/html")
        else:
            route.abort()

    look.context.route("**/*", answer)
    look.goto(ADDRESS, wait_until="load")
    look.emulate_media(media="screen")
    look.add_style_tag(content=UNCUT)
    look.evaluate(RULE)
    tall = look.evaluate("document.documentElement.scrollHeight") + 2 * MARGIN
    edges = dict.fromkeys(("top", "bottom", "left", "right"), f"{MARGIN}px")
    return look.pdf(
        width=f"{WIDTH + 2 * MARGIN}px",
        height=f"{min(tall + 100, TALLEST)}px",
        margin=edges,  # type: ignore[arg-type]  # the four sides, as the library's own type has them
        print_background=True,
    )
