"""Reports withdrawn after they were public: every published address answers still, and nobody has to write a redirect."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from gongkai.cli import main
from tests.years.county import county

WITHDRAW = ("--date", "2026-05-06", "--why", "误将送审稿公布", "--yes")


def words_on(address: str) -> str:
    """What a reader reads on the page, without the frame."""
    page = html.parse(f"site/{address}/index.html")
    (content,) = page.xpath("//main")
    return " ".join(content.text_content().split())


def test_pages_that_only_withdrawn_reports_filled_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GONGKAI_FONTS", "/nowhere")
    county(Path("data"))
    Path("docs").mkdir()
    assert main(["build"]) == 0
    assert main(["addresses", "--record"]) == 0
    assert "空白和“/”不是 0" in words_on("zfxxgknb/2022/huizong")

    assert main(["withdraw", "--report", "2022/linxi", *WITHDRAW]) == 0
    capsys.readouterr()
    assert main(["build"]) == 0, capsys.readouterr()  # the only report of an agency in that year
    said = words_on("zfxxgknb/2022/huizong")
    assert "2022年度可以相加的机构报告公布后都已撤回，这里没有可以相加的数。" in said
    assert "已撤回、没有计入的 1 个：林溪乡人民政府。" in said
    assert "空白和“/”不是 0" not in said
    assert html.parse("site/zfxxgknb/2022/huizong/index.html").xpath("//main//table") == []

    for folder in sorted(Path("data/reports").glob("*/*")):
        if folder.as_posix() != "data/reports/2022/linxi":
            assert main(["withdraw", "--report", str(folder), *WITHDRAW]) == 0
    capsys.readouterr()
    assert main(["build"]) == 0, capsys.readouterr()
    assert main(["addresses"]) == 0, capsys.readouterr()
    assert "报告公布后撤回，它的数不再取用" in words_on("zfxxgknb/lishi/licensing-decisions")
