"""The pilot fields of the catalogue and the kinds of documents, by the names that data, addresses and commands use for them."""

from __future__ import annotations

from gongkai.statute.catalogue_standard import standard
from gongkai.statute.document_standard import document_standard
from gongkai.statute.proactive import proactive_items


def catalogue_fields() -> str:
    """A table of Markdown: id, the State's name, and the other names under which counties print it."""
    rows = [f"| `{field.id}` | {field.name} | {'、'.join(field.aliases) or '—'} |" for field in standard().fields]
    return "\n".join(["| 代号 | 领域 | 也读作 |", "|---|---|---|", *rows])


def document_kinds() -> str:
    """A table of Markdown: each kind, the item of 条例第二十条 that it belongs to, and the other names under which it is read."""
    items = {number: item.number for number, item in enumerate(proactive_items(), start=1)}
    kinds = document_standard().kinds
    rows = [f"| {kind.name} | {items.get(kind.item or 0, '—')} | {'、'.join(kind.aliases) or '—'} |" for kind in kinds]
    return "\n".join(["| 种类 | 第二十条的项 | 也读作 |", "|---|---|---|", *rows])
