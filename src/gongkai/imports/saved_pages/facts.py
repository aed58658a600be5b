"""What a saved page says of its document outside the text: labels of the State's page standard, of metadata tables, of lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from lxml import html

from gongkai.imports.document import Block, DocumentPlace, Grid, Paragraph
from gongkai.imports.saved_pages.linked_text import without_links
from gongkai.statute.document_standard import document_standard
from gongkai.statute.labels import squeezed

# 《政府网站发展指引》（国办发〔2017〕47号）附件“网页标签”: the names, and what they say of a document.
STATE_LABELS = {"articletitle": "title", "pubdate": "published", "contentsource": "source", "keywords": "keywords"}
STATED = (
    *("index_number", "title", "agency", "document_number", "kind", "genre", "topic", "written", "published", "effective"),
    *("repealed", "validity", "method", "keywords", "summary", "source"),
)
"""What a page may say of its document; the other fields are an office's own."""
AROUND = (
    *(
        "浏览次数",
        "浏览量",
        "浏览",
        "点击数",
        "点击率",
        "点击",
        "阅读次数",
        "阅读量",
        "阅读",
        "访问量",
        "访问次数",
        "人气",
        "字体大小",
    ),
    *(
        "字体",
        "字号",
        "作者",
        "责任编辑",
        "编辑",
        "审核",
        "责编",
        "打印",
        "分享到",
        "分享",
        "公开范围",
        "公开时限",
        "公开程序",
        "语种",
    ),
    *(
        "载体类型",
        "记录形式",
        "公开形式",
        "信息格式",
        "统一登记号",
        "登记号",
        "同步平台",
        "上一篇",
        "下一篇",
        "上一条",
        "下一条",
        "保护视力色",
    ),
)
"""What stands beside them and says nothing of the document."""
BUTTON = re.compile(
    r"(?:[【\[]?(?:打印|关闭|收藏|返回|分享|纠错|大|中|小|保存)(?:本?页|窗口|到|列表|顶部)?[】\]]?[|｜/·]*)+\Z"
    r"|(?:上一篇|下一篇|上一条|下一条)[:：].*\Z|(?:阅读|浏览|点击|访问)(?:次数|量|数)?[:：]?\d*次?\Z|分享到[:：]?.{0,20}\Z"
    r"|字体[:：]?[【\[]?(?:大|特大|A).{0,12}\Z"
)
FOOT, LONGEST_FOOT = re.compile(r"版权所有|网站标识码|ICP备|公网安备"), 80
SURROUNDING = re.compile(
    r"(?:相关(?:链接|信息|文档|阅读|文章)|扫一扫|您访问的链接|主办单位?[:：]|承办单位?[:：]|版权所有|网站标识码)|.{0,12}ICP备|.{0,8}公网安备"
)


class Fact(NamedTuple):
    """What a page says of a field, in its own words."""

    text: str
    place: DocumentPlace


Facts = dict[str, Fact]


def stated_in_head(root: html.HtmlElement, place: DocumentPlace) -> Facts:
    """By the labels of the State's standard; in any case of letters, as portals write them."""
    facts: Facts = {}
    for meta in root.iter("meta"):
        name = STATE_LABELS.get(meta.get("name", "").strip().lower(), "")
        text = " ".join(meta.get("content", "").split())
        if name and text and name not in facts:
            facts[name] = Fact(without_time(text) if name == "published" else text, place)
    return facts


def site_name(root: html.HtmlElement) -> str:
    return next((meta.get("content", "").strip() for meta in root.iter("meta") if meta.get("name", "").lower() == "sitename"), "")


def without_time(text: str) -> str:
    """
    >>> without_time("2021-05-20 09:30:00"), without_time("2021年5月20日 9时"), without_time("去年")
    ('2021-05-20', '2021年5月20日', '去年')
    """
    found = re.match(r"\s*(\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?)(?=[\sT\d时:：]|\Z)", text)
    return found[1] if found else text.strip()


