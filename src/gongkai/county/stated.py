"""What an office states of itself, as it is bounded wherever it is typed."""

from __future__ import annotations

import re
from typing import Annotated

from gongkai.source.allowed_values import Bound, Checked


def checked_address(value: str) -> str:
    if not re.match(r"https?://[^\s\"'<>]+\Z", value):
        raise ValueError(f"“{value}”不是网址；应以 https:// 开头")
    return value


# Names stand in a theme's templates as they are, so they hold nothing that a browser could take for markup.
Words = Annotated[str, Bound(min_length=1, pattern=r"^[^<>{}]+$")]
Address = Annotated[Words, Checked(checked_address)]
