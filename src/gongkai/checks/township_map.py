"""The map shows townships that there are, each once, all of them, and within its sheet."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checks.wording import see
from gongkai.collection import Collection
from gongkai.county.township_map import MapFile, corners_of
from gongkai.problems import Problem, Severity

ID = "township-map"
TITLE = "示意图上的乡镇都有，各画一次，不出图幅"
BASIS = "本项目的约定：map.yml 画的是 agencies.yml 里的乡镇；向社会公开的地图要送审（《地图管理条例》第十五条），审图号印在图下"


def check(collection: Collection) -> Iterator[Problem]:
    drawn = collection.township_map
    if drawn.sheet is None:
        return
    first: dict[str, int] = {}
    for number, area in enumerate(drawn.areas):
        here = drawn.position(number, "agency")
        agency = collection.agencies.get(area.agency)
        before = first.setdefault(area.agency, number)
        if agency is None:
            yield Problem(here, ID, f"agencies.yml 里没有“{area.agency}”这个机构", subject=area.agency)
        elif agency.kind != "township":
            yield Problem(here, ID, f"{agency.name}不是乡镇（kind: township），不画在图上", subject=area.agency)
        elif before != number:
            there = drawn.position(before, "agency")
            message = f"{agency.name}画了两次{see(there, here)}；分成几块的，都写在它的 outlines 里"
            yield Problem(here, ID, message, subject=area.agency, others=(there,))
        for part, outline in enumerate(area.outlines):
            if outside(outline, drawn.sheet):
                message = f"这一块出了图幅（宽 {drawn.sheet.width}，高 {drawn.sheet.height}）"
                yield Problem(drawn.position(number, "outlines", part), ID, message, subject=area.agency)
    townships = [agency for agency in collection.agencies.values() if agency.kind == "township" and not agency.until]
    missing = [agency for agency in townships if agency.id not in first]
    if missing and drawn.areas:
        names = "、".join(agency.name for agency in missing)
        yield Problem(drawn.position(0, "agency"), ID, f"图上没有{names}", Severity.WARNING)


def outside(outline: str, sheet: MapFile) -> bool:
    return any(corner.x > sheet.width or corner.y > sheet.height for corner in corners_of(outline))
