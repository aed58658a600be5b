"""Thirty-eight agencies, five drafts, two with errors: one build publishes thirty-one and names seven."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from gongkai.cli import main
from tests.build.agencies_of_a_year import DRAFTS, WRONG, YEAR, county, report_of, typed
from tests.build.county import files_in

PROGRAMS = {"gongkai": ["build"], "mkdocs": ["build", "--strict"], "properdocs": ["build", "--strict"]}


def run(folder: Path, program: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", program, *PROGRAMS[program]]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture(autouse=True)
def without_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the PDF a build takes a third of the time."""
    monkeypatch.setenv("GONGKAI_FONTS", "/nowhere")


def pages(site: Path) -> list[str]:
    return sorted(file.parent.name for file in (site / f"zfxxgknb/{YEAR}").glob("a*/index.html"))


HELD = [
    "没有放进网站的报告 7 份：",
    *(f"  data/reports/2022/a{number}：草稿" for number in DRAFTS),
    "  data/reports/2022/a6：有 1 个错误，没有公布过，先不放进网站",
    "  data/reports/2022/a7：有 1 个错误，没有公布过，先不放进网站",
]


def test_one_build_publishes_thirty_one_and_names_seven(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = county(tmp_path)
    monkeypatch.chdir(tmp_path)
    done = run(tmp_path, "gongkai")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines()[-8:] == HELD
    said = "检查：0 个错误，6 条提醒，0 条已说明；没有放进网站的报告里另有 2 个错误，0 条提醒，0 条已说明。"
    assert [line for line in done.stderr.splitlines() if line.startswith(said)], done.stderr
    site = tmp_path / "site"
    assert pages(site) == sorted(f"a{number}" for number in range(8, 38))  # and the county's own, at the year itself
    assert (site / f"zfxxgknb/{YEAR}/index.html").is_file()
    everything = b"".join(files_in(site).values()).decode("utf-8", "replace")
    assert not any(f"第{number}局2022年" in everything for number in (*DRAFTS, *WRONG))
    assert run(tmp_path, "gongkai").stderr.splitlines()[-8:] == HELD  # a build that changes nothing names them again

    # One of those that were published is broken: the build stops, and the site stays.
    (data / "addresses.txt").write_text(f"zfxxgknb/{YEAR}/a9/\n", "utf-8")
    typed(data, 9, "{decisions: 77}", "{decisions: 7O}")
    before = files_in(site)
    done = run(tmp_path, "gongkai")
    assert done.returncode == 1
    assert "data/reports/2022/a9/report.yml:" in done.stdout
    assert files_in(site) == before


@pytest.mark.parametrize("program", ["mkdocs", "properdocs"])
def test_site_generators_hold_back_the_same(tmp_path: Path, program: str) -> None:
    data = county(tmp_path, agencies=9)
    done = run(tmp_path, program)
    assert done.returncode == 0, done.stderr
    assert [line.rpartition("   ")[2].removeprefix("INFO - ").strip() for line in done.stderr.splitlines() if "a6" in line]
    assert all(any(line.strip() in said for said in done.stderr.splitlines()) for line in HELD)
    assert pages(tmp_path / "site") == ["a8"]
    before = files_in(tmp_path / "site")
    (data / "addresses.txt").write_text(f"zfxxgknb/{YEAR}/a6/\n", "utf-8")
    done = run(tmp_path, program)
    assert done.returncode == 1
    assert "data/reports/2022/a6/report.yml:" in done.stdout
    assert files_in(tmp_path / "site") == before


@pytest.mark.parametrize("broken", ["title: [", "format: '1999'", "\tx", "year: 2023", ""])
def test_a_report_that_cannot_be_read_is_held_back_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], broken: str
) -> None:
    data = county(tmp_path, agencies=9)
    monkeypatch.chdir(tmp_path)
    report_of(data, 8).write_text(broken, "utf-8")
    assert main(["build", "--jobs", "1"]) == 0
    assert "  data/reports/2022/a8：有" in capsys.readouterr().err
    assert pages(tmp_path / "site") == []
    (data / "addresses.txt").write_text(f"zfxxgknb/{YEAR}/a8/\n", "utf-8")
    assert main(["build", "--jobs", "1"]) == 1
