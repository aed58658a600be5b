"""A first visit: what is fetched, from whom, how much, and whether the browser complains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.measure.states import reader
from tests.site.access.layout import motion_findings
from tests.site.conftest import Packing

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MOST_BYTES, MOST_REQUESTS = 60 * 1024, 6


def visit_findings(browser: Browser, packed: str, path: str) -> list[str]:
    """On a phone, packed as a server packs it, under `default-src 'self'`. `packed` is the address of a `Packing` server."""
    Packing.sent.clear()
    asked: list[str] = []
    findings: list[str] = []
    with reader(browser, "phone") as page:
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: findings.append(f"浏览器说：{message.text}"))
        page.on("pageerror", lambda error: findings.append(f"脚本出错：{error}"))
        page.goto(f"{packed}/{path}", wait_until="load")
        findings += motion_findings(page)
    host = "/".join(packed.split("/")[:3])
    findings += [f"向别处要了 {url}" for url in asked if not url.startswith((host, "data:", "blob:"))]
    paths = [url[len(host) :] for url in asked if url.startswith(host)]
    sizes = dict(Packing.sent)  # on a busy machine also of what the page before still had to come
    size = sum(sizes.get(path, 0) for path in paths)  # what is not there, the browser's console tells
    requests = sum("/assets/face-" not in path for path in paths)  # a county may add its own style and pictures
    if requests > MOST_REQUESTS or size > MOST_BYTES:
        findings.append(f"第一次打开要 {len(paths)} 个请求、{size} 字节")
    return findings
