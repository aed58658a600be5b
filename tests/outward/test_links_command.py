"""gongkai links: what is listed, what is written where links are tried, and what is left alone without a network."""

from __future__ import annotations

import socket
from datetime import date
from pathlib import Path

import pytest

from gongkai.build.project import Project
from gongkai.cli import main
from gongkai.measure.serving import served
from tests.build.county import built, write
from tests.documents.county import with_documents

COLUMNS = """\
columns:
  - {id: fuwu, name: 政务服务, address: "ADDRESS/there.html", kinds: [政策解读]}
  - {id: hudong, name: 政民互动}
"""
LINKS = """\
links:
  - {id: wang, name: 政务服务网, kind: service, address: "ADDRESS/gone.html", shown: [front], columns: [fuwu]}
  - {id: rexian, name: 热线, kind: hotline, telephone: "12345", shown: [front]}
"""


def county(folder: Path, address: str = "https://a.example") -> Project:
    made = with_documents(folder)
    write(made.data / "columns.yml", COLUMNS.replace("ADDRESS", address))
    write(made.data / "links.yml", LINKS.replace("ADDRESS", address))
    write(made.docs / "fdzdgknr/index.md", f"# 法定主动公开内容\n\n见[说明]({address}/page.html)。\n")
    return made


def test_every_link_is_listed_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    county(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(["links"]) == 0
    told = capsys.readouterr()
    lines = told.out.splitlines()
    assert lines[:3] == [
        "data/columns.yml:2:37: 门户栏目“政务服务”：https://a.example/there.html",
        "data/columns.yml:3:5: 门户栏目“政民互动”：地址未登记",
        "data/links.yml:2:53: 政务服务“政务服务网”：https://a.example/gone.html",
    ]
    assert "data/documents/2022.yml:8:11: 文件“一图读懂低保办法”：https://www.example.gov.cn/jd.html" in lines
    assert "docs/fdzdgknr/index.md:3:7: 网页“fdzdgknr/index.md”：https://a.example/page.html" in lines
    assert "data/catalogue/items/2026.yml:6:11: 目录里的信息“公示 <一>”：https://www.example.gov.cn/1?a=1&b=2" in lines
    assert "，1 处地址未登记" in told.err


def test_the_list_can_be_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    county(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(["links", "--csv", "list.csv"]) == 0
    lines = (tmp_path / "list.csv").read_text("utf-8-sig").splitlines()
    assert lines[:3] == [
        "名称,类别,网址,所在,最近核对,结果,说明",
        "政务服务,门户栏目,https://a.example/there.html,data/columns.yml:2:37,,,",
        "政民互动,门户栏目,,data/columns.yml:3:5,,,",
    ]


def test_what_was_found_is_written_and_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "web/there.html", "<p>")
    with served(tmp_path / "web") as address:
        made = county(tmp_path, address)
        (made.data / "documents/2022.yml").unlink()
        write(made.data / "catalogue/items/2026.yml", "items: []\n")
        assert main(["links", "--try", "--private", "--limit", "5"]) == 1
    told = capsys.readouterr()
    gone = f"政务服务“政务服务网”：{address}/gone.html 打不开：没有这个网页（404）"
    assert gone in told.out
    assert "there.html" not in told.out
    today = date.today()
    rows = (made.data / "link-results.csv").read_text("utf-8-sig").splitlines()
    assert rows[0] == "网址,日期,结果,说明"
    assert f"{address}/there.html,{today},能打开," in rows
    assert f"{address}/gone.html,{today},打不开,没有这个网页（404）" in rows
    built(made)
    day = f"{today.year}年{today.month}月{today.day}日"
    assert f"最近核对：{day}" in (made.site / "lanmu/fuwu/index.html").read_text("utf-8")
    assert f"{day}核对时打不开：没有这个网页（404）。" in (made.site / "index.html").read_text("utf-8")


def test_without_a_network_nothing_is_touched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere(*_: object, **__: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    monkeypatch.chdir(tmp_path)
    made = county(tmp_path)
    before = "网址,日期,结果,说明\nhttps://a.example/there.html,2026-01-02,能打开,\n"
    write(made.data / "link-results.csv", before)
    assert main(["links", "--try"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("看来没有网络：")
    assert len(told.err.splitlines()) == 1
    assert (made.data / "link-results.csv").read_text("utf-8") == before


def test_data_that_cannot_be_read_is_told_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = county(tmp_path)
    write(made.data / "links.yml", "links:\n  - {id: a, name: 甲, kind: nothing}\n")
    monkeypatch.chdir(tmp_path)
    assert main(["links", "--csv", "list.csv"]) == 1
    assert capsys.readouterr().out.startswith("data/links.yml:2:28: “kind”只能是 ")
    assert not (tmp_path / "list.csv").exists()
