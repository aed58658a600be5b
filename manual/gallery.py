"""`python -m manual.gallery`: takes the README's pictures anew, in Chromium, from the sites of `make site` and `make demo`.

Run it when pages look different. The pictures are committed, for whoever reads the project before building it.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.drawn.browser import chromium
from gongkai.measure.serving import served
from gongkai.measure.states import PHONE, reader, seen_as

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs-images"


@dataclass(frozen=True, slots=True)
class Picture:
    """`address` below the column; `state` as in `gongkai.measure.states`; `scrolled_to`: what stands at the top."""

    name: str
    address: str
    state: str = "desktop"
    scrolled_to: str = ""
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


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--site", type=Path, default=ROOT / "site")
    words.add_argument("--demo", type=Path, default=ROOT / "examples/demo/site")
    options = words.parse_args()
    FOLDER.mkdir(exist_ok=True)
    with chromium() as browser:
        for site, pictures in ((options.site, COUNTY), (options.demo, DEMO)):
            with served(site) as root:
                for picture in pictures:
                    take(picture, root, browser)


def take(picture: Picture, root: str, browser: Browser) -> None:
    with reader(browser, picture.state) as page, seen_as(page, picture.state):
        page.goto(f"{root}/{picture.address}")
        page.set_viewport_size({"width": picture.size[0], "height": picture.size[1]})
        if picture.scrolled_to:
            page.locator(picture.scrolled_to).first.evaluate("it => it.scrollIntoView()")
        page.screenshot(path=FOLDER / f"{picture.name}.png", scale="css")


if __name__ == "__main__":
    main()
