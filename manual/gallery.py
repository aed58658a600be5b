"""`python -m manual.gallery`: takes the README's pictures anew, in Chromium, from the sites of `make site` and `make demo`,
and of the desk with a copy of the fictional county's data.

Run it when pages look different. The pictures are committed, for whoever reads the project before building it.
"""

from __future__ import annotations

import argparse
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from gongkai.cli import main as gongkai
from gongkai.desk.doorkeeper import Doorkeeper
from gongkai.desk.server import desk_server
from gongkai.drawn.browser import chromium
from gongkai.measure.serving import served
from gongkai.measure.states import PHONE, reader, seen_as

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs-images"


@dataclass(frozen=True, slots=True)
class Picture:
    """`address` below the column; `state` as in `gongkai.measure.states`; `typed`: into the first field, and sent; `scrolled_to`:
    what stands at the top.
    """

    name: str
    address: str
    state: str = "desktop"
    scrolled_to: str = ""
    typed: str = ""
    size: tuple[int, int] = (1280, 720)


COUNTY = (
    Picture("front", ""),
    Picture("report", "zfxxgknb/2020/"),
    Picture("report-on-a-phone", "zfxxgknb/2020/", "phone", size=PHONE),
)
DEMO = (
    Picture("demo-front", ""),
    Picture("demo-table", "zfxxgknb/2024/", scrolled_to="#requests"),
    Picture("demo-year", "zfxxgknb/2024/jigou/"),
    Picture("demo-agency", "zfxxgknb/jigou/office/"),
    Picture("demo-field", "fdzdgknr/social-insurance/"),
    Picture("demo-field-on-a-phone", "fdzdgknr/social-insurance/", "phone", size=PHONE),
    Picture("demo-entry", "fdzdgknr/social-insurance/1/"),
    Picture("demo-dark", "zfxxgknb/2024/yaoshu/", "dark"),
    Picture("demo-largest-text", "zfxxgknb/", "largest text"),
)


# A report of which the desk has the document: it is taken in anew there, and a draft of the year after is begun.
RECEIVED, BEGUN = "2024/market", "2025/finance"
DESK = (
    Picture("desk-overview", ""),
    Picture("desk-tick", f"reports/{RECEIVED}/tick/", typed="示例县市场监督管理局"),
    Picture("desk-form", f"reports/{BEGUN}/tables/proactive_disclosure/"),
)


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--site", type=Path, default=ROOT / "site")
    words.add_argument("--demo", type=Path, default=ROOT / "examples/demo/site")
    words.add_argument("--data", type=Path, default=ROOT / "examples/demo/data")
    options = words.parse_args()
    FOLDER.mkdir(exist_ok=True)
    with chromium() as browser:
        for site, pictures in ((options.site, COUNTY), (options.demo, DEMO)):
            with served(site) as root:
                for picture in pictures:
                    take(picture, root, browser)
        with TemporaryDirectory() as folder, at_the_desk(options.data, Path(folder)) as keeper:
            for picture in DESK:
                take_at_the_desk(picture, keeper, browser)


@contextmanager
def at_the_desk(county: Path, folder: Path) -> Iterator[Doorkeeper]:
    """A desk that works on a copy of the county's data."""
    data, document = folder / "data", folder / RECEIVED / "report.docx"
    shutil.copytree(county, data)
    report = data / "reports" / RECEIVED
    run("export", "docx", str(report), "--into", str(folder))
    shutil.rmtree(report)
    run("import", str(document), "--into", str(report))
    run("new", *BEGUN.split("/"), "--data", str(data))
    server, keeper = desk_server(data)
    threading.Thread(target=server.run, daemon=True).start()
    try:
        yield keeper
    finally:
        server.close()


def run(*command: str) -> None:
    if gongkai(command):
        raise SystemExit(f"gongkai {' '.join(command)}")


def take_at_the_desk(picture: Picture, keeper: Doorkeeper, browser: Browser) -> None:
    with reader(browser, picture.state) as page:
        page.goto(keeper.address())
        page.goto(f"{keeper.origin}/{picture.address}")
        if picture.typed:
            page.locator("main input[type=text]").first.fill(picture.typed)
            page.keyboard.press("Enter")
            page.wait_for_load_state()
        page.set_viewport_size({"width": picture.size[0], "height": picture.size[1]})
        page.screenshot(path=FOLDER / f"{picture.name}.png", scale="css")


def take(picture: Picture, root: str, browser: Browser) -> None:
    with reader(browser, picture.state) as page, seen_as(page, picture.state):
        page.goto(f"{root}/{picture.address}")
        page.set_viewport_size({"width": picture.size[0], "height": picture.size[1]})
        if picture.scrolled_to:
            page.locator(picture.scrolled_to).first.evaluate("it => it.scrollIntoView()")
        page.screenshot(path=FOLDER / f"{picture.name}.png", scale="css")


if __name__ == "__main__":
    main()