@cache
def fields_by_label() -> Mapping[str, str]:
    """The field of each label; empty for one that says nothing of the document."""
    labels = dict.fromkeys(AROUND, "")
    for field in document_standard().fields:
        if field.name in STATED:
            labels |= dict.fromkeys((field.label, *field.aliases), field.name)
    return labels


@cache
def label_pattern() -> re.Pattern[str]:
    """A label with its colon; blanks may stand between its characters, and brackets around it."""
    spaced = (r"\s*".join(map(re.escape, label)) for label in sorted(fields_by_label(), key=len, reverse=True))
    return re.compile(rf"(?<![\w])[\[【（(]?\s*({'|'.join(spaced)})\s*[\]】）)]?\s*[:：]")


def facts_in(blocks: Iterable[Block]) -> Facts:
    """What the lines and tables around a text say of it; of a field that is there twice, what comes first."""
    facts: Facts = {}
    waiting = ""
    for block in blocks:
        if isinstance(block, Grid):
            found, waiting = [*of_grid(block)], ""
        else:
            found, waiting = of_line(without_links(block.text), block.place, waiting)
        for name, fact in found:
            if name and fact.text:
                facts.setdefault(name, fact)
    return facts


def of_line(text: str, place: DocumentPlace, waiting: str) -> tuple[list[tuple[str, Fact]], str]:
    """The facts of a line, and the field whose label stands alone at its end: what it says is the next line."""
    marks = [*label_pattern().finditer(text)]
    if not marks:
        alone = fields_by_label().get(squeezed(text), "")
        return ([(waiting, fact(waiting, text, place))] if waiting and not alone else []), alone
    facts = []
    for mark, after in zip(marks, [*marks[1:], None], strict=True):
        name = fields_by_label()[squeezed(mark[1])]
        facts.append((name, fact(name, text[mark.end() : after.start() if after else None], place)))
    last, said = facts[-1]
    return facts, last if not said.text else ""


def of_grid(grid: Grid) -> Iterator[tuple[str, Fact]]:
    """A label, and in the next cell of its row what it says."""
    for row in grid.rows():
        for number, cell in enumerate(row):
            words = without_links(cell.text)
            name = fields_by_label().get(squeezed(words).rstrip(":：").strip("[]【】"), "")
            if name and number + 1 < len(row):
                yield name, fact(name, without_links(row[number + 1].text), cell.place)
            elif label_pattern().search(words):
                yield from of_line(words, cell.place, "")[0]


def fact(name: str, text: str, place: DocumentPlace) -> Fact:
    said = " ".join(text.split()).strip("|｜　 ")
    return Fact(without_time(said) if name in ("written", "published", "effective", "repealed") else said, place)


def is_about(block: Block) -> bool:
    """Whether the line or table only says such things."""
    if isinstance(block, Grid):
        cells = [cell for cell in block.cells if squeezed(cell.text)]
        said = [name for name, _ in of_grid(block) if name]
        return len(said) > 1 and len(cells) <= 3 * len(said) + 4
    text = without_links(block.text)
    found = label_pattern().match(text.strip())
    return bool(found) or squeezed(text) in fields_by_label()


def is_foot(block: Block) -> bool:
    """Who owns the site and by which numbers it is registered."""
    said = squeezed(without_links(block.text)) if isinstance(block, Paragraph) else ""
    return len(said) < LONGEST_FOOT and bool(FOOT.search(said))


def noise_in(block: Block, *, beside: bool = False) -> str:
    """The words of a line that belong to the page and not to the document; empty where it does not. `beside` the text more is."""
    said = squeezed(without_links(block.text)) if isinstance(block, Paragraph) else ""
    found = BUTTON.match(said) or (beside and SURROUNDING.match(said))
    return re.split(r"[:：\d【\[(（]", said.lstrip("【["))[0][:6] if said and found else ""
