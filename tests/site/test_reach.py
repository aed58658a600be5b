"""Every page of both sites within three clicks of the front page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from .clicks import clicks, too_far


def test_of_the_county_s_own_site(site: Path) -> None:
    assert too_far(site) == []


def test_of_a_small_fictional_county(demo_site: Path) -> None:
    assert too_far(demo_site) == []


@pytest.mark.audit
def test_of_the_whole_fictional_county(whole_county_site: Path) -> None:
    assert too_far(whole_county_site) == []


# ---- What the walk finds

PAGES: Mapping[str, str] = {
    "": "a/ jiansuo/ https://www.yunxi.example/",
    "a/": "b/#place ../verify.html",
    "a/b/": "../c/ ye-2/",
    "a/b/ye-2/": "../ ../ye-3/",
    "a/b/ye-3/": "d/ ../../../",
    "a/c/": "../../e/",
    "a/b/ye-3/d/": "",
    "e/": "",
    "verify.html": "a/b/ye-3/d/",
    "jiansuo/": "../lost/",
    "lost/": "",
}


@pytest.fixture
def small_site(tmp_path: Path) -> Path:
    for page, links in PAGES.items():
        file = tmp_path / page if page.endswith(".html") else tmp_path / page / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("".join(["<p>甲</p>", *(f'<a href="{link}">乙</a>' for link in links.split())]), "utf-8")
    (tmp_path / "old").mkdir()
    (tmp_path / "old/index.html").write_text('<meta http-equiv="refresh" content="0; url=../a/">')
    return tmp_path


def test_a_page_too_far_away_and_one_without_a_link_are_named(small_site: Path) -> None:
    assert too_far(small_site) == ["e/: 4", "lost/: 没有链接"]


def test_further_rows_of_a_list_cost_no_click(small_site: Path) -> None:
    away = clicks(small_site.resolve())
    assert [away[page] for page in ("a/b/", "a/b/ye-2/", "a/b/ye-3/", "a/b/ye-3/d/")] == [2, 2, 2, 3]
