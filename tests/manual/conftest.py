"""The manual, built once as `make manual` builds it, in a folder of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from manual.county import main as write_county
from tests.site.kept import ROOT, SOURCES, kept

OWN = {"data", "archive", "site", ".site.building", ".cache", "__pycache__"}  # what a build makes


def build_manual(folder: Path) -> None:
    project = folder / "manual"
    shutil.copytree(ROOT / "manual", project, ignore=lambda _, names: OWN & {*names})
    write_county(project / "data")
    done = strict_build(project)
    assert done.returncode == 0, done.stdout + done.stderr


def strict_build(project: Path) -> subprocess.CompletedProcess[str]:
    quiet = {"DISABLE_MKDOCS_2_WARNING": "true", "NO_MKDOCS_2_WARNING": "1", "GONGKAI_FONTS": "/nowhere"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(project / "mkdocs.yml")]
    paths = {"PYTHONPATH": os.pathsep.join(str(path) for path in (ROOT / "src", ROOT))}
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **quiet, **paths}, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def manual_site() -> Path:
    return kept("manual", build_manual, (*SOURCES, "manual", "tests/checks", "tests/manual/conftest.py")) / "manual/site"
