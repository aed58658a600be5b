"""A menu that a county wrote for its site, with the parts of the column where it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

WORD = "gongkai"


def placed(nav: Any, parts: Sequence[dict[str, str]]) -> Iterator[Any]:
    """The written menu with the parts in the place of the word, alone or below a title."""
    for item in nav:
        if item == WORD:
            yield from parts
        elif isinstance(item, dict):
            yield {title: below_title(below, parts) for title, below in item.items()}
        else:
            yield item


def below_title(below: Any, parts: Sequence[dict[str, str]]) -> Any:
    if below == WORD:
        return [*parts]
    return [*placed(below, parts)] if isinstance(below, list) else below
