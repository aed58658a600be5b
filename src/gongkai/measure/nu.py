"""The W3C's own checker of HTML (Nu), a program in Java that whoever measures may have beside the browser."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from gongkai.drawn.browser import NoToolsError
from gongkai.problems import shown


def nu_findings(jar: Path, *folders: Path) -> list[str]:
    """What Nu says of every HTML file of the folders, errors and warnings alike."""
    command = [java(), "-jar", str(jar), "--format", "json", "--skip-non-html", *map(str, folders)]
    try:
        messages = json.loads(run(command).stderr)["messages"]
    except (ValueError, KeyError):
        raise NoToolsError(f"{shown(jar)} 不是 Nu 检查器（vnu.jar），或者没有 Java 17 以上") from None
    return [f"{'/'.join(one['url'].rsplit('/', 3)[-3:])}：{one['message']}" for one in messages]


def nu_version(jar: Path) -> str:
    command = [java(), "-jar", str(jar), "--version"]
    done = run(command)
    done.check_returncode()
    return done.stdout.strip()


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    """What the office named, read in the encoding of JSON and not of its console."""
    return subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)  # noqa: S603


def java() -> str:
    found = shutil.which("java")
    if found is None:
        raise NoToolsError("没有 Java，不能用 Nu 检查器；请安装 Java，或不写 --nu")
    return found
