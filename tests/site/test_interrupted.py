"""A build that is killed leaves the old site or the new one, whole; so does one that is refused at its end."""

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time

import pytest

from gongkai import files

from .conftest import copy_project, run_build

MOMENTS = 20
# Somebody else's extension that warns when all is done.
LATE = """
import logging
def on_post_build(config):
    logging.getLogger("mkdocs.late").warning("late")
"""
WITHOUT_PDF = {"GONGKAI_FONTS": "/nowhere"}  # a shorter build, of which every part is hit more often


def sums(folder):
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The county's own site, built with one word of a page and then with another."""
    project = copy_project(tmp_path_factory.mktemp("p") / "p")
    page = project / "docs/fdzdgknr/index.md"
    for name in ("old", "new"):
        page.write_text(page.read_text("utf-8") + f"\n{name}\n", "utf-8")
        started = time.monotonic()
        assert run_build(project, project / name, **WITHOUT_PDF).returncode == 0
    (project / "lasts").write_text(str(time.monotonic() - started))
    return project


def test_killed_at_twenty_moments(project):
    wholes, lasts = [sums(project / "old"), sums(project / "new")], float((project / "lasts").read_text())
    chance, command = random.Random(2020), [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", "site"]
    for _ in range(MOMENTS):
        shutil.rmtree(project / "site", ignore_errors=True)
        shutil.copytree(project / "old", project / "site")
        run = subprocess.Popen(
            command, cwd=project, env=os.environ | WITHOUT_PDF, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(0.2, 1) * lasts)
        run.send_signal(chance.choice((signal.SIGKILL, signal.SIGTERM, signal.SIGINT)))
        run.wait()
        assert sums(project / "site") in wholes
    assert run_build(project, project / "site", **WITHOUT_PDF).returncode == 0
    assert sums(project / "site") == wholes[1]
    assert not (project / ".site.building").exists()


def test_a_build_that_is_refused_at_its_end_changes_nothing(project, tmp_path):
    """--strict counts the warnings after every file was written."""
    copy = shutil.copytree(project, tmp_path / "p", ignore=shutil.ignore_patterns("old", "new", "site"))
    (copy / "late.py").write_text(LATE, "utf-8")
    with (copy / "mkdocs.yml").open("a") as settings:
        settings.write("hooks: [late.py]\n")
    shutil.copytree(project / "old", copy / "site")
    done = run_build(copy, copy / "site", **WITHOUT_PDF)
    assert done.returncode == 1
    assert "strict mode" in done.stdout + done.stderr
    assert sums(copy / "site") == sums(project / "old")
    assert not (copy / ".site.building").exists()


@pytest.mark.parametrize("together", [True, False], ids=["at once", "where a system cannot exchange two names"])
@pytest.mark.parametrize("before", [True, False], ids=["over an old site", "for the first time"])
def test_two_folders_change_places(tmp_path, monkeypatch, together, before):
    if not together:
        monkeypatch.setattr(files, "exchanged", lambda *_: False)
    new, old = tmp_path / ".site.building", tmp_path / "site"
    new.mkdir()
    (new / "index.html").write_text("new")
    if before:
        old.mkdir()
        (old / "index.html").write_text("old")
    files.put_in_place(new, old)
    assert (old / "index.html").read_text() == "new"
    assert not (tmp_path / ".site.before").exists()


def test_this_system_exchanges_two_names(tmp_path):
    for name in "ab":
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    assert files.exchanged(tmp_path / "a", tmp_path / "b")
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b"]
