"""What people of this county call things, kept as data (words.yml): a word leads where the office says.

elderly-care: 幸福院 老年灶                      a field of the catalogue, by its id
social-assistance/最低生活保障: 吃公家饭          one of its matters
guanyu/: 县名怎么来的                            a page of the column; #… for a part of it
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from gongkai.county.line_table import read_line_table
from gongkai.problems import Position, Problem
from gongkai.source.nodes import Scalar

FILE = "words.yml"
RULE = "words"


@dataclass(frozen=True, slots=True)
class OwnWords:
    """`lead` is a field's id, a field's id and a matter, or an address on the site; `words` are parted by blanks."""

    lead: str
    words: str
    position: Position

    @property
    def is_page(self) -> bool:
        return self.lead.endswith("/") or ".html" in self.lead or "#" in self.lead

    @property
    def field(self) -> str:
        return self.lead.partition("/")[0]

    @property
    def matter(self) -> str:
        return self.lead.partition("/")[2]


def read_own_words(data: Path) -> tuple[tuple[OwnWords, ...], list[Problem]]:
    """In the order of the file; none where there is no file."""
    node, problems = read_line_table(data / FILE, RULE, "这里应是“去处: 说法”，一行一条，说法用空格隔开")
    if node is None:
        return (), problems
    found = []
    for lead, entry in node.entries.items():
        words = entry.text.strip() if isinstance(entry, Scalar) else ""
        if words:
            found.append(OwnWords(lead, words, node.keys[lead]))
        else:
            problems.append(Problem(node.keys[lead], RULE, f"“{lead}”后面要写人们的说法，用空格隔开"))
    return tuple(found), problems


def leading_nowhere(
    words: Collection[OwnWords],
    fields: Mapping[str, Collection[str]],
    addresses: Container[str],
    anchors: Callable[[str], Container[str] | None],
) -> Iterator[Problem]:
    """Lines that lead to nothing on the site. `fields` are the matters of each field; `anchors` a page's, None if unknown."""
    for each in words:
        if each.is_page:
            page, _, anchor = each.lead.partition("#")
            known = anchors(page)
            if page not in addresses:
                yield Problem(each.position, RULE, f"本专栏里没有“{page}”这个网页；请改正或删去这一行")
            elif anchor and known is not None and unquote(anchor) not in known:
                yield Problem(each.position, RULE, f"“{page}”里没有“#{anchor}”这个位置；请改正或删去这一行")
        elif each.field not in fields:
            yield Problem(each.position, RULE, f"目录里没有“{each.field}”这个领域；写领域的代号，或写网址（以“/”结尾）")
        elif each.matter and each.matter not in fields[each.field]:
            listed = "、".join(fields[each.field])
            yield Problem(each.position, RULE, f"“{each.field}”里没有“{each.matter}”这个一级事项；有的是：{listed}")
