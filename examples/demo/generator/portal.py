"""The portal's columns and links, the map of the townships, the agencies' social media accounts, and how links answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import yaml

from gongkai.county.link_results import Answer, LinkResult, results_text

from .catalogue import FICTION
from .county import county, facts_in

WORDS = {"微信公众号": "weixin", "微信服务号": "fuwuhao", "微博": "weibo", "抖音": "douyin"}
WITH_ADDRESS = ("微博",)


def portal_files() -> dict[str, str]:
    """columns.yml, links.yml, map.yml and what was found when they were tried."""
    facts = facts_in("portal.yml")
    links = [*facts["links"], *accounts(facts["accounts"])]
    return {
        "columns.yml": typed("columns", facts["columns"]),
        "links.yml": typed("links", links),
        "map.yml": FICTION + yaml.safe_dump(facts_in("map.yml"), allow_unicode=True, sort_keys=False, width=130),
        "link-results.csv": results_text(results(facts["results"], [*facts["columns"], *links])),
    }


def accounts(platforms: Mapping[str, list[str]]) -> Iterator[dict[str, Any]]:
    agencies = {agency.id: agency for agency in county().agencies}
    for platform, ids in platforms.items():
        for id in ids:
            address = {"address": f"https://{WORDS[platform]}.example/{id}"} if platform in WITH_ADDRESS else {}
            name = f"示例{agencies[id].short.removeprefix('县')}发布"
            of = {"id": f"{WORDS[platform]}-{id}", "name": name, "kind": "social", "platform": platform, "operator": id}
            yield of | address | {"shown": ["agency"]}


def typed(name: str, entries: list[dict[str, Any]]) -> str:
    return FICTION + yaml.safe_dump({name: entries}, allow_unicode=True, sort_keys=False, width=130)


def results(facts: Mapping[str, Any], stated: list[dict[str, Any]]) -> Iterator[LinkResult]:
    day: date = facts["day"]
    for address in dict.fromkeys(entry["address"] for entry in stated if "address" in entry):
        if address in facts["moved"]:
            yield LinkResult(address, day, Answer.MOVED, facts["moved"][address])
        elif address in facts["dead"]:
            yield LinkResult(address, day, Answer.DEAD, facts["dead"][address])
        else:
            yield LinkResult(address, day, Answer.OPEN)
