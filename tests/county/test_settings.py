"""A county's mkdocs.yml: what the office is told of it before its generator says it in English."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.cli import main
from gongkai.county.settings import installed_themes, wrong_settings
from tests.site.conftest import run_build

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "settings.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_settings_as_an_office_types_them(case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("docs").mkdir()
    Path("mkdocs.yml").write_text(case["text"], "utf-8")
    assert [str(problem) for problem in wrong_settings(Path("mkdocs.yml"), ("gongkai", "mkdocs"))] == case.get("problems", [])


def test_the_themes_are_those_that_are_installed() -> None:
    assert {"gongkai", "mkdocs", "readthedocs"} <= installed_themes()


def test_check_tells_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    main(["init", "青禾县", "--into", "x"])
    monkeypatch.chdir(tmp_path / "x")
    Path("mkdocs.yml").write_text("theme: materiel\nplugins: [gongkai]\n", "utf-8")
    capsys.readouterr()
    assert main(["check"]) == 1
    assert "mkdocs.yml:1:8: 没有“materiel”这个主题；可以写 " in capsys.readouterr().out


WRONG = {
    "theme: materiel\n": "mkdocs.yml:1:8: 没有“materiel”这个主题；可以写 ",
    "plugins: [{gongkai: {colour: red}}]\n": "mkdocs.yml:1:22: 插件 gongkai 没有“colour”这个选项",
    "theme: [\n": "mkdocs.yml:2:1: 这里缺少内容，或多了一个标点",
    "gongkai\n": "mkdocs.yml:1:1: 这个文件应是一行一条“名称: 内容”",
}


@pytest.mark.parametrize("settings", WRONG)
def test_build_tells_it_also_when_nothing_else_has_changed(
    settings: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init", "青禾县", "--into", "."]) == 0
    assert main(["build"]) == 0
    Path("mkdocs.yml").write_text(settings, "utf-8")
    capsys.readouterr()
    assert main(["build"]) == 1
    said = capsys.readouterr()
    assert said.out.startswith(WRONG[settings])
    assert said.err.startswith("1 个错误，")


def test_check_tells_a_mistake_in_the_county_s_own_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    main(["init", "青禾县", "--into", "."])
    Path("macros").mkdir()
    Path("macros/more.py").write_text("def one(:\n", "utf-8")
    Path("macros/__init__.py").write_text("raise SystemExit\n", "utf-8")  # nothing is run
    capsys.readouterr()
    assert main(["check"]) == 1
    assert "macros/more.py:1:9: 这里不是合乎语法的 Python：invalid syntax [macros]\n" in capsys.readouterr().out


@pytest.mark.parametrize("program", ["mkdocs", "properdocs"])
def test_a_build_with_an_unknown_option_writes_nothing(program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    main(["init", "青禾县", "--into", "x"])
    settings = tmp_path / "x/mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("[gongkai]", "[{gongkai: {colour: red}}]"), "utf-8")
    done = run_build(tmp_path / "x", tmp_path / "x/site", program=program)
    assert done.returncode == 1
    line, *rest = done.stdout.splitlines()
    assert rest == ["", "1 个错误，0 条提醒，0 条已说明。没有写入任何文件"]
    assert line == "mkdocs.yml:4:22: 插件 gongkai 没有“colour”这个选项；它没有选项，各县的不同写在 data/ 里 [mkdocs]"
    assert not (tmp_path / "x/site").exists()
