"""Builds that are started while another is under way, or after one that was killed."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gongkai.files import BusyError, held, lock_of
from tests.build.county import built, files_in, small_county

ROOT = Path(__file__).parents[2]
BUSY = "请等它结束再试 [site-folder]"
MKDOCS = "theme: {name: gongkai}\nplugins: [gongkai]\nsite_name: 示例县\n"


def started(folder: Path, *command: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "GONGKAI_FONTS": "/nowhere"}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    return subprocess.Popen([sys.executable, "-m", *command], cwd=folder, env=environment, text=True, **pipes)


@pytest.mark.parametrize("pairs", [5, pytest.param(200, marks=pytest.mark.audit)])
def test_two_builds_at_once_never_tear_the_site(tmp_path, pairs):
    """One of them makes it; the other is told so in a line, or comes after it. Either may be MkDocs."""
    chance = random.Random(pairs)
    county = small_county(tmp_path)
    (tmp_path / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    plain = {command: clean(tmp_path, *command) for command in (("gongkai", "build"), ("mkdocs", "build", "-q"))}
    for _ in range(pairs):
        first, second = chance.choice([*plain]), chance.choice([*plain])
        if chance.random() < 0.5:
            shutil.rmtree(tmp_path / ".cache", ignore_errors=True)
        one = started(tmp_path, *first)
        time.sleep(chance.choice((0, 0, 0.2, 0.5, 1, 2)) * chance.random())
        other = started(tmp_path, *second)
        ends = [(builder.communicate()[0], builder.returncode) for builder in (one, other)]
        assert 0 in [code for _, code in ends], ends
        for said, code in ends:
            assert code == 0 or (code == 1 and said.splitlines()[0].endswith(BUSY)), said
        assert files_in(county.site) in plain.values()
        assert not [*tmp_path.glob(".site*")]


def clean(folder: Path, *command: str) -> dict[str, bytes]:
    builder = started(folder, *command)
    said = builder.communicate()[0]
    assert builder.returncode == 0, said
    return files_in(folder / "site")


def test_another_folder_of_the_same_data_is_no_other_turn(tmp_path):
    """They keep what they have read in one place."""
    county = small_county(tmp_path)
    built(county)
    with held(tmp_path / ".cache/.pages.lock", "busy"):
        builder = started(tmp_path, "gongkai", "build", "--site", "other")
        said = builder.communicate()[0]
    assert (builder.returncode, said.splitlines()[0]) == (1, f"other: 这个县的另一个生成正在进行，{BUSY}")
    assert not (tmp_path / "other").exists()


def test_one_province_at_a_time(tmp_path):
    counties = tmp_path / "counties"
    shutil.copytree(small_county(tmp_path / "one").data, counties / "one/data")
    with held(lock_of(tmp_path / "whole"), "busy"):
        builder = started(tmp_path, "gongkai", "province", str(counties), "--into", "whole")
        said = builder.communicate()[0]
    assert (builder.returncode, said) == (1, "whole：另一个生成正在写这个文件夹，请等它结束再试\n")
    assert not (tmp_path / "whole").exists()


def test_a_killed_build_holds_nobody_up(tmp_path):
    small_county(tmp_path, first=200)
    builder = started(tmp_path, "gongkai", "build")
    while not (tmp_path / ".site.lock").exists():
        assert builder.poll() is None
        time.sleep(0.005)
    builder.send_signal(signal.SIGKILL)
    builder.communicate()
    assert (tmp_path / ".site.lock").exists()
    clean(tmp_path, "gongkai", "build")
    assert not (tmp_path / ".site.lock").exists()


def test_a_place_is_held_once(tmp_path):
    lock = tmp_path / "folder/lock"
    with held(lock, "busy"):
        with pytest.raises(BusyError, match="busy"), held(lock, "busy"):
            pytest.fail("held twice")
        assert lock.exists()
    assert not lock.exists()
    with held(lock, "busy"):
        pass
