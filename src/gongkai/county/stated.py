"""What an office states of itself, as it is bounded wherever it is typed."""

from __future__ import annotations

import re
from typing import Annotated

from gongkai.problems import one_line
from gongkai.source.allowed_values import Bound, Checked
from gongkai.source.plain_characters import lying_in


def checked_address(value: str) -> str:
    if not re.match(r"https?://[^\s\"'<>]+\Z", value):
        raise ValueError(f"“{value}”不是网址；应以 https:// 开头")
    return value


def checked_words(value: str) -> str:
    if found := next(lying_in(value), None):
        raise ValueError(f"“{one_line(value, '�')}”：{found.message}")
    return value


# Names stand in a theme's templates as they are, so they hold nothing that a browser could take for markup.
Words = Annotated[str, Bound(min_length=1, pattern=r"^[^<>{}]+$"), Checked(checked_words)]
Address = Annotated[Words, Checked(checked_address)]
