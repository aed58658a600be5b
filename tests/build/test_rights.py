"""Folders that the system does not let us read or write: one line with the place that people know, no traceback, nothing written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.cli import main
from gongkai.files import made_durably, put_in_place, write_whole
from gongkai.source.text import told
from tests.site.conftest import run_build

ROOT = Path(__file__).parents[2]
READ, WRITE = os.R_OK, os.W_OK
Case = tuple[str, int, str]


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GONGKAI_FONTS", "/nowhere")
    assert main(["init", "青禾县", "--into", "."]) == 0
    for page in ("docs/a.md", "docs/b/index.md"):
        Path(page).parent.mkdir(exist_ok=True)
        Path(page).write_text("# 甲\n\n字\n", "utf-8")
    (tmp_path / "data/reports/2020").mkdir(parents=True)
    capsys.readouterr()
    return tmp_path


def forbid(monkeypatch: pytest.MonkeyPatch, place: Path, what: int) -> None:
    """As the system says it of a user who is not its administrator, as whom tests may run."""
    allowed = os.access

    def access(path: str | Path, mode: int) -> bool:
        return allowed(path, mode) and not (mode & what and Path(path).absolute() == place.absolute())

    monkeypatch.setattr("os.access", access)


READ_SAYS = "没有权限；请改权限，或换一个用户运行 [collection]"
WRITE_SAYS = "没有权限；请改权限，或换一个用户运行 [site-folder]"
CASES = [
    ("data", READ, f"data: 读不了这个文件夹：{READ_SAYS}"),
    ("data/reports/2020", READ, f"data/reports/2020: 读不了这个文件夹：{READ_SAYS}"),
    ("docs", READ, f"docs: 读不了这个文件夹：{READ_SAYS}"),
    ("docs/b", READ, f"docs/b: 读不了这个文件夹：{READ_SAYS}"),
    ("docs/a.md", READ, f"docs/a.md: 读不了这个文件：{READ_SAYS}"),
    (".", WRITE, f"site: 建不了这个文件夹：上一层文件夹{WRITE_SAYS}"),
]
BUILT = [
    ("site", WRITE, f"site: 写不了这个文件夹：{WRITE_SAYS}"),
    (".", WRITE, f"site: 换不了这个文件夹：上一层文件夹{WRITE_SAYS}"),
    (".cache/pages", WRITE, f".cache/pages: 写不了这个文件夹：{WRITE_SAYS}"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_what_may_not_be_read_or_written(
    case: Case, county: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    place, what, line = case
    forbid(monkeypatch, Path(place), what)
    assert main(["build"]) == 1
    assert capsys.readouterr().out.splitlines() == [line]
    assert not (county / "site").exists()


@pytest.mark.parametrize("case", BUILT, ids=lambda case: case[0])
def test_a_site_that_is_there_stays(
    case: Case, county: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build"]) == 0
    before = {path: path.read_bytes() for path in (county / "site").rglob("*.html")}
    (county / "docs/a.md").write_text("# 乙\n\n字\n", "utf-8")
    place, what, line = case
    forbid(monkeypatch, Path(place), what)
    capsys.readouterr()
    assert main(["build"]) == 1
    assert capsys.readouterr().out.splitlines() == [line]
    assert {path: path.read_bytes() for path in (county / "site").rglob("*.html")} == before
    assert not (county / ".site.building").exists()


def test_a_check_of_data_that_may_not_be_read(
    county: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    forbid(monkeypatch, Path("data"), READ)
    assert main(["check"]) == 1
    assert capsys.readouterr().out.splitlines() == ["data: 读不了这个文件夹：没有权限 [collection]"]


@pytest.mark.parametrize("program", ["mkdocs", "properdocs"])
def test_a_generator_tells_it_in_the_same_line(program: str, county: Path) -> None:
    (county / ".cache").write_text("", "utf-8")
    done = run_build(county, county / "site", program=program)
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert ".cache: 这是一个文件，而生成网站要在这里建文件夹；请移开 [site-folder]" in done.stdout.splitlines()
    assert "Traceback" not in said
    assert not (county / "site").exists()


def test_what_only_the_generator_meets_is_a_line_too(county: Path) -> None:
    (county / "docs/c.md").symlink_to("c.md")  # a link that leads to itself
    done = run_build(county, county / "site")
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert "docs/c.md" in done.stdout + done.stderr


# ---- Names that nobody knows


def over_a_folder(folder: Path) -> None:
    """There is a folder where the file should be."""
    (folder / "x").mkdir()
    write_whole(str(folder / "x"), b"1")


def durably_over_a_folder(folder: Path) -> None:
    (folder / "x").mkdir()
    with made_durably(folder / "x") as fresh:
        fresh.write_bytes(b"1")


def below_a_file(folder: Path) -> None:
    """The folder that should take its place is not there."""
    (folder / "x").mkdir()
    put_in_place(folder / ".x.building", folder / "x")


@pytest.mark.parametrize("write", [over_a_folder, durably_over_a_folder, below_a_file], ids=lambda write: write.__name__)
def test_a_failure_is_told_of_the_place_that_people_know(
    write: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OSError, match=r"'x'|/x'") as raised:
        write(tmp_path)
    assert told(raised.value).startswith("x：")


# ---- Ctrl-C


def test_an_interruption_while_modules_are_loaded_is_one_line(county: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONVERBOSE": "1"}
    program = subprocess.Popen(
        [sys.executable, "-m", "gongkai", "build"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert program.stderr
    for line in program.stderr:
        if line.startswith("import 'gongkai.cli.console'"):
            break
    time.sleep(0.01)
    program.send_signal(signal.SIGINT)
    lines = [line.strip() for line in program.stderr if "已停止" in line or "Traceback" in line]
    assert program.wait(60) in (1, -signal.SIGINT)  # as Python ends where the interruption met an import
    assert lines == ["已停止"]
