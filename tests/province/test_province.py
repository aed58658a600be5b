"""Many counties: each a site of its own, with pages over them; the same bytes however the work was handed out."""

import csv
import os
import shutil
import signal
import subprocess
import sys
from datetime import date

import pytest
from distributed import Client, LocalCluster
from lxml import html

from gongkai.archive import Order, seal_year
from gongkai.cli import main
from gongkai.collection import load_collection
from gongkai.measure.states import STATES, reader, seen_as
from gongkai.province.building import build_county, build_province
from gongkai.province.dask import results
from gongkai.reports.seals import read_seals
from tests.build.county import files_in, small_county, write
from tests.province.province import reporting_county
from tests.site.access import files
from tests.site.access.axe import axe_findings
from tests.site.access.grid import lost_paths
from tests.site.conftest import served
from tests.site.links import broken_links


@pytest.fixture
def eight(tmp_path):
    """Eight counties."""
    folder = tmp_path / "province"
    for number in range(1, 9):
        county = small_county(folder / f"county-{number}", first=3 + number)
        site = (county.data / "site.yml").read_text("utf-8").replace("示例县", f"示例{number}县")
        write(county.data / "site.yml", site)
    return folder


def test_each_county_has_its_site_and_the_province_its_pages(eight, tmp_path, capsys):
    assert main(["province", str(eight), "--into", str(tmp_path / "out")]) == 0
    assert "8 个县，生成了 8 个" in capsys.readouterr().err
    files = files_in(tmp_path / "out")
    assert files.keys() >= {"index.html", "lingyu/index.html", "county-3/index.html", "county-3/jiansuo/index.html"}
    assert "county-8/fdzdgknr/social-assistance/e11/index.html" in files
    first = files["index.html"].decode()
    assert "8个县（市、区），已生成8个；公开目录共92条。" in first
    assert '<a href="county-3/">示例3县</a>' in first


def test_a_county_that_fails_is_named_keeps_its_site_and_stops_nobody(eight, tmp_path, capsys):
    out = tmp_path / "out"
    build_province(eight, out)
    before = files_in(out / "county-2")
    write(eight / "county-2/data/catalogue/elderly-care.yml", "entries:\n  - id: a\n    channels: 网站\n")
    changed = eight / "county-3/data/catalogue/elderly-care.yml"
    write(changed, changed.read_text("utf-8") + "  - id: new\n")
    assert main(["province", str(eight), "--into", str(out)]) == 1
    said = capsys.readouterr()
    assert "county-2/data/catalogue/elderly-care.yml:3:15: 渠道“网站”" in said.out
    assert "没有生成的县：示例2县（county-2）；原有的网站没有改动" in said.err
    assert files_in(out / "county-2") == before
    assert (out / "county-3/fdzdgknr/elderly-care/new/index.html").exists()
    assert "本次未能生成" in (out / "index.html").read_text("utf-8")


@pytest.fixture(scope="module")
def reporting(tmp_path_factory):
    """东 has all its pages, 南 its data alone and the newer form, 北 its data alone; 西 has a figure that cannot be right."""
    folder = tmp_path_factory.mktemp("reporting")
    reporting_county(folder / "in/east", "东县", {"earlier": {}}, whole=True)
    reporting_county(folder / "in/south", "南县", {"base": "2021", "year": 2020})
    reporting_county(folder / "in/north", "北县", {})
    reporting_county(folder / "in/west", "西县", {"cells": {"requests.received.total": 5}})
    return folder, build_province(folder / "in", folder / "out")


def test_counties_are_made_whole_or_the_catalogue_alone_and_every_link_leads_somewhere(reporting):
    folder, done = reporting
    assert {one.record.folder: (one.record.made, one.record.whole) for one in done} == {
        "east": (True, True),
        "north": (True, False),
        "south": (True, False),
        "west": (False, False),
    }
    files = files_in(folder / "out").keys()
    assert {"east/zfxxgknb/2020/index.html", "east/zfxxgknb/2019/index.html", "south/fdzdgknr/mulu/index.html"} <= files
    assert not any(file.startswith(("south/zfxxgknb", "west")) for file in files)
    assert broken_links(folder / "out") == []


