"""What an administrative organ must publish of itself: 条例第二十条 and 第二十一条, item by item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from gongkai.source.package_data import load_package_data
from gongkai.statute.formats import Format, FormatTable


@dataclass(frozen=True, slots=True)
class ProactiveItem:
    """`number` as the law prints it: （一）. `fields` are those of the State's fields that the item names, by id;
    `agencies` whether it is about the agencies themselves, what they do and how they are reached."""

    number: str
    content: str
    article: str
    fields: tuple[str, ...] = ()
    agencies: bool = False

    def table(self, format: Format) -> FormatTable | None:
        """The table of a report's form that counts the same; None where the form has none."""
        caption = f"{self.article}第{self.number}项"
        return next((table for table in format.tables if table.caption == caption), None)


class LocalItem(NamedTuple):
    """What governments of counties and townships publish besides, as far as it is so in their place (第二十一条)."""

    content: str
    fields: tuple[str, ...]


@cache
def facts() -> Mapping[str, Any]:
    found: Mapping[str, Any] = load_package_data(
        (resources.files("gongkai") / "statute" / "proactive_disclosure.yml").read_text("utf-8")
    )
    return found


@cache
def proactive_items() -> tuple[ProactiveItem, ...]:
    return tuple(
        ProactiveItem(
            item["number"], item["content"], facts()["article"], tuple(item.get("fields", ())), item.get("agencies", False)
        )
        for item in facts()["items"]
    )


@cache
def local_items() -> tuple[LocalItem, ...]:
    return tuple(LocalItem(item["content"], tuple(item.get("fields", ()))) for item in facts()["local"])
