"""`gongkai measure`: a built site in a browser, and the statement that follows from it; or one line on why it cannot be measured."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml
from lxml import html

from gongkai.cli import main
from gongkai.measure import measuring
from gongkai.measure.states import STATES
from tests.conftest import DEMO

WITHOUT = "import sys; sys.modules.update(playwright=None{}); from gongkai.cli import main; sys.exit(main(['measure']))"
FILE = Path("data/accessibility.yml")


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A county with the fewest pages."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    for name in ("site.yml", "agencies.yml"):
        shutil.copy(DEMO / name, tmp_path / "data" / name)
    return tmp_path


@pytest.fixture
def measurable(office, browser, monkeypatch):
    """With the tests' own browser, as a second one cannot be started, and in two of the states."""

    @contextmanager
    def started():
        yield browser

    monkeypatch.setattr(measuring, "chromium", started)
    monkeypatch.setattr(measuring, "STATES", {name: STATES[name] for name in ("desktop", "dark")})
    assert main(["build"]) == 0
    return office


def statement() -> str:
    page = html.fromstring(Path("site/wzasm/index.html").read_text("utf-8"))
    return " ".join(page.find(".//main").text_content().split())


def statement_lines(capsys, *options: str) -> list[str]:
    """What `check` says of the statement."""
    capsys.readouterr()
    main(["check", *options])
    return [line for line in capsys.readouterr().out.splitlines() if "accessibility-statement" in line]


def test_a_county_that_has_not_measured_says_so(office):
    assert main(["build"]) == 0
    assert "本专栏的页面还没有检测过，这里不说明达到了什么程度。" in statement()
    assert "没有发现问题" not in statement()
    front = html.fromstring(Path("site/wzasm/index.html").read_text("utf-8"))
    assert front.xpath("//footer//a[text()='无障碍声明']/@href") == ["../wzasm/"]


def test_the_statement_is_of_these_pages(measurable, capsys):
    assert main(["measure"]) == 0, capsys.readouterr()
    assert "个页面（全站" in capsys.readouterr().err
    facts = yaml.safe_load(FILE.read_text("utf-8"))
    assert facts["government"] == "示例县人民政府"
    assert "wzasm/" in facts["addresses"]
    assert {tool["name"] for tool in facts["tools"]} == {"axe-core", "Chromium"}
    assert main(["build"]) == 0
    assert "没有发现问题" in statement()
    assert statement_lines(capsys, "--release") == []


def test_another_telephone_number_needs_no_browser_another_colour_does(measurable, capsys):
    assert main(["measure"]) == 0
    site = measurable / "data/site.yml"
    site.write_text(site.read_text("utf-8").replace("0000-0000000", "0000-1111111"), "utf-8")
    assert main(["build"]) == 0
    assert statement_lines(capsys) == []
    site.write_text(site.read_text("utf-8") + "face: {colours: {primary: '#7a1f1f'}}\n", "utf-8")
    assert main(["build"]) == 0
    assert "那以后页面的样子改过，当时的结果不能说明现在的页面" in statement()
    (line,) = statement_lines(capsys)
    assert line.startswith("data/accessibility.yml: 提醒：页面的模板、样式、脚本或本县的样子在检测之后改过")
    (line,) = statement_lines(capsys, "--release")
    assert line.startswith("data/accessibility.yml: 页面的模板")


def test_what_was_found_is_told_with_page_and_state_and_stands_in_the_statement(measurable, capsys):
    fault = measurable / "docs/zfxxgkzn/index.md"
    fault.parent.mkdir(parents=True)
    fault.write_text('# 指南\n\n<p><img src="../assets/a.svg"></p>\n', "utf-8")
    (measurable / "docs/assets").mkdir()
    (measurable / "docs/assets/a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', "utf-8")
    assert main(["build"]) == 0
    assert main(["measure"]) == 1
    said = capsys.readouterr()
    assert any(line.startswith("zfxxgkzn/，桌面：image-alt") for line in said.out.splitlines()), said.out
    assert main(["build"]) == 0
    assert "个问题没有解决" in statement()


# ---- What cannot be measured


@pytest.mark.parametrize(("more", "named"), [("", "Playwright"), (", axe_playwright_python=None", "Playwright和axe")])
def test_without_the_tools_one_line_says_what_to_install(more, named, office):
    command = [sys.executable, "-c", WITHOUT.format(more)]
    done = subprocess.run(command, env={**os.environ}, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f'没有安装{named}，不能检测；请运行 pip install "gongkai[measure]"\n'
    assert not FILE.exists()


def refused(capsys, *arguments: str) -> str:
    assert main(["measure", *arguments]) == 1
    assert not FILE.exists()
    return capsys.readouterr().err


def test_a_site_that_is_not_there(office, capsys):
    assert refused(capsys) == "site 里没有生成好的网站；请先运行 gongkai build。没有检测\n"


def test_another_county_s_site(office, capsys):
    assert main(["build"]) == 0
    capsys.readouterr()
    site = office / "data/site.yml"
    site.write_text(site.read_text("utf-8").replace("示例县人民政府", "云溪县人民政府"), "utf-8")
    assert refused(capsys) == "site 不是云溪县人民政府的网站；请先运行 gongkai build。没有检测\n"


def test_a_site_in_an_older_style(office, capsys):
    assert main(["build"]) == 0
    capsys.readouterr()
    for style in (office / "site/assets").glob("*.css"):
        style.rename(style.with_name("gongkai-000000000000.css"))
    assert refused(capsys) == "site 不是用现在的样式生成的；请先运行 gongkai build。没有检测\n"


def test_data_with_an_error_is_told_first(office, capsys):
    (office / "data/agencies.yml").write_text("demo: {}\n", "utf-8")
    assert main(["measure"]) == 1
    said = capsys.readouterr()
    assert "缺少“name”" in said.out
    assert said.err.endswith("没有检测\n")
