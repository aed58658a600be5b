"""What `gongkai measure` does: the pages of a built site, in every state a reader may see them in, and what was found."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

from gongkai.collection import Collection
from gongkai.county.accessibility import FILE
from gongkai.county.addresses import SEARCH, STATEMENT
from gongkai.drawn.browser import chromium
from gongkai.files import write_durably
from gongkai.html.assets import assets, face_style, fingerprint_of
from gongkai.measure.axe import seen, version
from gongkai.measure.nu import nu_findings, nu_version
from gongkai.measure.pages import SEARCHES, pages, sample
from gongkai.measure.serving import served
from gongkai.measure.states import SEARCH_OPEN, STATES
from gongkai.problems import shown

HEAD = "# 最近一次无障碍检测的结果，由 gongkai measure 写入，不要手工改；无障碍声明据此生成。\n"


@dataclass(frozen=True, slots=True)
class Measurement:
    """`addresses` of the pages that were measured, of `pages` in the site; `findings` with page and state, those still open."""

    addresses: tuple[str, ...]
    pages: int
    tools: Mapping[str, str]
    findings: tuple[str, ...]


def not_of(site: Path, collection: Collection) -> str:
    """Why the built site is not this county's as it is now; empty when it is."""
    assert collection.site
    page = site / STATEMENT / "index.html"
    if not page.is_file():
        return f"{shown(site)} 里没有生成好的网站；请先运行 gongkai build"
    if escape(collection.site.government) not in page.read_text("utf-8", "replace"):
        return f"{shown(site)} 不是{collection.site.government}的网站；请先运行 gongkai build"
    style = face_style(collection.face)
    looks = [assets()["style"].name, assets()["script"].name, *([style.name] if style else [])]
    if any(not (site / name).is_file() for name in looks):
        return f"{shown(site)} 不是用现在的样式生成的；请先运行 gongkai build"
    return ""


def measure(site: Path, *, whole: bool = False, nu: Path | None = None) -> Measurement:
    """Of a large site some pages of each kind, unless it is to be the `whole`. NoToolsError where a tool is missing."""
    found = pages(site)
    chosen = found if whole else sample(found)
    searches = SEARCHES if (site / SEARCH / "index.html").is_file() else ()
    with served(site) as address, chromium() as browser:
        tools = {"axe-core": version(), "Chromium": browser.version}
        findings = seen(browser, address, [*chosen, *searches], STATES).findings
    if nu:
        tools["W3C Nu Html Checker"] = nu_version(nu)
        findings = [*(f"HTML：{finding}" for finding in nu_findings(nu, site)), *findings]
    return Measurement(tuple(chosen), len(found), tools, tuple(findings))


def write_measurement(measured: Measurement, collection: Collection, day: date) -> Path:
    """Into the county's data, whole or not at all."""
    assert collection.site
    facts = {
        "measured": day.isoformat(),
        "government": collection.site.government,
        "fingerprint": fingerprint_of(collection.face),
        "pages": measured.pages,
        "addresses": measured.addresses,
        "states": [*(state.name for state in STATES.values()), SEARCH_OPEN],
        "tools": [{"name": name, "version": number} for name, number in measured.tools.items()],
        "findings": measured.findings,
    }
    file = collection.data / FILE
    write_durably(file, (HEAD + "".join(map(line, facts.items()))).encode())
    return file


def line(fact: tuple[str, object]) -> str:
    """A list of many stands one below the other."""
    name, value = fact
    if isinstance(value, Sequence) and not isinstance(value, str) and name in ("addresses", "findings") and value:
        return f"{name}:\n" + "".join(f"  - {json.dumps(each, ensure_ascii=False)}\n" for each in value)
    return f"{name}: {json.dumps(value, ensure_ascii=False)}\n"
