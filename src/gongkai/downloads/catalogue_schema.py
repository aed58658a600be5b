"""JSON Schemas of the catalogue's files, so that an editor completes and warns while the clerk types."""

from __future__ import annotations

from typing import Any

from gongkai.catalogue.entry_fields import ENTRY_TEXTS, named
from gongkai.catalogue.items import LONGEST_SUMMARY, METHODS, STATUSES
from gongkai.catalogue.reading import ENTRY_ID, ITEM_DAYS, ITEM_TEXTS
from gongkai.source.record_reader import DAY
from gongkai.statute.catalogue_standard import entry_labels, standard

Schema = dict[str, Any]
TEXT: Schema = {"type": ["string", "number", "null"]}
SEVERAL: Schema = {"anyOf": [TEXT, {"type": "array", "items": {"type": ["string", "number"]}}]}
ONE_DAY: Schema = {"type": ["string", "null"], "pattern": f"^{DAY.pattern.removesuffix(chr(92) + 'Z')}$"}
# A column of the county's own has a name that is not English: the schema leaves those to `gongkai check`.
OWN_COLUMN = "[^\\x00-\\x7f]"
SAYS = {
    "id": "条目代号，写进网址，一经公布不再改变",
    "index_number": "索引号，一次分配，不再他用",
    "channels": "■ 必选，□ 可选，例如 ■政府网站 □政府公报",
    "audience": "全社会；特定群体：……",
    "agencies": "agencies.yml 里的机构代号",
    "figures": "报告表格的一格，例如 licensing.administrative_licensing.decisions",
    "entry": "所属条目：领域/条目代号",
    "written": "成文日期",
    "published": "发布日期",
    "effective": "生效日期",
    "repealed": "废止日期",
    "summary": f"内容概述，不超过 {LONGEST_SUMMARY} 字",
}


def field_schema() -> Schema:
    """Of data/catalogue/<field>.yml."""
    own = {"patternProperties": {OWN_COLUMN: TEXT}, "additionalProperties": False}
    id: Schema = {"type": ["string", "number"], "pattern": anchored(ENTRY_ID.pattern), "description": SAYS["id"]}
    entry = {"type": "object", "properties": {"id": id, **entry_parts()}, "required": ["id"], **own}
    properties = {
        "title": TEXT,
        "levels": SEVERAL,
        "extra_columns": SEVERAL,
        "updated": ONE_DAY,
        "defaults": {"type": "object", "properties": entry_parts(), **own},
        "entries": {"type": ["array", "null"], "items": entry},
    }
    return whole("公开目录：一个领域", properties, ["entries"])


def entry_parts() -> Schema:
    """What an entry may say besides its id."""
    meanings = {**entry_labels(), **SAYS}
    texts = (*ENTRY_TEXTS[1:], *named("channels"), *named("audience"))
    lists = (name for name in named("several") if name != "method")
    kinds = dict.fromkeys(texts, TEXT) | dict.fromkeys(lists, SEVERAL)
    parts: Schema = {name: {**kind, "description": meanings[name]} for name, kind in kinds.items()}
    methods = {"enum": list(standard().methods.labels.values())}
    parts["method"] = {"anyOf": [methods, {"type": "null"}, {"type": "array", "items": methods}]}
    return parts | dict.fromkeys(named("day"), ONE_DAY)


def items_schema() -> Schema:
    """Of the files in data/catalogue/items/."""
    parts: Schema = {name: {**TEXT, "description": SAYS.get(name, "")} for name in ITEM_TEXTS}
    parts |= {name: {**ONE_DAY, "description": SAYS[name]} for name in ITEM_DAYS}
    parts |= {"keywords": SEVERAL, "status": {"enum": [*STATUSES, None]}, "method": {"enum": [*METHODS, None]}}
    item = {"type": "object", "properties": parts, "required": ["title"], "additionalProperties": False}
    return whole("公开目录：已公开的信息", {"items": {"type": ["array", "null"], "items": item}}, ["items"])


def whole(title: str, properties: Schema, required: list[str]) -> Schema:
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": title,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def anchored(pattern: str) -> str:
    """
    >>> anchored("[a-z]{0,79}\\\\Z")
    '^[a-z]{0,79}$'
    """
    return f"^{pattern.removesuffix(chr(92) + 'Z')}$"
