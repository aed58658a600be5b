"""The pilot fields of the catalogue, by the names that data, addresses and commands use for them."""

from __future__ import annotations

from gongkai.statute.catalogue_standard import standard


def catalogue_fields() -> str:
    """A table of Markdown: id, the State's name, and the other names under which counties print it."""
    rows = [f"| `{field.id}` | {field.name} | {'、'.join(field.aliases) or '—'} |" for field in standard().fields]
    return "\n".join(["| 代号 | 领域 | 也读作 |", "|---|---|---|", *rows])
