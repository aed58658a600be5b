"""A draft stands in the preview, marked on its page and in each of its files; and in no site for the public."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from gongkai.build.preview import preview_of
from gongkai.build.project import project_in
from gongkai.build.site import build_site
from gongkai.problems import errors
from tests.build.agencies_of_a_year import YEAR, county, report_of, typed
from tests.build.county import files_in

MARK = "【草稿】"


def text_in(packed: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(packed)) as parts:
        return "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def test_a_draft_is_marked_on_its_page_and_in_every_file(tmp_path: Path) -> None:
    county(tmp_path, agencies=3)
    done = build_site(preview_of(tmp_path), jobs=1)
    assert errors(done.problems) == []
    assert [line.rpartition("/")[2] for line in done.held] == ["a1：草稿", "a2：草稿"]
    files = files_in(preview_of(tmp_path).site)
    own = {name.rpartition("a1/")[2]: content for name, content in files.items() if name.startswith(f"zfxxgknb/{YEAR}/a1/")}
    title = f"{MARK}第1局{YEAR}年政府信息公开工作年度报告"
    page = own["index.html"].decode()
    assert f"<title>{title}" in page
    assert "预览：里面有还没有公布的草稿，不是公布的网站。" in page
    assert title in own["report.json"].decode()
    assert title in text_in(own["report.docx"])
    assert title in text_in(own["report.xlsx"])
    lines = own["tables/licensing.csv"].decode("utf-8-sig").splitlines()
    assert [line.endswith(",草稿") for line in lines[1:]] == [True] * (len(lines) - 1)
    with pikepdf.open(io.BytesIO(own["report.pdf"])) as pdf:
        assert title in str(pdf.docinfo.get("/Title"))
    # Every page of the preview says that drafts are among its figures; of a report that is ready nothing else is said.
    assert all("预览：里面有" in content.decode() for name, content in files.items() if name.endswith("index.html"))
    assert MARK not in files[f"zfxxgknb/{YEAR}/index.html"].decode().partition("<main")[2].partition("</h1>")[0]


def test_the_public_site_knows_nothing_of_a_draft(tmp_path: Path) -> None:
    """It is, to the byte, the site without the draft's folder."""
    data = county(tmp_path, agencies=4)
    project = project_in(tmp_path)
    assert errors(build_site(project, jobs=1).problems) == []
    with_drafts = files_in(project.site)
    for number in (1, 2, 3):
        for file in report_of(data, number).parent.iterdir():
            file.unlink()
        report_of(data, number).parent.rmdir()
    other = replace(project, site=tmp_path / "other", cache=tmp_path / "cache")
    assert errors(build_site(other, jobs=1).problems) == []
    assert files_in(other.site) == with_drafts


def test_a_draft_with_any_line_missing_stops_no_preview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_FONTS", "/nowhere")
    data = county(tmp_path, agencies=2)
    file = report_of(data, 1)
    lines = file.read_text("utf-8").splitlines()
    for number in range(0, len(lines), 3):
        file.write_text("\n".join(lines[:number] + lines[number + 1 :]), "utf-8")
        done = build_site(preview_of(tmp_path), jobs=1)
        assert errors(done.problems) == [], lines[number]
        assert len(done.held) == (0 if lines[number] == "state: draft" and not done.held else 1), lines[number]


def test_a_wrong_figure_in_a_draft_is_shown_as_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_FONTS", "/nowhere")
    data = county(tmp_path, agencies=2)
    typed(data, 1, "{decisions: 77}", "{decisions: 7O}")
    done = build_site(preview_of(tmp_path), jobs=1)
    assert [line.rpartition("/")[2] for line in done.held] == ["a1：草稿，有 1 个错误"]
    assert (preview_of(tmp_path).site / f"zfxxgknb/{YEAR}/a1/index.html").is_file()
