"""Pages in docs/ that would run something in a reader's browser, or have it ask another host: one line each, nothing published."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.cli import main
from tests.site.conftest import run_build

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "live_markup.yml").read_text("utf-8"))
WORDS = """\
from gongkai.build.author_words import register_words

def define_env(env):
    register_words(env)
    env.macro(lambda: "<script>show()</script>", "map")
"""


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GONGKAI_FONTS", "/nowhere")
    assert main(["init", "青禾县", "--into", "."]) == 0
    Path("macros").mkdir()
    Path("macros/__init__.py").write_text(WORDS, "utf-8")
    Path("docs/a").mkdir()
    Path("docs/a/1.png").write_bytes(b"")
    with Path("data/site.yml").open("a", encoding="utf-8") as site:
        site.write("request_form_url: https://www.example.gov.cn/form\ncontact: {telephone: 000-0000000}\n")
    capsys.readouterr()
    return tmp_path


def write(typed: str) -> None:
    Path("docs/a.md").write_text(f"# 甲\n\n{typed}\n", "utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_page_as_somebody_types_it(case: dict[str, Any], county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(case["typed"])
    expected = case.get("printed", [])
    assert main(["build"]) == (1 if expected else 0)
    assert capsys.readouterr().out.splitlines() == expected
    assert Path("site").exists() != bool(expected)


def test_a_file_s_name_is_what_it_looks_like(county: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("docs/a/示例\u202efdp.png").write_bytes(b"")
    assert main(["build"]) == 1
    assert [line.partition("：")[2] for line in capsys.readouterr().out.splitlines() if "U+202E" in line] == [
        "这里有改变字序的字符（U+202E，强制从右到左）；请删去后重新输入 [link]"
    ]
    assert not Path("site").exists()


@pytest.mark.parametrize(("program", "theme"), [("mkdocs", "gongkai"), ("mkdocs", "mkdocs"), ("properdocs", "gongkai")])
def test_a_generator_refuses_it_in_the_same_line(program: str, theme: str, county: Path) -> None:
    write("<p onclick='go()'>点</p>\n\n[点](javascript:go())")
    settings = f"site_name: x\ntheme: {{name: {theme}{', highlightjs: false' if theme == 'mkdocs' else ''}}}\n"
    Path("mkdocs.yml").write_text(f"{settings}plugins: [gongkai]\n", "utf-8")
    done = run_build(county, county / "site", program=program)
    assert done.returncode == 1
    told = [line for line in done.stdout.splitlines() if "提醒：" not in line]
    assert told[:2] == [
        f"docs/a.md:{place}；网页里不能有脚本 [page]"
        for place in ("3:1: <p> 上写着 onclick", "5:5: “javascript:go()”是脚本，不是网址")
    ]
    assert "Traceback" not in done.stdout + done.stderr
    assert not Path("site").exists()