def test_the_province_says_who_has_published_and_leads_to_the_report(reporting):
    page = html.parse(reporting[0] / "out/nianbao/index.html")
    table = page.xpath("//table[caption='各县本级政府历年年报']")[0]
    assert [[cell.text_content() for cell in row] for row in table.xpath(".//tr")] == [
        ["县（市、区）", "2020年", "2019年"],
        ["东县", "东县2020年：按时公布", "东县2019年：按时公布"],
        ["北县", "按时公布", "未公布"],
        ["南县", "按时公布", "未公布"],
        ["西县", "本次未能生成", "本次未能生成"],
    ]
    assert table.xpath(".//td/a/@href") == ["../east/zfxxgknb/2020/", "../east/zfxxgknb/2019/"]


def test_one_years_figures_stand_side_by_side_with_their_sum(reporting):
    page = html.parse(reporting[0] / "out/nianbao/2020/index.html")
    table = page.xpath("//table[starts-with(caption, '规章和规范性文件')]")[0]
    heads = [head.text_content() for head in table.xpath(".//thead//th")]
    made, disclosed = heads.index("规范性文件：本年制发（新制作）（件）"), heads.index("规范性文件：对外公开总数（件）")
    rows = [[cell.text_content() for cell in row] for row in table.xpath("./tbody/tr")]
    assert [(row[0], row[made], row[disclosed]) for row in rows] == [
        ("东县", "3", "20"),
        ("北县", "3", "20"),
        ("南县", "2", "无此项"),
        ("西县", "本次未能生成", "本次未能生成"),
        ("合计", "口径不同", "40"),
    ]
    below = page.xpath("string(//*[@id='documents-table-below'])")
    assert "口径不同：规范性文件：本年制发（新制作）不合计，2021 年格式把" in below
    assert "无此项：2021 年格式取消这一项，改报现行有效件数。" in below


def test_the_figures_are_a_file_too_with_every_gap_named(reporting):
    text = (reporting[0] / "out/nianbao/nianbao.csv").read_text("utf-8-sig")
    records = {(r["年度"], r["县代号"], r["概念代号"]): r for r in csv.DictReader(text.splitlines())}
    assert records["2020", "north", "licensing-items-change"]["数"] == "-39"
    assert records["2020", "east", "procurement-amount"]["数"] == "22961.413"
    gap = records["2020", "south", "licensing-items-change"]
    assert (gap["数"], gap["空缺"], gap["原因"]) == ("", "无此项", "2021 年格式不再填报项目数量，只报本年处理决定数量")
    assert not any(county == "west" for _, county, _ in records)


def test_nothing_of_a_year_that_is_gone_stays(tmp_path):
    county = reporting_county(tmp_path / "in/east", "东县", {"earlier": {}})
    build_province(tmp_path / "in", tmp_path / "out")
    assert (tmp_path / "out/nianbao/2019/index.html").exists()
    shutil.rmtree(county / "data/reports/2019")
    build_province(tmp_path / "in", tmp_path / "out")
    assert not (tmp_path / "out/nianbao/2019").exists()
    assert (tmp_path / "out/nianbao/2020/index.html").exists()


def test_the_province_keeps_each_county_s_head_and_builds_none_whose_chain_lacks_it(tmp_path, capsys):
    for name in ("east", "west"):
        reporting_county(tmp_path / "in" / name, f"{name}县", {"earlier": {}})
    data = tmp_path / "in/east/data"
    sealed, problems = seal_year(load_collection(data)[0], 2019, Order(date(2026, 1, 5), "东县政府办", ("pdf",)))
    assert sealed, problems
    assert [one.record.made for one in build_province(tmp_path / "in", tmp_path / "out")] == [True, True]
    head = read_seals(data)[0].chain.head
    assert (tmp_path / "out/heads.txt").read_text("utf-8").splitlines()[1:] == [f"封存链第 1 条 {head}  east  east县"]
    assert f"  {'heads.txt'}\n" in (tmp_path / "out/checksums.txt").read_text("utf-8")
    for place in (data / "seals", tmp_path / "in/east/archive"):
        shutil.rmtree(place)
    assert seal_year(load_collection(data)[0], 2019, Order(date(2026, 1, 4), "东县政府办", ("pdf",)))[0]
    assert main(["province", str(tmp_path / "in"), "--into", str(tmp_path / "out")]) == 1
    assert f"east/data/seals/chain.txt: 上次全省生成时的封存链链头 {head[:8]}… 不在这个县的封存链里" in capsys.readouterr().out
    assert head in (tmp_path / "out/heads.txt").read_text("utf-8"), "it stays, to be asked for the next time too"


