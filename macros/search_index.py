"""The search: its page, and its index, which is made of the pages as they are finished."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig


def handed_over(config: MkDocsConfig) -> tuple[Part, ...]:
    """The parts of every page that is finished, by address."""
    return tuple(sorted(config.extra.pop(PARTS, []), key=lambda part: part.address))
