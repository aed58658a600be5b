"""公布 at the desk: each button does what the command does, to the byte, and is refused in the same sentences."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from gongkai.cli import main
from gongkai.desk.screens import publish
from gongkai.desk.work import Works
from tests.desk.conftest import Clerk, sat_down, words

OLD = "/reports/2021/demo/"
DRAFT = "/reports/2022/demo/"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county whose site was built by the desk's button."""
    from tests.conftest import DEMO

    folder = tmp_path_factory.mktemp("county")
    shutil.copytree(DEMO, folder / "data")
    assert_done(pressed(sat_down(folder / "data"), "build"), "生成网站：做完了")
    return folder


@pytest.fixture
def seated(made: Path, tmp_path: Path) -> Clerk:
    shutil.copytree(made, tmp_path / "county", symlinks=True)
    return sat_down(tmp_path / "county" / "data")


def pressed(clerk: Clerk, button: str, **fields: str) -> str:
    """What the screen says afterwards."""
    answer = clerk.send("/publish/", {"do": button, **fields})
    if answer.status_code == 422:
        return words(answer)
    assert answer.status_code == 303
    last = clerk.desk.works.last
    assert last
    assert last.wait(120)
    return words(clerk.look("/publish/"))


def assert_done(said: str, title: str) -> None:
    assert title in said, said


def typed(folder: Path, *command: str) -> list[str]:
    """What the command says where it is typed."""
    ended = subprocess.run(
        [sys.executable, "-m", "gongkai", *command], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )
    return [line for line in f"{ended.stdout}{ended.stderr}".splitlines() if line.strip()]


def test_the_site_is_the_command_s(made: Path, tmp_path: Path) -> None:
    shutil.copytree(made, tmp_path / "other", ignore=shutil.ignore_patterns("site", ".cache", ".gongkai"))
    typed(tmp_path / "other", "build")
    sites = [
        {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}
        for site in (made / "site", tmp_path / "other" / "site")
    ]
    assert len(sites[0]) > 50
    assert sites[0] == sites[1]


def test_the_zip_is_the_command_s(seated: Clerk) -> None:
    assert_done(pressed(seated, "zip"), "写全站的 zip：做完了")
    (file,) = (seated.data.parent / ".gongkai/uploads").glob("*.zip")
    typed(seated.data.parent, "publish", "site", "--zip", "typed.zip")
    assert file.read_bytes() == (seated.data.parent / "typed.zip").read_bytes()
    assert seated.look(f"/publish/{file.name}").data == file.read_bytes()
    assert seated.look("/publish/other.zip").status_code == 404
    said = pressed(seated, "changes", basis=file.name)
    assert "没有变化，没有写 zip 文件" in said
    assert "没有选上一次上传的 zip" in pressed(seated, "changes", basis="../../data/site.yml")


def test_it_goes_live_and_back(seated: Clerk, tmp_path: Path) -> None:
    live = tmp_path / "live"
    assert "已发布：0001-" in pressed(seated, "live", folder=str(live))
    assert (live / "current" / "index.html").is_file() or (live / "current" / "site").is_dir()
    assert_done(pressed(seated, "back", folder=str(live)), "没有更早的版本可以退回")
    assert "请写出线上文件夹的完整路径" in pressed(seated, "live", folder="--back")


