"""Which paragraphs are headings: alone on their line, by what they say and how they are numbered."""

from __future__ import annotations

import re

from gongkai.imports.document import Paragraph
from gongkai.reports.narrative import section_of
from gongkai.statute import outline
from gongkai.statute.formats import Format
from gongkai.statute.labels import plain, squeezed

TOP_NUMBER = re.compile(r"(?P<number>[一二三四五六七八九十]+)[、.．]")
SUB_NUMBER = re.compile(r"[（(][一二三四五六七八九十]+[)）]")
PUNCTUATION_AT_END = ("。", "；", "，", "：", "、", "！", "？", ":", ";", ",")
LONGEST_HEADING, LONGEST_SUBHEADING = 45, 35


def is_section_head(paragraph: Paragraph, format: Format) -> bool:
    """With a number of the top level, or with the name of a statutory section."""
    text = plain(squeezed(paragraph.text))
    if not stands_alone(text, LONGEST_HEADING):
        return False
    return bool(TOP_NUMBER.match(text)) or (not SUB_NUMBER.match(text) and section_of(text, format) is not None)


def is_subheading(paragraph: Paragraph) -> bool:
    text = plain(squeezed(paragraph.text))
    return stands_alone(text, LONGEST_SUBHEADING) and (bool(SUB_NUMBER.match(text)) or paragraph.level > 1)


def stands_alone(text: str, longest: int) -> bool:
    return 0 < len(text) <= longest and not text.endswith(PUNCTUATION_AT_END) and "。" not in text


def numeral(text: str) -> int:
    """The number a heading begins with; 0 when it has none.

    >>> numeral("十、其他需要报告的事项"), numeral("⼗⼀、附件"), numeral("总体情况")
    (10, 11, 0)
    """
    found = TOP_NUMBER.match(plain(text))
    return outline.numeral(found["number"]) if found else 0
