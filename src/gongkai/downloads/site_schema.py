"""JSON Schemas of site.yml and agencies.yml, so that an editor completes and warns while the clerk types."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from gongkai.county.agencies import AGENCY_ID, AgencyFacts
from gongkai.county.face.settings import HEX
from gongkai.county.portal import Site
from gongkai.downloads.shape_schema import AsRead, anchored, inlined

Schema = dict[str, Any]
SAYS = {
    "emblem": "徽标，data/face 里的图片文件（SVG、PNG、JPEG）",
    "name_image": "机关名称的图片，代替页头里的名称",
    "primary": "主色：链接、标题线；加引号的十六进制颜色，对比不低于 7:1",
    "accent": "强调色：更正、声明",
    "bar": "页头底色，不写就用主色",
    "links": "门户网站的页面，放在页头上面",
    "footer": "页脚的文字和链接：主办、承办、备案号",
    "style": "本县自己的样式文件，在 data/face 里",
    "top": "门户的页头，data/face 里的一段网页",
    "bottom": "门户的页脚，data/face 里的一段网页",
    "elsewhere": "在自己网站公布的报告：年度和网址；不写年度，是本专栏没有的各年",
}
COLOURS = ("primary", "accent", "bar")
DRAFT = {"$schema": "http://json-schema.org/draft-07/schema#"}


def site_schema() -> Schema:
    """Of data/site.yml."""
    return {**DRAFT, "title": "门户的名称、编号、联系方式和样子", **described_parts(of_shape(Site))}


def agencies_schema() -> Schema:
    """Of data/agencies.yml: an entry for each id."""
    names = {"propertyNames": {"pattern": anchored(AGENCY_ID)}}
    return {
        **DRAFT,
        "title": "机构名单",
        "type": "object",
        **names,
        "additionalProperties": described_parts(of_shape(AgencyFacts)),
    }


def of_shape(shape: type[Any]) -> Schema:
    found = inlined(TypeAdapter(shape).json_schema(schema_generator=AsRead))
    found.pop("description", None)
    return found


def described_parts(node: Any) -> Any:
    """With what each setting is for, and how a colour is written."""
    if isinstance(node, list):
        return [described_parts(item) for item in node]
    if not isinstance(node, dict):
        return node
    found = {name: described_parts(value) for name, value in node.items() if name != "properties"}
    if "properties" in node:
        found["properties"] = {name: described(name, described_parts(value)) for name, value in node["properties"].items()}
    return found


def described(name: str, schema: Schema) -> Schema:
    about = {"description": SAYS[name]} if name in SAYS else {}
    if name in COLOURS:
        return {"type": "string", "pattern": anchored(HEX), **about}
    return {**schema, **about}
