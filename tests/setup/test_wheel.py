"""The package is whole: what it reads at run time is in its wheel, and it works where the wheel alone is installed."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.site.kept import ROOT
from tests.site.links import pages

from .wheel import Installed, installed

SOURCE = ROOT / "src"
# Examples and documentation of the components; nothing reads them at run time.
ONLY_TESTS = ("/expected/",)
READING = """
import runpy, sys
read = set()
def hook(event, words):
    if event == "open" and isinstance(words[0], str):
        read.add(words[0])
sys.addaudithook(hook)
sys.argv = ["gongkai", *sys.argv[2:]]
try:
    runpy.run_module("gongkai", run_name="__main__")
finally:
    open({log!r}, "a", encoding="utf-8").write("".join(f"{{path}}\\n" for path in sorted(read)))
"""
COMMANDS = (
    "init 青禾县",
    "new 2020 qinghe --data 青禾县/data",
    "check 青禾县/data",
    "export xlsx 青禾县/data",
    "export docx 青禾县/data",
    "schemas",
    "deploy",
    "build --jobs 1 {root}  --site site",
    "upgrade 青禾县",
)


@pytest.fixture(scope="session")
def package() -> Installed:
    return installed()


def in_wheel(package: Installed) -> set[str]:
    with zipfile.ZipFile(package.wheel) as archive:
        return set(archive.namelist())


def test_every_file_of_the_package_is_in_the_wheel(package: Installed) -> None:
    known = {
        path.relative_to(SOURCE).as_posix()
        for path in (SOURCE / "gongkai").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    needed = {name for name in known if not any(part in name for part in ONLY_TESTS)}
    assert needed - in_wheel(package) == set()


def test_what_is_read_at_run_time_is_in_the_wheel(package: Installed, tmp_path: Path) -> None:
    """A file that nobody would have thought of is found by running the commands and looking which files they open."""
    log = tmp_path / "read.txt"
    for typed in COMMANDS:
        words = typed.format(root=ROOT).split()
        command = [sys.executable, "-c", READING.format(log=str(log)), "-", *words]
        done = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False)
        assert "Traceback" not in done.stderr, done.stderr
    opened = {Path(line) for line in log.read_text("utf-8").splitlines()}
    read = {path.relative_to(SOURCE).as_posix() for path in opened if path.is_relative_to(SOURCE / "gongkai") and path.is_file()}
    read = {name for name in read if not name.endswith((".py", ".pyc"))}
    assert len(read) > 30
    assert read - in_wheel(package) == set()
    others = {path for path in opened if not path.is_relative_to(SOURCE) and not path.is_relative_to(sys.prefix)}
    outside = {path for path in others if path.is_relative_to(ROOT)}
    assert {path.relative_to(ROOT).parts[0] for path in outside} <= {
        "data",
        "docs",
        "macros",
        "archive",
        ".cache",
        "site",
        "mkdocs.yml",
    }


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(SOURCE), "GONGKAI_FONTS": "/nowhere", "PYTHONDONTWRITEBYTECODE": "1"}


def test_two_commands_where_the_wheel_alone_is_installed(package: Installed, tmp_path: Path) -> None:
    shows = [package.folder / "bin/python", "-c", "import gongkai; print(gongkai.__file__)"]
    where = subprocess.run(shows, cwd=tmp_path, env={}, capture_output=True, text=True, check=True).stdout.strip()
    assert Path(where).is_relative_to(package.folder)
    for command in (("gongkai", "init", "青禾县"), ("gongkai", "build", "青禾县")):
        done = package.run(*command, cwd=tmp_path)
        assert done.returncode == 0, done.stdout + done.stderr
    made = tmp_path / "青禾县/site"
    assert pages(made)
    built = {path.relative_to(made): path.read_bytes() for path in made.rglob("*") if path.is_file()}
    for generator in ("mkdocs", "properdocs"):
        site = tmp_path / generator
        words = (generator, "build", "--strict", "--config-file", "mkdocs.yml", "--site-dir", str(site))
        done = package.run(*words, cwd=tmp_path / "青禾县")
        assert done.returncode == 0, done.stdout + done.stderr
        assert {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()} == built


def test_the_server_files_come_out_of_the_wheel(package: Installed, tmp_path: Path) -> None:
    assert package.run("gongkai", "deploy", cwd=tmp_path).returncode == 0
    assert sorted(path.name for path in (tmp_path / "deploy").iterdir()) == ["README.zh-CN.md", "gongkai.conf", "nginx.conf"]
    assert package.run("gongkai", "deploy", cwd=tmp_path).returncode == 0
    (tmp_path / "deploy/nginx.conf").write_text("# ours\n", "utf-8")
    again = package.run("gongkai", "deploy", cwd=tmp_path)
    assert again.returncode == 1
    assert again.stdout == "deploy/nginx.conf: 这里已有内容不同的同名文件，不会覆盖；请用 --into 换一个文件夹 [deploy]\n"
    assert (tmp_path / "deploy/nginx.conf").read_text("utf-8") == "# ours\n"
