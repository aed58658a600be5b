"""`python -m manual.pictures`: takes the manual's pictures anew, from the column of the fictional county, in Chromium.

Run it when pages look different. The pictures are committed, so that building the manual needs no browser.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser

from examples.demo.generator.face import SETTINGS, face_files
from examples.demo.generator.writing import SITE
from gongkai.cli import main as gongkai
from gongkai.drawn.browser import chromium
from gongkai.measure.serving import served
from manual.county import main as write_county
from manual.county import written

FOLDER = Path(__file__).parent / "docs" / "pictures"


@dataclass(frozen=True, slots=True)
class Picture:
    """`address` below the column; the window's size in pixels; `scrolled_to`: what stands at the top."""

    name: str
    address: str
    width: int
    height: int
    scrolled_to: str = ""


PICTURES = (
    Picture("front", "", 1100, 720),
    Picture("phone", "", 390, 720),
    Picture("report", "zfxxgknb/2024/", 1100, 900),
    Picture("tables", "zfxxgknb/2024/", 1100, 700, "#requests"),
)


def main() -> None:
    with TemporaryDirectory() as folder, served(column_in(Path(folder))) as root, chromium() as browser:
        for picture in PICTURES:
            take(picture, root, browser)


def column_in(folder: Path) -> Path:
    """The site of the manual's county in the column's own frame, with a face of its own."""
    write_county(folder / "data")
    written(folder / "data", {"site.yml": SITE + SETTINGS, **face_files()})
    (folder / "docs").mkdir()
    assert gongkai(["build", str(folder)]) == 0
    return folder / "site"


def take(picture: Picture, root: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": picture.width, "height": picture.height}, reduced_motion="reduce")
    page.goto(f"{root}/{picture.address}", wait_until="networkidle")
    if picture.scrolled_to:
        page.locator(picture.scrolled_to).first.evaluate("element => element.scrollIntoView({block: 'start'})")
    page.screenshot(path=FOLDER / f"{picture.name}.png")
    page.close()


if __name__ == "__main__":
    main()
