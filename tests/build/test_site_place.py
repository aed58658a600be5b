"""A build takes no folder away that is no site, and publishes nothing that lies elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.cli import main


@pytest.fixture(autouse=True)
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GONGKAI_FONTS", "/nowhere")
    assert main(["init", "示例县"]) == 0
    monkeypatch.chdir("示例县")
    (tmp_path / "论文").mkdir()
    (tmp_path / "论文/正文.txt").write_text("很多年的心血", "utf-8")
    capsys.readouterr()
    return Path()


def files() -> dict[str, bytes]:
    found = (path for path in Path("..").rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {str(path): path.read_bytes() for path in found}


@pytest.mark.parametrize(
    ("site", "said"),
    [
        ("data", "data: 网站不能生成在这里：生成时会去掉原有的内容，而 data 在这里；请另写一个文件夹 [site-folder]"),
        ("data/reports", "而 data 在这里"),
        ("docs", "而 docs 在这里"),
        (".", "而 data 在这里"),
        ("..", "而 data 在这里"),
        ("../论文", "文件夹里有别的内容，生成网站会把它们去掉；请另写一个空的或还没有的文件夹 [site-folder]"),
        ("mkdocs.yml", "这里是一个链接或文件，不是文件夹"),
    ],
)
def test_nothing_else_is_taken_away(site: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = files()
    assert main(["build", "--site", site]) == 1
    assert said in capsys.readouterr().out
    assert files() == before


def test_an_empty_folder_and_a_site_made_before_are_taken(tmp_path: Path) -> None:
    Path("empty").mkdir()
    for _ in range(2):
        assert main(["build", "--site", "empty"]) == 0
    for cached in Path(".cache").rglob("manifest-*"):
        cached.unlink()
    assert main(["build", "--site", "empty"]) == 0


def test_the_site_is_no_link(capsys: pytest.CaptureFixture[str]) -> None:
    Path("elsewhere").mkdir()
    Path("site").symlink_to("elsewhere")
    assert main(["build"]) == 1
    assert "site: 网站要生成在这里，而这里是一个链接或文件" in capsys.readouterr().out


@pytest.mark.parametrize("target", ["/etc/hostname", ".", "../论文"])
def test_a_link_among_the_pages_publishes_nothing(target: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("docs/附件").symlink_to(target)
    assert main(["build"]) == 1
    assert "docs/附件: 这是一个链接，不是文件；网站只收文件本身" in capsys.readouterr().out
    assert not Path("site").exists()


def test_a_page_runs_no_program(capsys: pytest.CaptureFixture[str]) -> None:
    Path("docs/a.md").write_text("# 甲\n\n{{ cycler.__init__.__globals__.os.getcwd() }}\n", "utf-8")
    assert main(["build"]) == 1
    assert "docs/a.md:3:1: {{ }} 里的内容填不出来" in capsys.readouterr().out
