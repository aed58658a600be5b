"""A new year by hand: the commands of the READMEs, from the empty form to the published page, run as an office would."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

from .site.conftest import ROOT, copy_project

READMES = ("README.md", "README.zh-CN.md")
BLOCK = re.compile(r"^```\n(gongkai new .*?)^```$", re.DOTALL | re.MULTILINE)
# What the clerk writes between the first command and the second.
STATEMENTS = "县政府对各部门开展工作考核，接受社会评议，没有发生责任追究的情形。"
SECTIONS = {
    "## 一、总体情况": STATEMENTS,
    "## 五、存在的主要问题及改进情况": "公开的力度还不够大，将加强培训。",
    "## 六、其他需要报告的事项": "没有收取信息处理费。",
}


def commands(name: str) -> list[str]:
    (block,) = BLOCK.findall((ROOT / name).read_text("utf-8"))
    return block.splitlines()


def test_both_readmes_say_the_same():
    assert commands(READMES[0]) == commands(READMES[1])


@pytest.fixture
def office(tmp_path):
    """The project in a folder of its own, with an environment that is set up already."""
    project = copy_project(tmp_path / "office")
    for name in ("Makefile", "requirements.txt", "pyproject.toml"):
        shutil.copy2(ROOT / name, project / name)
    return project


def run(command: str, office: Path) -> subprocess.CompletedProcess[str]:
    """As typed, but for the places of this machine: the environment of the tests, and where the server reads."""
    words = shlex.split(command.replace("/srv/gongkai", str(office.parent / "srv")))
    if words[0] == "make":
        words += [f"VENV={sys.prefix}", "-o", f"{sys.prefix}/site-ready"]
    path = os.pathsep.join((str(Path(sys.prefix) / "bin"), os.environ["PATH"]))
    environment = {**os.environ, "PATH": path, "GONGKAI_FONTS": "/nowhere"}
    return subprocess.run(words, cwd=office, env=environment, capture_output=True, text=True, check=False)


def fill_in(folder: Path) -> None:
    """Every figure counted: one document in force, nothing else; what was carried over is confirmed; three sentences."""
    report, narrative = folder / "report.yml", folder / "narrative.md"
    text = re.sub(r"^#[^\n]*\n#[^\n]*\nproposed:\n(  - .*\n)+", "", report.read_text("utf-8"), flags=re.MULTILINE)
    assert "proposed" not in text
    text = text.replace(
        "repealed: null, in_force: null}\n  # 第二十条第（五）项", "repealed: 0, in_force: 20}\n  # 第二十条第（五）项"
    )
    report.write_text(text.replace("null", "0"), "utf-8")
    words = narrative.read_text("utf-8")
    for heading, sentence in SECTIONS.items():
        assert heading in words
        words = words.replace(heading, f"{heading}\n\n{sentence}")
    narrative.write_text(words, "utf-8")


def test_from_the_empty_form_to_the_published_page(office):
    new, check, *rest = commands("README.md")
    _, _, year, agency = new.split()
    done = run(new, office)
    assert done.returncode == 0, done.stderr
    assert "核对" in done.stderr
    folder = office / "data/reports" / year / agency
    unconfirmed = run(check, office)
    assert unconfirmed.returncode == 1
    assert "[proposed]" in unconfirmed.stdout
    fill_in(folder)
    for command in (check, *rest):
        done = run(command, office)
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    live = office.parent / "srv/current/site" / "zfxxgknb" / year / "index.html"
    page = html.parse(str(live), html.HTMLParser(encoding="utf-8"))
    assert page.findtext(".//h1") == f"正宁县{year}年政府信息公开工作年度报告"
    assert "没有收取信息处理费。" in page.getroot().text_content()
    assert f"zfxxgknb/{year}/\n" in (office / "data/addresses.txt").read_text("utf-8")
    listed = html.parse(str(office / "site/zfxxgknb/index.html"), html.HTMLParser(encoding="utf-8")).getroot()
    assert listed.xpath(f"//a[contains(@href, 'zfxxgknb/{year}/')]")
