"""Measures every page of the county's own site in every state and writes what was found into data/accessibility.yml.

`make audit` runs it; the accessibility statement is made of its result.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

from gongkai.render.assets import fingerprint

from .conftest import ROOT, chromium, run_build, served
from .test_accessibility import NAMES, STATES, findings, shown
from .test_nu import NU, nu_findings

FILE = ROOT / "data" / "accessibility.yml"


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "zwgk"
        done = run_build(ROOT, site)
        if done.returncode:
            print(done.stdout + done.stderr)
            return 1
        pages = sorted(str(page.relative_to(site).parent) + "/" for page in site.rglob("index.html"))
        found = [f"HTML：{finding}" for finding in nu_findings(site)]
        with served(site) as address, chromium() as browser:
            version = {"name": "Chromium", "version": browser.version}
            for state in STATES:
                found += [f"{NAMES[state]}：{finding}" for finding in measured(browser, address, pages, state)]
    write(pages, found, [axe(), nu(), version])
    print(f"{len(pages)} 个页面，{len(STATES)} 种显示状态，{len(found)} 个问题；已写入 {FILE.relative_to(ROOT)}")
    return 1 if found else 0


def measured(browser, address: str, pages: list[str], state: str) -> list[str]:
    found = []
    with shown(browser, state) as page:
        for path in pages:
            page.goto(f"{address}/{path.removeprefix('./')}", wait_until="networkidle")
            if name := STATES[state].get("open"):
                page.get_by_role("button", name=name).click()
            found += [f"{path} {finding}" for finding in findings(page)]
    return found


def axe() -> dict[str, str]:
    script = Path(sys.modules[Axe.__module__].__file__).parent / "axe.min.js"
    return {"name": "axe-core", "version": script.read_text("utf-8").split(" v", 1)[1].split()[0]}


def nu() -> dict[str, str]:
    said = subprocess.run(["java", "-jar", str(NU), "--version"], capture_output=True, text=True, check=True)
    return {"name": "W3C Nu Html Checker", "version": said.stdout.strip()}


def write(pages: list[str], found: list[str], tools: list[dict[str, str]]) -> None:
    facts = {
        "measured": date.today().isoformat(),
        "fingerprint": fingerprint(),
        "pages": len(pages),
        "states": [NAMES[state] for state in STATES],
        "tools": tools,
        "findings": found,
    }
    head = "# 最近一次无障碍检测的结果，由 make audit 写入；无障碍声明据此生成。\n"
    FILE.write_text(head + "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in facts.items()), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
