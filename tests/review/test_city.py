"""Many counties: each package by itself, a worklist over them, the same on one machine and on Dask."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag

import pytest
from distributed import Client, LocalCluster
from lxml import html

from gongkai.cli import main
from gongkai.measure.states import STATES, reader, seen_as
from gongkai.province.dask import results
from gongkai.review.city import review_city, review_county
from gongkai.review.reviewing import FILES
from gongkai.review.worklist_page import NAME
from tests.checks.reading import written
from tests.review.handed_in import contents, two_years, word
from tests.site.access import files
from tests.site.access.axe import axe_findings
from tests.site.access.grid import lost_paths
from tests.site.conftest import served
from tests.site.links import broken_links

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WIDE = "document.documentElement.scrollWidth > window.innerWidth"


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Word files, data, an archive, a broken archive, a folder without a report, and names that need care in an address."""
    folder = tmp_path_factory.mktemp("packages") / "示例市"
    word({"cells": {"requests.received.total": 30}}, folder / "甲县/年报.docx")
    two_years(folder / "乙县")
    word({}, folder.parent / "made/年报.docx")
    with zipfile.ZipFile(folder / "丙县 #1.zip", "w") as archive:
        archive.write(folder.parent / "made/年报.docx", "年报.docx")
        archive.writestr("附件.docx", b"not a document")
    (folder / "丁县.zip").write_bytes(b"PK broken")
    (folder / "戊县").mkdir()
    written({"base": "2021"}, folder / "己<b>县")
    (folder / "说明.txt").write_text("不是一个县", "utf-8")
    return folder


@pytest.fixture(scope="module")
def reviewed(city: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    into = tmp_path_factory.mktemp("review") / "审核"
    assert main(["review", "--counties", str(city), "--into", str(into)]) == 1
    return into


def rows(page: Path, table: str) -> list[list[str]]:
    found = html.parse(str(page)).xpath(f"//table[caption/@id='{table}-caption']//tr")
    return [[cell.text_content().strip() for cell in row] for row in found]


def test_the_worklist_has_what_wants_most_first(reviewed: Path) -> None:
    head, *counties = rows(reviewed / NAME, "counties")
    assert head[:6] == ["县（市、区）", "报告", "错误", "提醒", "跳变", "没审的文件"]
    assert [row[:6] for row in counties] == [
        ["丁县", "没有读到", "0", "0", "0", "1"],
        ["戊县", "没有读到", "0", "0", "0", "1"],
        ["甲县", "1", "1", "1", "0", "0"],
        ["丙县 #1", "1", "0", "0", "0", "1"],
        ["乙县", "2", "0", "0", "1", "0"],
        ["己<b>县", "1", "0", "0", "0", "0"],
    ]
    assert rows(reviewed / NAME, "reports")[1:] == [["云溪县", "甲县", "2022", "1"]]


def test_its_links_lead_to_the_files_of_each_review(reviewed: Path) -> None:
    links = [unquote(urldefrag(link)[0]) for link in html.parse(str(reviewed / NAME)).xpath("//td//a/@href")]
    assert len(links) == 6 * len(FILES)
    assert all((reviewed / link).is_file() for link in links)


def test_the_packages_are_not_touched(city: Path, reviewed: Path) -> None:
    assert reviewed.is_dir()
    assert not [path for path in city.rglob("*") if path.name in (*FILES, NAME)]


def test_dask_gives_the_same_bytes(city: Path, reviewed: Path, tmp_path: Path) -> None:
    """The worklist is called after its folder, whatever the machine."""
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
        review_city(city, tmp_path / "审核", each=lambda tasks: results(client, tasks, review_county))
    assert contents(tmp_path / "审核") == contents(reviewed)


def test_a_worklist_that_is_there_is_not_overwritten(city: Path, reviewed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(reviewed)
    assert main(["review", "--counties", str(city), "--into", str(reviewed)]) == 1
    assert "不会覆盖" in capsys.readouterr().err
    assert contents(reviewed) == before


def test_what_is_no_folder_of_counties_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", "--counties", str(tmp_path / "没有"), "--into", str(tmp_path / "审核")]) == 1
    assert capsys.readouterr().err == "审核许多县时只写一个文件夹，里面每个文件夹或 zip 是一个县\n"
    (tmp_path / "空").mkdir()
    assert main(["review", "--counties", str(tmp_path / "空"), "--into", str(tmp_path / "审核")]) == 1
    assert capsys.readouterr().err.endswith("空 里没有一个县（文件夹或 zip），没有写结果\n")
    assert not (tmp_path / "审核").exists()


@pytest.mark.browser
@pytest.mark.parametrize("states", [("desktop", "largest text on a phone"), pytest.param(tuple(STATES), marks=pytest.mark.audit)])
def test_the_worklist_can_be_read_by_everybody(browser: Browser, reviewed: Path, states: tuple[str, ...]) -> None:
    parsed = files.parsed((reviewed / NAME).read_text("utf-8"))
    found = [*files.file_findings(parsed), *lost_paths(parsed), *broken_links(reviewed)]
    with served(reviewed) as address, reader(browser) as opened:
        opened.goto(f"{address}/{NAME}", wait_until="load")
        for state in states:
            with seen_as(opened, state):
                found += [f"{state}: {finding}" for finding in axe_findings(opened, state)]
                found += [f"{state}: 要左右滑动"] if opened.evaluate(WIDE) else []
    assert found == []
