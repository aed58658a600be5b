"""Tests that look at no page need no Playwright; those that do fail without it and say why."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
# What is None there cannot be imported, nor what lies in it.
UNIMPORTABLE = (
    "import sys, pytest; sys.modules.update(playwright=None, axe_playwright_python=None); sys.exit(pytest.main(sys.argv[1:]))"
)
A_TEST = "def test_page(browser):\n    browser.new_page()\n"


def without_playwright(*arguments: str, **environment: str) -> tuple[int, str]:
    """The exit code and what was printed."""
    command = [sys.executable, "-c", UNIMPORTABLE, "-p", "no:cacheprovider", *arguments]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_every_test_is_found() -> None:
    code, said = without_playwright("--collect-only", "-m", "", "--override-ini", "testpaths=tests")
    assert (code, "error" in said.splitlines()[-1]) == (0, False), said[-3000:]


def test_those_that_look_at_no_page_run() -> None:
    code, said = without_playwright("-m", "not browser and not audit", "tests/statute", "tests/downloads/test_csv.py")
    assert (code, "skipped" in said) == (0, False), said[-3000:]


def test_one_that_looks_at_a_page_fails_and_says_why(tmp_path: Path) -> None:
    (tmp_path / "test_page.py").write_text(A_TEST, "utf-8")
    for ci in ("", "true"):
        code, said = without_playwright("-p", "tests.conftest", str(tmp_path / "test_page.py"), CI=ci)
        assert (code, "1 error" in said, "Playwright is not installed" in said) == (1, True, True), said


def test_one_that_looks_at_a_page_is_marked_so(tmp_path: Path) -> None:
    (tmp_path / "test_page.py").write_text(A_TEST, "utf-8")
    code, said = without_playwright("-p", "tests.conftest", "-m", "not browser", str(tmp_path / "test_page.py"))
    assert (code, "1 deselected" in said) == (5, True), said
