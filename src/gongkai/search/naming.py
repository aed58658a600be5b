"""Names for the files of an index, made of their content: a file that changes has another name, all others keep theirs.

So a browser may keep a file for good, whoever opened a page before a change still finds the files of that time, and an office
that uploads what has changed uploads a few files only.
"""

from __future__ import annotations

from base64 import b32hexencode
from hashlib import sha256

LETTERS = 5  # tell the versions of one file apart: 25 bits


def named(content: str, letters: int = LETTERS) -> str:
    """
    >>> named("甲"), named("乙")
    ('6fhlg', 'e59gq')
    """
    return b32hexencode(sha256(content.encode()).digest())[:letters].decode().lower()
