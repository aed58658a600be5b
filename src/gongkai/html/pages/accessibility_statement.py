"""The accessibility statement (无障碍声明), made of the last measured run."""

from __future__ import annotations

from gongkai.county.accessibility import Measured, MeasuredSite
from gongkai.county.portal import Site
from gongkai.html.blocks import component, page_of
from gongkai.html.content import Heading, PageContent
from gongkai.html.elements import chinese_day
from gongkai.html.said import SaidRow, SaidTable

TITLE, TOOLS = "无障碍声明", "检测工具"
DESCRIPTION = "本专栏怎样做到人人可读，有没有检测过、发现了什么，遇到困难怎样反馈。"
SECTIONS = {"result": "检测结果", "goal": "依据和目标", "ways": "可以怎样使用", "tell": "反馈"}
HEADINGS = tuple(Heading(id, title, 2) for id, title in SECTIONS.items())


def statement_page(measured: Measured | None, site: Site, now: MeasuredSite) -> PageContent:
    """`now` is the site as it is built: a result of other pages is not current as if it were of these."""
    contact = {"电话 ": site.contact.telephone, "电子邮箱 ": site.contact.email}
    current = measured if measured and measured.is_of(now) else None
    view = {
        "organ": site.government,
        "date": chinese_day(measured.measured) if measured else "",
        "result": current is not None,
        "contact": [f"{label}{text}" for label, text in contact.items() if text],
        "caption": TOOLS,
        **(result_view(current) if current else {}),
    }
    return page_of(TITLE, DESCRIPTION, [component("statement", view, *([tools_table(current)] if current else []))], HEADINGS)


def result_view(measured: Measured) -> dict[str, object]:
    """What was looked at and found; how many pages, and how many the site had."""
    found = measured.model_dump(include={"pages", "states", "tools", "findings"})
    return {**found, "measured_pages": len(measured.addresses)}


def tools_table(measured: Measured) -> SaidTable:
    return SaidTable(TOOLS, tuple(SaidRow("", tool.name, f"版本 {tool.version}") for tool in measured.tools))
