"""The JSON Schema of a field's guide, so that an editor completes and warns while the clerk types."""

from __future__ import annotations

from gongkai.catalogue.guides import HEAD_TEXTS, SEVERAL, TEXTS
from gongkai.downloads.catalogue_schema import ONE_DAY, TEXT, Schema, whole
from gongkai.downloads.catalogue_schema import SEVERAL as ONE_OR_SEVERAL
from gongkai.statute.catalogue_standard import entry_labels

SAYS = {
    "title": "指引的名称，照原文",
    "document_number": "指引的文号，照原文",
    "date": "指引的日期",
    "note": "指引的说明，写在网页上",
    "basis": "按什么规定要公开",
    "agencies": "agencies.yml 里的机构代号：在本县由谁公开",
    "covers": "就是这一项的条目（领域/条目代号）或文件代号",
}


def guide_schema() -> Schema:
    """Of data/guides/<field>.yml."""
    meanings = {**entry_labels(), **SAYS}
    kinds = dict.fromkeys(TEXTS, TEXT) | dict.fromkeys(SEVERAL, ONE_OR_SEVERAL)
    parts: Schema = {name: {**kind, "description": meanings[name]} for name, kind in kinds.items()}
    matter = {"type": "object", "properties": parts, "required": ["matter"], "additionalProperties": False}
    head: Schema = {name: {**TEXT, "description": SAYS[name]} for name in HEAD_TEXTS}
    properties = {
        **head,
        "date": {**ONE_DAY, "description": SAYS["date"]},
        "matters": {"type": ["array", "null"], "items": matter},
    }
    return whole("一个领域的标准指引", properties, ["title", "document_number", "date", "matters"])
