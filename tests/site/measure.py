"""Measures every page of the county's own site in every state and writes what was found into data/accessibility.yml.

`make audit` runs it; the accessibility statement is made of its result.
"""

from __future__ import annotations

import json
import sys
import tempfile
from datetime import date
from pathlib import Path

from gongkai.html.assets import fingerprint
from tests.browser import chromium

from .access.axe import version
from .access.axe_states import findings
from .access.nu import nu_findings, nu_version
from .access.places import SEARCHES, pages
from .access.states import SEARCH_OPEN, STATES
from .conftest import run_build, served
from .kept import ROOT

FILE = ROOT / "data" / "accessibility.yml"


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "zwgk"
        done = run_build(ROOT, site)
        if done.returncode:
            print(done.stdout + done.stderr)
            return 1
        measured = pages(site)
        found = [f"HTML：{finding}" for finding in nu_findings(site)]
        with served(site) as address, chromium() as browser:
            tools = {"axe-core": version(), "W3C Nu Html Checker": nu_version(), "Chromium": browser.version}
            found += findings(browser, address, [*measured, *SEARCHES], STATES)
    write(measured, found, tools)
    print(f"{len(measured)} 个页面，{len(STATES) + 1} 种显示状态，{len(found)} 个问题；已写入 {FILE.relative_to(ROOT)}")
    return 1 if found else 0


def write(measured: list[str], found: list[str], tools: dict[str, str]) -> None:
    facts = {
        "measured": date.today().isoformat(),
        "fingerprint": fingerprint(),
        "pages": len(measured),
        "states": [*(state.name for state in STATES.values()), SEARCH_OPEN],
        "tools": [{"name": name, "version": number} for name, number in tools.items()],
        "findings": found,
    }
    head = "# 最近一次无障碍检测的结果，由 make audit 写入；无障碍声明据此生成。\n"
    FILE.write_text(head + "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in facts.items()), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
