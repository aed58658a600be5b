"""The portal's own top or bottom as a fragment of HTML: text, lists, links and pictures, well formed, with nothing that runs.

What is published is written anew from what was read, so that a browser cannot read it otherwise than it was checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape, unescape
from html.parser import HTMLParser
from pathlib import Path

from gongkai.county.face.settings import LINK
from gongkai.county.face.style_sheet import Picture
from gongkai.county.live_markup import is_handler
from gongkai.problems import Position, Problem, shown

RULE = "face"
UP = "\ue005"  # where the way to the column's front page goes; a private character, which no fragment may hold
ID_START = "portal-"
EMPTY = frozenset(("br", "hr", "img", "wbr"))
BLOCKS = frozenset("div p ul ol li dl dt dd nav table caption thead tbody tr th td hr".split())  # noqa: SIM905
INLINE = frozenset("a span strong em b i small img br wbr time abbr".split())  # noqa: SIM905
HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
PARENTS = {
    "li": ("ul", "ol"),
    **dict.fromkeys(("dt", "dd"), ("dl", "div")),
    **dict.fromkeys(("caption", "thead", "tbody"), ("table",)),
    "tr": ("thead", "tbody"),
    **dict.fromkeys(("th", "td"), ("tr",)),
}
CHILDREN = {"ul": ("li",), "ol": ("li",), "table": ("caption", "thead", "tbody"), "thead": ("tr",), "tbody": ("tr",)}
EVERYWHERE = frozenset(("id", "class", "lang", "dir", "title", "hidden"))
OWN = {
    "a": frozenset(("href", "rel", "target")),
    "img": frozenset(("src", "alt", "width", "height")),
    "th": frozenset(("scope", "colspan", "rowspan")),
    "td": frozenset(("colspan", "rowspan", "headers")),
    "time": frozenset(("datetime",)),
    "ol": frozenset(("start",)),
}
CONTACT = re.compile(r"(?:mailto|tel):[^\s\"'<>]+\Z")
PRIVATE = re.compile("[\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class FragmentText:
    """`html` is ready for the frame but for UP; `inner` are the addresses in the column that it leads to, with their places."""

    html: str
    ids: frozenset[str]
    inner: tuple[tuple[str, Position], ...]


@dataclass
class Reading(HTMLParser):
    """One reading of a fragment."""

    file: Path
    picture: Picture
    pieces: list[str] = field(default_factory=list)
    open: list[tuple[str, Position]] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    inner: list[tuple[str, Position]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=False)

    @property
    def here(self) -> Position:
        line, column = self.getpos()
        return Position(shown(self.file), line, column + 1)

    def refuse(self, message: str, place: Position | None = None) -> None:
        self.problems.append(Problem(place or self.here, RULE, message))

    # ---- Elements

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = tag in BLOCKS | INLINE
        if message := self.misplaced(tag):
            self.refuse(message)
        written = "".join(f' {name}="{escape(value)}"' for name, value in self.allowed(tag, attrs if known else []))
        self.pieces.append(f"<{tag}{written}>")
        if tag not in EMPTY:
            self.open.append((tag, self.here))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in EMPTY:
            self.refuse(f"<{tag}/> 的写法在网页里不算结束；请写成 <{tag}></{tag}>")
        self.handle_starttag(tag, attrs)
        if tag not in EMPTY:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in EMPTY:
            self.refuse(f"<{tag}> 没有结束标签，不能写 </{tag}>")
        elif not self.open or self.open[-1][0] != tag:
            opened = f"，要先结束 <{self.open[-1][0]}>" if self.open else ""
            self.refuse(f"</{tag}> 与前面的标签不成对{opened}")
            self.close_up_to(tag)
        else:
            self.open.pop()
            self.pieces.append(f"</{tag}>")

    def close_up_to(self, tag: str) -> None:
        """What was left open inside it was told already."""
        names = [name for name, _ in self.open]
        if tag in names:
            del self.open[len(names) - 1 - names[::-1].index(tag) :]

    def misplaced(self, tag: str) -> str:
        """Why the element may not stand here; empty when it may."""
        above = [name for name, _ in self.open]
        parent = above[-1] if above else ""
        if tag in HEADINGS:
            return f"门户的片段里不能有标题 <{tag}>；标题由页面自己写，次序才不乱"
        if tag not in BLOCKS | INLINE:
            return f"门户的片段里不能用 <{tag}>；只能有文字、列表、表格、链接和图片，不能有脚本、样式和表单"
        if tag in PARENTS and parent not in PARENTS[tag]:
            return f"<{tag}> 只能放在 {'、'.join(f'<{name}>' for name in PARENTS[tag])} 里"
        if parent in CHILDREN and tag not in CHILDREN[parent]:
            return f"<{parent}> 里只能直接放 {'、'.join(f'<{name}>' for name in CHILDREN[parent])}"
        if tag in BLOCKS and (parent == "p" or parent in INLINE):
            return f"<{tag}> 不能放在 <{parent}> 里"
        return "链接里不能再放链接" if tag == "a" and "a" in above else ""

    # ---- Attributes

    def allowed(self, tag: str, attrs: list[tuple[str, str | None]]) -> Iterator[tuple[str, str]]:
        """The attributes as they are published."""
        stated = {name: value or "" for name, value in attrs}
        if len(stated) < len(attrs):
            self.refuse(f"<{tag}> 上有写了两遍的属性")
        if tag == "img" and "alt" not in stated:
            self.refuse('图片没有替代文字；请写 alt（只作装饰的写 alt=""）')
        if tag == "nav" and not stated.get("aria-label", "").strip():
            self.refuse("<nav> 要写 aria-label，说明是哪里的导航")
        for name, value in stated.items():
            if is_handler(name):
                self.refuse(f"<{tag}> 上写着 {name}；门户的片段里不能有脚本")
            elif name not in EVERYWHERE | OWN.get(tag, frozenset()) and not name.startswith("aria-"):
                self.refuse(f"<{tag}> 上不能写 {name}" + ("；样式写在 style 指定的文件里" if name == "style" else ""))
            else:
                yield name, self.value(name, value)

    def value(self, name: str, value: str) -> str:
        if name == "href":
            return self.link(value)
        if name == "src":
            address, problems = self.picture(value, self.here)
            self.problems += problems
            return UP + address
        if name == "id":
            self.take(value)
        return value

    def link(self, value: str) -> str:
        if CONTACT.match(value):
            return value
        if value.startswith("#") or not LINK.match(value):
            self.refuse(f"“{value[:40]}”不能作链接；应是 https:// 开头的网址、/ 开头的门户网址，或本专栏里的网址（如 zfxxgkzn/）")
            return value
        if value.startswith(("http", "/")):
            return value
        self.inner.append((value, self.here))
        return UP + value

    def take(self, id: str) -> None:
        if not id.startswith(ID_START):
            self.refuse(f"id“{id[:40]}”要以 {ID_START} 开头，才不会与页面里的重名")
        if id in self.ids:
            self.refuse(f"id“{id[:40]}”用了两次")
        self.ids.add(id)

    # ---- What stands between them

    def handle_data(self, data: str) -> None:
        if "<" in data:
            self.refuse("“<”开头的标签没有写完；要显示这个符号请写 &lt;")
        if data.strip() and self.open and self.open[-1][0] in CHILDREN:
            self.refuse(f"<{self.open[-1][0]}> 里不能直接写文字")
        self.pieces.append(escape(data, quote=False))

    def handle_entityref(self, name: str) -> None:
        self.handle_charref_text(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_charref_text(f"&#{name};")

    def handle_charref_text(self, reference: str) -> None:
        self.pieces.append(escape(unescape(reference), quote=False))

    def handle_decl(self, decl: str) -> None:
        self.refuse(f"这里要的是一段网页，不是整个网页；请删去 <!{decl[:20]}>")

    def unknown_decl(self, data: str) -> None:
        self.refuse(f"看不懂“<![{data[:20]}”")

    def handle_pi(self, data: str) -> None:
        self.refuse(f"看不懂“<?{data[:20]}”")


def read_fragment(
    text: str, file: Path, picture: Picture, taken: frozenset[str] = frozenset()
) -> tuple[FragmentText, list[Problem]]:
    """The fragment and everything that speaks against it. `taken` are the ids of the other fragment."""
    reading = Reading(file, picture, ids=set(taken))
    reading.feed(text)
    reading.close()
    for tag, place in reading.open:
        reading.refuse(f"<{tag}> 没有结束（缺少 </{tag}>）", place)
    if found := PRIVATE.search(text):
        reading.refuse(f"这里有私用区字符 U+{ord(found[0]):04X}，别人的电脑上看不到；请换成文字", Position(shown(file)))
    html = "".join(reading.pieces).strip()
    return FragmentText(html, frozenset(reading.ids), tuple(reading.inner)), reading.problems
