"""JSON Schemas of site.yml, agencies.yml, columns.yml, links.yml and map.yml: an editor completes and warns while one types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from gongkai.county.agencies import AGENCY_ID, AgencyFacts
from gongkai.county.columns import ColumnsFile
from gongkai.county.face.settings import HEX
from gongkai.county.links import LinksFile
from gongkai.county.portal import Site
from gongkai.county.township_map import MapFile
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
SAID = {
    "said": "本级政府年度报告里说到它的话：年度，加报告里数的代号，或照录的几个字",
    "figure": "report.yml 的 figures 里的代号",
    "words": "照报告正文录下的几个字，网页显示那一整句",
    "fields": "目录领域的代号",
    "about": "一句话说明",
}
COLUMN_SAYS = {
    **SAID,
    "id": "栏目代号，写进网址，一经公布不再改变",
    "name": "栏目的名称",
    "parent": "上级栏目的代号",
    "address": "门户上这个栏目的网址；不知道就不写",
    "page": "本专栏里相同的网页，例如 ysqgk/",
    "kinds": "放哪些种类的文件和信息",
    "items": "放《条例》第二十条的哪几项，1 到 15",
    "agencies": "负责的机关，agencies.yml 里的代号",
}
LINK_SAYS = {
    **SAID,
    "id": "链接的代号",
    "kind": "portal 门户网站，service 政务服务，request 申请表单，hotline 热线和信箱，social 政务新媒体，other 其他",
    "address": "网址；不知道就不写，网页显示“地址未登记”",
    "platform": "政务新媒体的平台，例如微信公众号",
    "operator": "运营的机关，agencies.yml 里的代号",
    "shown": "显示在哪里：front 首页，agency 机构的网页，matter 目录的事项，request 依申请公开",
    "columns": "属于哪些栏目，栏目的代号",
}
MAP_SAYS = {
    "width": "图幅的宽，与各点的横坐标同一单位，从左往右",
    "height": "图幅的高，从上往下",
    "approval": "审图号；不用送审的，写为什么",
    "source": "边界从哪里来",
    "areas": "每个乡镇一项",
    "agency": "乡镇的代号，agencies.yml 里的",
    "outlines": "边界，一块一行：“横,纵”的点，空一格隔开；分成几块的写几行",
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


def portal_columns_schema() -> Schema:
    """Of data/columns.yml."""
    return {**DRAFT, "title": "门户的栏目", **explained(of_shape(ColumnsFile), COLUMN_SAYS)}


def links_schema() -> Schema:
    """Of data/links.yml."""
    return {**DRAFT, "title": "县里在别的网站上的去处", **explained(of_shape(LinksFile), LINK_SAYS)}


def map_schema() -> Schema:
    """Of data/map.yml."""
    return {**DRAFT, "title": "乡镇示意图", **explained(of_shape(MapFile), MAP_SAYS)}


def of_shape(shape: type[Any]) -> Schema:
    found = inlined(TypeAdapter(shape).json_schema(schema_generator=AsRead))
    found.pop("description", None)
    return found


def described_parts(node: Any) -> Any:
    """With what each setting is for, and how a colour is written."""
    return explained(node, SAYS)


def explained(node: Any, says: Mapping[str, str]) -> Any:
    if isinstance(node, list):
        return [explained(item, says) for item in node]
    if not isinstance(node, dict):
        return node
    found = {name: explained(value, says) for name, value in node.items() if name != "properties"}
    if "properties" in node:
        found["properties"] = {name: described(name, explained(value, says), says) for name, value in node["properties"].items()}
    return found


def described(name: str, schema: Schema, says: Mapping[str, str]) -> Schema:
    about = {"description": says[name]} if name in says else {}
    if name in COLOURS:
        return {"type": "string", "pattern": anchored(HEX), **about}
    return {**schema, **about}