def test_refusals_are_the_command_s(seated: Clerk, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept/file.txt").write_text("别人的", "utf-8")
    said = pressed(seated, "live", folder=str(tmp_path / "kept"))
    assert "发布到线上文件夹：没有做成" in said
    lines = typed(seated.data.parent, "publish", "site", str(tmp_path / "kept"))
    assert lines
    assert all(" ".join(line.split()) in said for line in lines)
    figure = seated.data / "reports/2021/demo/report.yml"
    figure.write_text(figure.read_text("utf-8").replace("year: 2021", "year: 2O21", 1), "utf-8")
    said = pressed(seated, "zip")
    lines = typed(seated.data.parent, "publish", "site", "--zip", "typed.zip")
    assert lines
    assert all(" ".join(line.split()) in said for line in lines)


def test_a_year_is_sealed_and_verified(seated: Clerk) -> None:
    today = date.today().isoformat()
    other = seated.data.parent.with_name("typed")
    shutil.copytree(seated.data.parent, other, symlinks=True)
    said = pressed(seated, "archive", year="2021", date=today, by="")
    lines = typed(other, "archive", "2021", f"--date={today}")
    assert all(" ".join(line.split()) in said for line in lines), (said, lines)
    mine, theirs = (
        {file.relative_to(folder).as_posix(): file.read_bytes() for file in (folder / "archive").rglob("*") if file.is_file()}
        for folder in (seated.data.parent, other)
    )
    assert mine == theirs
    assert "核对：做完了" in pressed(seated, "verify") or "核对：没有做成" in pressed(seated, "verify")
    assert "封存日期要写成" in pressed(seated, "archive", year="2021", date="昨天", by="")
    assert "封存日期要写成" in pressed(seated, "archive", year="2021", date="2999-01-01", by="")
    assert seated.send("/publish/", {"do": "archive", "year": "1999", "date": today}).status_code == 404


def test_a_second_press_is_told(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publish, "PATIENCE", 0)
    held, ended = clerk.desk.works, Works.do
    monkeypatch.setattr(Works, "do", lambda *_: None)  # one that is never done
    assert clerk.send("/publish/", {"do": "build"}).status_code == 303
    assert "正在生成网站" in words(clerk.look("/publish/"))
    second = clerk.send("/publish/", {"do": "verify"})
    assert second.status_code == 422
    assert "正在生成网站，还没有做完；做完以后再按。这一次没有执行" in words(second)
    assert held.last
    assert held.last.words == ("build",)
    monkeypatch.setattr(Works, "do", ended)
    held.last.done.set()
    assert clerk.send("/publish/", {"do": "verify"}).status_code == 303


def test_a_draft_is_not_ready_while_something_is_missing(clerk: Clerk, capsys: pytest.CaptureFixture[str]) -> None:
    before = (clerk.data / "reports/2022/demo/report.yml").read_text("utf-8")
    answer = clerk.send(f"{DRAFT}ready", {"published": ""})
    assert answer.status_code == 422
    assert main(["ready", "--report", str(clerk.data / "reports/2022/demo"), "--yes"]) == 1
    lines = capsys.readouterr().out.splitlines()
    told = [line.partition(": ")[2].rpartition(" [")[0] for line in lines if "[" in line and "提醒：" not in line]
    assert told
    assert all(" ".join(line.split()) in words(answer) for line in told)
    assert (clerk.data / "reports/2022/demo/report.yml").read_text("utf-8") == before
    assert "公布时间" in words(clerk.send(f"{DRAFT}ready", {"published": "2022年"}))


def test_a_report_is_withdrawn_and_public_again_as_the_command_writes_it(clerk: Clerk) -> None:
    today = date.today().isoformat()
    other = clerk.data.parent / "typed"
    shutil.copytree(clerk.data, other)
    report = clerk.data / "reports/2021/demo/report.yml"
    assert "没有写为什么" in words(clerk.send(f"{OLD}withdraw", {"why": " "}))
    for undo in (False, True):
        sent = clerk.send(f"{OLD}withdraw", {"why": "误将送审稿公布"})
        command = ["withdraw", "--report", str(other / "reports/2021/demo"), "--data", str(other), "--date", today]
        done = main([*command, "--why", "误将送审稿公布", "--yes", *(["--undo"] if undo else [])])
        assert (sent.status_code, done) in {(303, 0), (422, 1)}
        assert report.read_bytes() == (other / "reports/2021/demo/report.yml").read_bytes()
    assert clerk.look(f"{DRAFT}withdraw").status_code == 404
