"""The shape that a county's folder has: `data_version` in site.yml. `gongkai upgrade` leads from an older one to the present.

A folder that states none has version 2, the first one that can state it; or version 1, if its mkdocs.yml still calls what
0.1.0 kept beside the data (decisions/0027).
"""

from __future__ import annotations

import re
from pathlib import Path

from gongkai.problems import Position, Problem, shown
from gongkai.source.text import shortened

PRESENT = 2
RULE = "data-version"
SITE = "site.yml"
SETTINGS = "mkdocs.yml"
STATED = re.compile(r"""^(["']?)data_version\1[ \t]*:[ \t]+(?P<said>[^#\s][^#\n]*?)[ \t]*(?:#.*)?$""", re.MULTILINE)
NUMBER = re.compile(r"[1-9][0-9]{0,8}\Z")
OF_VERSION_1 = re.compile(r"^[^#\n]*\bmacros/hooks\.py\b", re.MULTILINE)


def version_of(site: str, settings: str) -> int:
    """From the texts of data/site.yml and mkdocs.yml; of a site.yml for which `no_version` has nothing to say.

    >>> version_of("county: 示例县", ""), version_of("", "hooks: [macros/hooks.py]"), version_of("data_version: 3", "")
    (2, 1, 3)
    """
    if stated := STATED.search(site):
        return int(stated["said"])
    return 1 if OF_VERSION_1.search(settings) else 2


def no_version(site: str, file: Path) -> Problem | None:
    """What is stated as the version and is none; `site` is the text of the file."""
    stated = STATED.search(site)
    if stated is None or NUMBER.match(stated["said"]):
        return None
    message = f"data_version 写的“{shortened(stated['said'])}”不是版本号；现在是第 {PRESENT} 版，不知道的请删去这一行"
    return Problem(place_in(site, STATED, file) or Position(shown(file)), RULE, message)


def other_version(data: Path) -> Problem | None:
    """Why this program cannot build from the folder; None where it has the present shape."""
    site, settings = text_of(data / SITE), text_of(data.absolute().parent / SETTINGS)
    if wrong := no_version(site, data / SITE):
        return wrong
    version = version_of(site, settings)
    if version == PRESENT:
        return None
    place = place_in(site, STATED, data / SITE) or place_in(settings, OF_VERSION_1, data.parent / SETTINGS)
    written = f"这是第 {version} 版的写法，这个程序用的是第 {PRESENT} 版"
    todo = "请运行 gongkai upgrade 查看要改什么" if version < PRESENT else "请先把程序升级到新版本"
    return Problem(place or Position(shown(data / SITE)), RULE, f"{written}；{todo}")


def place_in(text: str, pattern: re.Pattern[str], file: Path) -> Position | None:
    found = pattern.search(text)
    return Position(shown(file), text.count("\n", 0, found.start()) + 1, 1) if found else None


def text_of(file: Path) -> str:
    """Empty for what cannot be read; its own reader says why."""
    try:
        return file.read_text("utf-8-sig", errors="replace")
    except OSError:
        return ""
