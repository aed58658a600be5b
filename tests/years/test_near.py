"""At the end of a report stand the same agency's reports before and after it, also where a year between them is missing."""

from __future__ import annotations

import posixpath
from pathlib import Path

import pytest
from lxml import html

from gongkai.cli import main
from tests.years.county import county


def near(address: str, rel: str) -> str:
    """Where the link leads to from that report; empty where there is none."""
    page = html.parse(f"site/{address}/index.html", html.HTMLParser(encoding="utf-8"))
    found = page.xpath(f"//nav[@class='gk-near']//a[@rel='{rel}']/@href")
    return posixpath.normpath(posixpath.join(address, found[0])) if found else ""


def along(address: str, rel: str) -> list[str]:
    passed = [address]
    while following := near(passed[-1], rel):
        passed.append(following)
    return passed


def test_from_the_oldest_to_the_newest_and_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GONGKAI_FONTS", "/nowhere")
    data = county(Path("data"))
    Path("docs").mkdir()
    assert main(["build"]) == 0
    for agency in ("demo", "linxi"):
        years = sorted(int(folder.parent.name) for folder in data.glob(f"reports/*/{agency}"))
        pages = [f"zfxxgknb/{year}" if agency == "demo" else f"zfxxgknb/{year}/{agency}" for year in years]
        assert len(pages) > 1, agency
        assert along(pages[0], "next") == pages
        assert along(pages[-1], "prev") == pages[::-1]
