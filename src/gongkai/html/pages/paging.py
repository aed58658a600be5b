"""Long lists in pages of a hundred: what their pages are called, and how they lead to each other."""

from __future__ import annotations

from typing import NamedTuple

ROWS = 100
AROUND = 2  # pages named on each side of the one that is shown


class PageLink(NamedTuple):
    """`here`: it is the page that is shown."""

    href: str
    text: str
    here: bool = False


def pager(back: str, word: str, number: int, count: int, *, whole: str = "") -> list[PageLink]:
    """Links to the other pages of `count`, of which the one at `number` (from 0) is shown; empty where there is one only.

    `back` leads to the list's first page, `word` is that of the choice that is shown; `whole` leads to all on one page.
    """
    if count == 1:
        return []
    near = sorted({0, *range(max(0, number - AROUND), min(count, number + AROUND + 1)), count - 1})
    links = [PageLink(href(back, word, n), f"第{n + 1}页", n == number) for n in near]
    if number:
        links.insert(0, PageLink(href(back, word, number - 1), "上一页"))
    if number < count - 1:
        links.append(PageLink(href(back, word, number + 1), "下一页"))
    return [*links, *([PageLink(whole, "整张表")] if whole else [])]


def pages_of(total: int) -> int:
    """How many pages so many rows need; one where there is none."""
    return max(1, -(-total // ROWS))


def page_word(word: str, number: int) -> str:
    """The last word of a page's address; empty for the list's first page.

    >>> page_word("", 0), page_word("", 1), page_word("cengji-xian", 2)
    ('', 'ye-2', 'cengji-xian-ye-3')
    """
    return word if not number else f"{word}-ye-{number + 1}".lstrip("-")


def caption(first: int, end: int) -> str:
    """Of a part of a long list; both are places in it, from 0.

    >>> caption(100, 200)
    '第101至200条'
    """
    return f"第{first + 1}至{end}条"


def href(back: str, word: str, number: int) -> str:
    own = page_word(word, number)
    return f"{back}{own}/" if own else back or "./"


def lead(about: str, total: int, number: int | None, shown: int) -> str:
    here = "" if number is None else f"，本页是{caption(number * ROWS, number * ROWS + shown)}"
    return f"{about}共{total}条{here}。"
