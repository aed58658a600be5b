"""A place on a page that was published stays: the build stops at one that is lost, or a line says where it is now."""

import shutil
from pathlib import Path

import pytest
from lxml import html

from gongkai.cli import main

ROOT = Path(__file__).parents[2]
LEDGER = "overview figure-surveys figure-old licensing.administrative_licensing.items_change requests-granted\n  zfxxgknb/2020/\n"
GONE = "已公布过的位置“zfxxgknb/2020/#figure-old”不见了；请恢复，或在 redirects.yml 里写明它现在的位置 [address]"


@pytest.fixture
def county(tmp_path, monkeypatch):
    """This repository's county, of whose report a figure was once cited that is no longer there."""
    monkeypatch.setenv("GONGKAI_FONTS", "/nowhere")
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "data", "data")
    Path("data/anchors.txt").write_text(LEDGER, "utf-8")
    return tmp_path


def built(capsys, redirects=""):
    Path("data/redirects.yml").write_text(redirects, "utf-8")
    code = main(["build", "--jobs", "1"])
    return code, [line for line in capsys.readouterr().out.splitlines() if not line.endswith("]") or "提醒" not in line]


def test_a_build_that_has_lost_a_place_stops_and_writes_nothing(county, capsys):
    assert built(capsys, "{}\n") == (1, [f"data/anchors.txt:2:1: {GONE}"])
    assert not Path("site").exists()


def test_a_line_says_where_it_is_now_and_the_old_page_leads_there(county, capsys):
    assert built(capsys, "zfxxgknb/2020/#figure-old: zfxxgknb/2020/#requests.granted.total\n") == (0, [])
    page = html.parse("site/zfxxgknb/2020/index.html", html.HTMLParser(encoding="utf-8"))
    (moved,) = page.xpath("//p[@id='figure-old']")
    assert moved.text_content() == "您要找的位置已经移动。到现在的位置"
    assert moved.xpath(".//a/@href") == ["../../zfxxgknb/2020/#requests.granted.total"]
    assert not html.parse("site/zfxxgknb/index.html").xpath("//*[@class='gk-moved-place']")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("zfxxgknb/2020/#figure-old: zfxxgknb/2020/#nowhere", "转到的“zfxxgknb/2020/#nowhere”没有这个位置"),
        ("zfxxgknb/2020/#figure-old: zfxxgknb/1999/", "转到的“zfxxgknb/1999/”不在本专栏里"),
        (
            "zfxxgknb/2020/#figure-old: /x",
            "“zfxxgknb/2020/#figure-old”：一个位置移到别处，两边都写成“zfxxgknb/2020/#overview”的样子",
        ),
        ("zfxxgknb/2020/#overview: zfxxgknb/2020/", "“zfxxgknb/2020/#overview”现在还有这个位置，不能再转到别处"),
    ],
)
def test_a_line_that_leads_to_nothing_is_told(county, capsys, line, said):
    code, printed = built(capsys, f"{line}\n")
    assert code == 1
    assert f"data/redirects.yml:1:1: {said} [redirect]" in printed


def test_the_command_notes_every_place_and_a_second_build_finds_them(county, capsys):
    Path("data/anchors.txt").unlink()
    assert built(capsys, "{}\n")[0] == 0
    assert main(["addresses", "--record"]) == 0
    text = Path("data/anchors.txt").read_text("utf-8")
    assert "licensing.administrative_licensing.items_change" in text
    assert "  zfxxgknb/2020/\n" in text
    assert "fdzdgknr" not in text
    capsys.readouterr()
    assert built(capsys, "{}\n") == (0, [])
