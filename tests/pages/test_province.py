"""Many counties: each a site of its own, with pages over them; the same bytes however the work was handed out."""

import os
import shutil
import signal

import pytest
from distributed import Client, LocalCluster

from gongkai.cli import main
from gongkai.pages.dask import results
from gongkai.pages.province import build_county, build_province
from tests.pages.county import files_in, small_county, write


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
    assert "8个县（市、区），已生成8个，共92条。" in first
    assert '<a href="county-3/">示例3县</a>' in first


def test_a_county_that_fails_is_named_keeps_its_site_and_stops_nobody(eight, tmp_path, capsys):
    out = tmp_path / "out"
    build_province(eight, out)
    before = files_in(out / "county-2")
    write(eight / "county-2/data/catalogue/elderly-care.yml", "entries:\n  - id: a\n    channels: 网站\n")
    write(eight / "county-3/data/catalogue/elderly-care.yml", "entries:\n  - id: new\n")
    assert main(["province", str(eight), "--into", str(out)]) == 1
    said = capsys.readouterr()
    assert "county-2/data/catalogue/elderly-care.yml:3:15: 渠道“网站”" in said.out
    assert "没有生成的县：示例2县（county-2）；原有的网站没有改动" in said.err
    assert files_in(out / "county-2") == before
    assert (out / "county-3/fdzdgknr/elderly-care/new/index.html").exists()
    assert "本次未能生成" in (out / "index.html").read_text("utf-8")


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


def test_two_workers_one_of_them_killed_in_the_middle_give_the_same_bytes(eight, tmp_path, monkeypatch):
    build_province(eight, tmp_path / "alone")
    shutil.rmtree(tmp_path / ".alone.cache")
    monkeypatch.setattr("gongkai.pages.dask.build_county", build_or_die)
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
        build_province(eight, tmp_path / "out", lambda tasks: results(client, tasks))
    assert (tmp_path / "killed").exists()
    assert files_in(tmp_path / "out") == files_in(tmp_path / "alone")
    assert not (tmp_path / ".out.building").exists()


def test_without_dask_one_plain_sentence_says_what_to_do(eight, tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    assert main(["province", str(eight), "--into", str(tmp_path / "out"), "--workers", "2"]) == 1
    assert "没有安装 Dask" in capsys.readouterr().err
