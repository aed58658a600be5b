"""Words of a template that nobody has replaced: （文字描述）, XX, ××, ____, 待补充."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checks.published_words import published_words
from gongkai.problems import Position
from gongkai.reports.report import Report

PLACEHOLDER = re.compile(
    r"[（(【\[]\s*(?:文字描述|文字说明|此处[^）)】\]]{0,12}|请?填写[^）)】\]]{0,12}|未填写|空)\s*[）)】\]]"
    r"|(?<![A-Za-z])(?:[XＸ]{2,}|×{2,})(?![A-Za-z])"
    r"|_{2,}|＿{2,}"
    r"|(?<!有)待(?:补充|填写)|此处(?:填写|补充|输入)"
)


def placeholders(report: Report) -> Iterator[tuple[Position, str, str]]:
    """Each with its place and the address of what it stands in, once for each paragraph or field."""
    for words in published_words(report):
        if found := PLACEHOLDER.search(words.text):
            yield words.position_at(found.start()), words.subject, found[0]


def words_in(text: str) -> bool:
    """Whether anything is said at all."""
    return any(character.isalnum() for character in text)
