"""What a portal prints above and below a report on the same page: when it was put there, how often it was read, ways to print
and share it, the pages before and after. None of it is the report's; what is left out is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongkai.county.report_title import is_office
from gongkai.imports.document import Block, Grid, Paragraph
from gongkai.imports.placing.letter import day_in
from gongkai.problems import Problem
from gongkai.statute.labels import plain

LONGEST = 200  # characters
SHOWN = 30
NEIGHBOURS = r"[上下]一?[篇条页](?:文章|新闻|信息)?\s*[:：]?"
LABELS = (
    r"(?:信息|文章|稿件|内容)?来源|(?:发布|发文|更新|成文|公开|生成|录入)(?:时间|日期|机构|单位|人)|发布者|日期|时间|作者|责任编辑|编辑|责编|审核|初审|复审|终审"
    r"|主办(?:单位)?|承办(?:单位)?|技术支持|版权所有|地址|邮编|联系电话|网站标识码|(?:公安|网站)?备案号?|索引号|主题词|分类|信息分类|关键词|保护视力色"
)
COUNTS = r"(?:浏览|点击|阅读|访问|查看)(?:次数|数|量|率|人次)?\s*[:：]?\s*\d*\s*次?"
COMMANDS = (
    r"打印(?:本页|此页|本文|页面|文章)?|关闭(?:窗口|本页|页面)?|分享(?:到|至|本文)?|收藏(?:本页|本站)?|字体|字号|特大|大|中|小|返回(?:顶部|首页|列表|上页|上一页)?|TOP"
    r"|扫一扫.{0,25}|微信|微博|新浪微博|腾讯微博|QQ空间|QQ|纠错|我要纠错|繁体版?|简体版?|无障碍(?:浏览|阅读)?|语音(?:朗读|播报)|长者(?:模式|版)|下载(?:文字版|图片版)?"
    r"|A[+-]?|T|站点地图|网站地图|联系我们|关于我们|网站声明|隐私声明|设为首页|加入收藏"
)
SEPARATORS = r"[\s|｜/·>»《》【】\[\]()（）:：,，、_-]*"
ALIKE = re.compile(
    rf"{SEPARATORS}(?:{NEIGHBOURS}.*|相关(?:链接|文章|文档|信息|阅读|稿件|新闻|推荐).{{0,9}}|(?:{LABELS})\s*[:：].*|.*(?:ICP备|公网安备).*"
    rf"|(?:(?:{COUNTS}|{COMMANDS}){SEPARATORS})+)",
    re.IGNORECASE,
)
"""A whole line of a portal's own."""


def is_portal_line(text: str) -> bool:
    """
    >>> is_portal_line("【打印本页】 【关闭窗口】"), is_portal_line("发布时间：2024-01-20　来源：县财政局　浏览次数：35次")
    (True, True)
    >>> is_portal_line("打印机采购信息公开3条"), is_portal_line("来源：各部门报送的统计。")
    (False, False)
    """
    said = plain(text.strip())
    return 0 < len(said) <= LONGEST and not said.endswith(("。", "；", "！")) and bool(ALIKE.fullmatch(said))


def leave_out_portal_lines(body: list[Block]) -> Iterator[Problem]:
    """Takes a portal's lines from the head and the end of the report's body, and tells each time what they were."""
    head = next((number for number, block in enumerate(body) if not said_by_portal(block)), len(body))
    yield from told(body[:head], "上面")
    del body[:head]
    tail = tail_of(body)
    yield from told([body[number] for number in tail], "下面")
    for number in reversed(tail):
        del body[number]


def said_by_portal(block: Block) -> bool:
    return isinstance(block, Paragraph) and is_portal_line(block.text)


def tail_of(body: Sequence[Block]) -> list[int]:
    """The numbers of the lines below the last table and the last whole sentence that begin where a portal's do.

    The day and the office that sign the report stay, wherever they stand.
    """
    last = max((number for number, block in enumerate(body) if ends_report(block)), default=-1)
    first = next((number for number in range(last + 1, len(body)) if said_by_portal(body[number])), len(body))
    return [number for number in range(first, len(body)) if said_by_portal(body[number]) or not signs(body[number])]


def ends_report(block: Block) -> bool:
    return isinstance(block, Grid) or (not is_portal_line(block.text) and "。" in block.text)


def signs(block: Block) -> bool:
    return isinstance(block, Paragraph) and (bool(day_in(block.text)) or is_office(block.text))


def told(left_out: Sequence[Block], where: str) -> Iterator[Problem]:
    lines = [block for block in left_out if isinstance(block, Paragraph)]
    if lines:
        first = lines[0].text if len(lines[0].text) <= SHOWN else f"{lines[0].text[:SHOWN]}…"
        many = f"等 {len(lines)} 行" if len(lines) > 1 else ""
        yield lines[0].place.doubt(f"报告{where}的“{first}”{many}是网页自己的（来源、打印、上一篇等），没有取用")
