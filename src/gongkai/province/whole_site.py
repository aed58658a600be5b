"""A trusted county's whole site, made by the site generator as its own `mkdocs.yml` says: a program that is run apart."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from gongkai.province.isolated import NotIsolatedError, environment, isolated

CONFIGURATION = "mkdocs.yml"
QUIET = {"DISABLE_MKDOCS_2_WARNING": "true", "NO_MKDOCS_2_WARNING": "1"}
NOTHING_SAID = "网站生成器没有说明原因"


def build_whole_site(configuration: Path, site: Path) -> str:
    """Makes the site in a folder that is not there yet; empty when it is made, otherwise the last thing the generator said."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    command += ["--config-file", str(configuration), "--site-dir", str(site)]
    site.parent.mkdir(parents=True, exist_ok=True)
    try:
        words = isolated(command, configuration.parent, site.parent)
    except NotIsolatedError as error:
        return str(error)
    done = subprocess.run(  # noqa: S603 - this interpreter, and paths that the operator named
        words, env={**environment(), **QUIET}, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    if done.returncode == 0 and site.is_dir():
        return ""
    lines = [line.strip() for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    return lines[-1] if lines else NOTHING_SAID
