"""What an administrative organ must publish of itself: 条例第二十条, item by item."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from gongkai.source.package_data import load_package_data
from gongkai.statute.formats import Format, FormatTable


@dataclass(frozen=True, slots=True)
class ProactiveItem:
    """`number` as the law prints it: （一）."""

    number: str
    content: str
    article: str

    def table(self, format: Format) -> FormatTable | None:
        """The table of a report's form that counts the same; None where the form has none."""
        caption = f"{self.article}第{self.number}项"
        return next((table for table in format.tables if table.caption == caption), None)


@cache
def proactive_items() -> tuple[ProactiveItem, ...]:
    facts = load_package_data((resources.files("gongkai") / "statute" / "proactive_disclosure.yml").read_text("utf-8"))
    return tuple(ProactiveItem(**item, article=facts["article"]) for item in facts["items"])
