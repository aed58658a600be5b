"""A page as browsers and Word save it in one file (.mht, .mhtml): the page itself, out of what was saved beside it (RFC 2557)."""

from __future__ import annotations

import email
import email.policy
from email.message import Message

from gongkai.imports.document import Document, whole
from gongkai.imports.readers.html import read_html
from gongkai.problems import Problem

NO_PAGE = "不是浏览器保存的网页（.mht），或文件已经损坏：里面没有网页"
MOST_PARTS, MOST_TAGS = 2_000, 150_000
LARGEST = 20_000_000  # bytes of the page


def read_mht(raw: bytes, file: str) -> tuple[Document | None, list[Problem]]:
    """The page that the file opens with, or None and the reason why there is none."""
    page = page_in(raw)
    if page is None:
        return None, [whole(file).problem(NO_PAGE)]
    if len(page) > LARGEST:
        return None, [whole(file).problem(f"里面的网页超过 {LARGEST // 1_000_000} MB，不像是年度报告")]
    if page.count(b"<") > MOST_TAGS:
        return None, [whole(file).problem("里面的标签太多，不像是年度报告")]
    return read_html(page, file)


def page_in(raw: bytes) -> bytes | None:
    """The bytes of the first page: frames and what they show stand behind it. Its encoding is written in before them."""
    if raw.count(b"\n--") > MOST_PARTS:
        return None
    try:
        message = email.message_from_bytes(raw, policy=email.policy.compat32)
        return next((content_of(part) for part in message.walk() if part.get_content_type() == "text/html"), None)
    except (ValueError, LookupError, RecursionError, AttributeError, TypeError):  # what the library throws at broken headers
        return None


def content_of(part: Message) -> bytes:
    """A page that does not say its encoding itself is in the one that the file names for it."""
    content = part.get_payload(decode=True)
    found = content if isinstance(content, bytes) else b""
    charset = str(part.get_content_charset() or "")
    if charset.isascii() and charset.replace("-", "").isalnum() and b"charset" not in found[:4096].lower():
        return f'<meta charset="{charset}">'.encode() + found
    return found


def is_mht(raw: bytes) -> bool:
    """Word saves such a file under other names, too."""
    head = raw[:2000].lower()
    return b"mime-version:" in head and b"content-type:" in head
