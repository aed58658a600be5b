"""The build: the same bytes whenever and however it runs, and nothing touched when the data is wrong."""

import filecmp
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import ROOT, copy_project, run_build

# Runs MkDocs as it would run in so many days: the only clock that a build may not look at.
LATER = """
import datetime, sys, time
SHIFT = 400 * 86400
now = time.time
time.time = lambda: now() + SHIFT
real = datetime.datetime
class Later(real):
    @classmethod
    def now(cls, tz=None):
        return real.fromtimestamp(now() + SHIFT, tz)
    @classmethod
    def utcnow(cls):
        return real.utcfromtimestamp(now() + SHIFT)
datetime.datetime = Later
from mkdocs.__main__ import cli
cli()
"""


def files_of(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def differing(one: Path, other: Path) -> list[str]:
    assert files_of(one) == files_of(other)
    _, mismatch, errors = filecmp.cmpfiles(one, other, files_of(one), shallow=False)
    return mismatch + errors


def test_another_day_and_another_hash_seed_give_the_same_bytes(site, tmp_path):
    command = [
        sys.executable,
        "-c",
        LATER,
        "build",
        "--strict",
        "--config-file",
        str(ROOT / "mkdocs.yml"),
        "--site-dir",
        str(tmp_path / "s"),
    ]
    done = subprocess.run(command, env=environment(PYTHONHASHSEED="4711"), capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert differing(site, tmp_path / "s") == []


def environment(**extra: str) -> dict[str, str]:
    import os

    env = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    return env | {"DISABLE_MKDOCS_2_WARNING": "true", "NO_MKDOCS_2_WARNING": "1"} | extra


def test_properdocs_makes_the_same_site(site, tmp_path):
    done = run_build(ROOT, tmp_path / "s", program="properdocs")
    assert done.returncode == 0, done.stderr
    assert files_of(site) == files_of(tmp_path / "s")
    unlike = [name for name in differing(site, tmp_path / "s") if unlabelled(site / name) != unlabelled(tmp_path / "s" / name)]
    assert unlike == []


@pytest.mark.parametrize("county", ["正宁县", "a county that has stated everything"])
def test_the_package_alone_makes_the_same_site(county, site, demo_site, tmp_path):
    """Without any site generator."""
    if county == "正宁县":
        project, expected = copy_project(tmp_path / "p"), site
    else:
        project, expected = tmp_path / "p", demo_site
        shutil.copytree(demo_site.parent, project, ignore=shutil.ignore_patterns("site", ".*"))
    command = [sys.executable, "-m", "gongkai", "build", str(project), "--site", str(tmp_path / "s")]
    done = subprocess.run(command, cwd=project, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert differing(expected, tmp_path / "s") == []


def unlabelled(page: Path) -> bytes:
    """The page without the label that names its generator."""
    return re.sub(rb'<meta name="generator"[^>]*>', b"", page.read_bytes())


BROKEN = {
    "a letter in a figure": ("report.yml", "decisions: 0}", "decisions: 3O7}", r"report\.yml:\d+:\d+: .*“3O7”不是整数"),
    "a sum that does not agree": ("report.yml", "received: ", None, r"report\.yml:\d+:\d+: "),
    "no tables": ("report.yml", "tables:", "table:", r"report\.yml:\d+:\d+: .*不认识“table”"),
    "html in the prose": ("narrative.md", "。", "<b>。", r"narrative\.md:\d+:\d+: 正文里不能写 HTML"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_wrong_data_leaves_the_published_site_alone(case, tmp_path):
    project, published = copy_project(tmp_path / "p"), tmp_path / "site"
    published.mkdir()
    (published / "index.html").write_text("published before")
    name, old, new, line = BROKEN[case]
    path = project / "data/reports/2020/zhengning" / name
    text = path.read_text("utf-8")
    path.write_text(broken(text, old, new), "utf-8")
    done = run_build(project, published)
    assert done.returncode == 1
    assert re.search(line, done.stdout), done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert files_of(published) == ["index.html"]


def broken(text: str, old: str, new: str | None) -> str:
    assert old in text
    if new is not None:
        return text.replace(old, new, 1)
    line = next(line for line in text.splitlines() if line.strip().startswith(old))
    return text.replace(line, line.replace(": 0", ": 7", 1), 1)


def test_the_output_of_a_build_is_short(tmp_path):
    done = run_build(ROOT, tmp_path / "s")
    assert len((done.stdout + done.stderr).splitlines()) <= 6, done.stderr


def test_an_office_s_words_never_become_markup(tmp_path):
    project = copy_project(tmp_path / "p")
    (project / "data/published.txt").unlink()  # its title is changed before anybody has read it
    path = project / "data/reports/2020/zhengning/report.yml"
    hostile = """title: '正宁县2020年"><script>alert(1)</script>{{ 7*7 }}报告'"""
    path.write_text(re.sub(r"^title: .*$", hostile, path.read_text("utf-8"), count=1, flags=re.MULTILINE), "utf-8")
    done = run_build(project, tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    for page in (tmp_path / "site").rglob("*.html"):
        assert "<script>alert" not in page.read_text("utf-8")
        assert '"><script' not in page.read_text("utf-8")
    assert "{{ 7*7 }}" in (tmp_path / "site/zfxxgknb/2020/index.html").read_text("utf-8")


def test_a_machine_without_the_fonts_builds_the_site_without_the_pdf_and_says_so_once(tmp_path):
    done = run_build(ROOT, tmp_path / "site", GONGKAI_FONTS=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("fonts-noto-cjk") == 1
    assert "网站照常生成，只是不提供这份下载" in done.stderr
    assert not (tmp_path / "site/zfxxgknb/2020/report.pdf").exists()
    assert "report.pdf" not in (tmp_path / "site/zfxxgknb/2020/index.html").read_text("utf-8")
    assert "report.docx" in (tmp_path / "site/zfxxgknb/2020/index.html").read_text("utf-8")
