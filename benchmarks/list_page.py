"""How long the browser's main thread works on a list page: `python -m benchmarks.list_page PAGE.html [--slower 4]`.

Loads the page from the folder in Chromium, then narrows the list down once; prints the thread's seconds until it is idle, and the
bytes of the page with its style sheet and scripts.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from playwright.sync_api import CDPSession

from gongkai.drawn.browser import chromium


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("page", type=Path)
    words.add_argument("--slower", type=float, default=1)
    options = words.parse_args()
    with chromium() as browser:
        page = browser.new_page()
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable")
        session.send("Emulation.setCPUThrottlingRate", {"rate": options.slower})
        page.goto(f"file://{options.page.absolute()}")
        page.wait_for_timeout(1000)
        loaded = busy(session)
        select = page.get_by_label("公开层级")
        if select.count():
            select.select_option(index=1)
            page.wait_for_timeout(1000)
        print(f"{page.locator('tbody tr').count()} rows, {size(options.page)} bytes, {options.slower:g} times slower: ", end="")
        print(f"loading {loaded:.2f} s, narrowing down {busy(session) - loaded:.2f} s")


def busy(session: CDPSession) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))


def size(page: Path) -> int:
    """The page and what it names below `assets/`."""
    text = page.read_text("utf-8")
    named: set[Path] = {page.parent / name for name in re.findall(r'(?:href|src)="([^"]*assets/[^"]*\.(?:css|js))"', text)}
    return page.stat().st_size + sum(file.stat().st_size for file in named)


if __name__ == "__main__":
    main()
