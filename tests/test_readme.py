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

from manual.gallery import COUNTY, DEMO, DESK
from tests.examples.filling import fill_in
from tests.examples.office import stated
from tests.site.conftest import ROOT, copy_project

READMES = ("README.md", "README.zh-CN.md")
BLOCK = re.compile(r"^```\n(gongkai new .*?)^```$", re.DOTALL | re.MULTILINE)
# What the clerk writes between the first command and the second.


def commands(name: str) -> list[str]:
    (block,) = BLOCK.findall((ROOT / name).read_text("utf-8"))
    return block.splitlines()


@pytest.mark.parametrize("name", READMES)
def test_each_picture_is_shown_says_what_it_shows_and_is_light(name):
    shown = re.findall(r'<img src="docs-images/([^"]+)" alt="[^"]{4,}"', (ROOT / name).read_text("utf-8"))
    files = {file.name: file.stat().st_size for file in (ROOT / "docs-images").iterdir()}
    assert sorted(shown) == sorted(files) == sorted(f"{picture.name}.png" for picture in (*COUNTY, *DEMO, *DESK))
    assert max(files.values()) <= 150 * 1024


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


def test_from_the_empty_form_to_the_published_page(office):
    new, check, *rest = commands("README.md")
    _, _, year, agency = new.split()
    done = run(new, office)
    assert done.returncode == 0, done.stderr
    assert "核对" in done.stderr
    folder = office / "data/reports" / year / agency
    unconfirmed = run(check, office)
    assert unconfirmed.returncode == 0
    assert "[proposed]" in unconfirmed.stdout
    assert "个错误在草稿里" in unconfirmed.stderr
    assert run(rest[0], office).returncode == 1
    fill_in(folder)
    stated(office)
    for command in (check, *rest):
        done = run(command, office)
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    live = office.parent / "srv/current/site" / "zfxxgknb" / year / "index.html"
    page = html.parse(str(live), html.HTMLParser(encoding="utf-8"))
    assert page.find(".//h1").text_content() == f"正宁县{year}年政府信息公开工作年度报告"
    assert "没有收取信息处理费。" in page.getroot().text_content()
    assert f"zfxxgknb/{year}/\n" in (office / "data/addresses.txt").read_text("utf-8")
    listed = html.parse(str(office / "site/zfxxgknb/index.html"), html.HTMLParser(encoding="utf-8")).getroot()
    assert listed.xpath(f"//a[contains(@href, 'zfxxgknb/{year}/')]")
