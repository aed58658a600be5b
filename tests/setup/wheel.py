"""The package as a wheel, and an environment outside the repository in which it alone is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from tests.site.kept import ROOT, kept

SOURCES = ("src", "pyproject.toml", "README.md", "LICENSE", "tests/setup/wheel.py")


@dataclass(frozen=True, slots=True)
class Installed:
    """`wheel` is the file; `folder` the environment's, whose programs are called by name."""

    wheel: Path
    folder: Path

    def run(self, *words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
        """A program of the environment by its name, with no way to the repository and without fonts for PDF."""
        quiet = {"DISABLE_MKDOCS_2_WARNING": "true", "NO_MKDOCS_2_WARNING": "1", "GONGKAI_FONTS": "/nowhere"}
        kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "SOURCE_DATE_EPOCH")}
        command = [str(self.folder / "bin/python"), "-m", *words]
        return subprocess.run(command, cwd=cwd, env={**kept, **quiet, **environment}, capture_output=True, text=True, check=False)


def installed() -> Installed:
    folder = kept("wheel", make, SOURCES)
    (wheel,) = (folder / "dist").glob("*.whl")
    return Installed(wheel, folder / "environment")


def make(folder: Path) -> None:
    """Built without an index from a copy, so that nothing is left beside the sources. Its dependencies are those of the tests."""
    source = folder / "source"
    ignored = shutil.ignore_patterns("*.egg-info", "__pycache__")
    for name in SOURCES[:-1]:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, source / name)
    pip("wheel", ".", "--no-build-isolation", "--no-deps", "--no-index", "--wheel-dir", str(folder / "dist"), cwd=source)
    shutil.rmtree(source)
    environment = folder / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True)
    (own,) = environment.glob("lib/python*/site-packages")
    # A folder named here is only looked into: what is installed there by a link to sources is not followed.
    (own / "of-the-tests.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    (wheel,) = (folder / "dist").glob("*.whl")
    pip("--python", str(environment), "install", "--no-index", "--no-deps", "--ignore-installed", str(wheel), cwd=folder)


def pip(*words: str, cwd: Path) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *words]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