def test_a_county_cannot_be_called_like_a_page_of_the_province(tmp_path, capsys):
    reporting_county(tmp_path / "in/nianbao", "东县", {})
    assert main(["province", str(tmp_path / "in"), "--into", str(tmp_path / "out")]) == 1
    assert "“nianbao”在全省的网址里另有所指，不能作县的文件夹名；请换一个 [province]" in capsys.readouterr().out


def test_a_configuration_that_does_not_work_is_one_line_with_what_the_generator_said(tmp_path, capsys):
    county = reporting_county(tmp_path / "in/east", "东县", {}, whole=True)
    write(county / "mkdocs.yml", (county / "mkdocs.yml").read_text("utf-8") + "plugins: [nonsense]\n")
    assert main(["province", str(tmp_path / "in"), "--into", str(tmp_path / "out"), "--trust", "east"]) == 1
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 1
    assert "east/mkdocs.yml: 这个县没有生成：" in said.out
    assert not (tmp_path / "out/east").exists()


def build_or_die(task):
    """The first worker that comes to the fifth county is killed there, with half of the county written."""
    mark = task.into.with_name("killed")
    if task.name == "county-5" and not mark.exists():
        half = task.staging / "county-5-half/fdzdgknr"
        half.mkdir(parents=True)
        (half / "index.html").write_text("half")
        mark.write_text(str(os.getpid()))
        os.kill(os.getpid(), signal.SIGKILL)
    return build_county(task)


def test_two_workers_one_of_them_killed_in_the_middle_give_the_same_bytes(eight, tmp_path):
    reporting_county(eight / "county-9", "示例9县", {"earlier": {}}, whole=True)
    build_province(eight, tmp_path / "alone")
    shutil.rmtree(tmp_path / ".alone.cache")
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
        build_province(eight, tmp_path / "out", lambda tasks: results(client, tasks, build_or_die))
    assert (tmp_path / "killed").exists()
    assert files_in(tmp_path / "out") == files_in(tmp_path / "alone")
    assert not (tmp_path / ".out.building").exists()


def from_the_command_line(*arguments):
    """As an operator types it, in a process of its own."""
    command = [sys.executable, "-m", "gongkai", "province", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def test_two_workers_from_the_command_line_make_the_same_province(tmp_path):
    for number in (1, 2):
        small_county(tmp_path / f"in/county-{number}", first=3, second=1)
    build_province(tmp_path / "in", tmp_path / "alone")
    done = from_the_command_line(tmp_path / "in", "--into", tmp_path / "out", "--workers", "2")
    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith("2 个县，生成了 2 个")
    assert files_in(tmp_path / "out") == files_in(tmp_path / "alone")


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nowhere"])
def test_a_scheduler_that_is_not_there_is_one_line(address, tmp_path):
    small_county(tmp_path / "in/county-1", first=2, second=1)
    done = from_the_command_line(tmp_path / "in", "--into", tmp_path / "out", "--scheduler", address)
    (line,) = (done.stdout + done.stderr).splitlines()
    assert line.startswith(f"连不上 Dask 调度器“{address}”")
    assert done.returncode == 1
    assert not (tmp_path / "out").exists()


def test_without_dask_one_plain_sentence_says_what_to_do(eight, tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    assert main(["province", str(eight), "--into", str(tmp_path / "out"), "--workers", "2"]) == 1
    assert "没有安装 Dask" in capsys.readouterr().err


PAGES = ("index.html", "nianbao/index.html", "nianbao/2020/index.html", "nianbao/2019/index.html")


@pytest.mark.browser
@pytest.mark.parametrize("states", [("desktop", "largest text on a phone"), pytest.param(tuple(STATES), marks=pytest.mark.audit)])
def test_the_provinces_pages_can_be_read_by_everybody(browser, reporting, states):
    site, found = reporting[0] / "out", []
    with served(site) as address, reader(browser) as opened:
        for page in PAGES:
            parsed = files.parsed((site / page).read_text("utf-8"))
            found += [*files.file_findings(parsed), *lost_paths(parsed)]
            opened.goto(f"{address}/{page}", wait_until="load")
            for state in states:
                with seen_as(opened, state):
                    found += [f"{page}, {state}: {finding}" for finding in axe_findings(opened, state)]
    assert found == []
