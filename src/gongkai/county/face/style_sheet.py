"""A county's own style sheet: read in the words of CSS, with its escapes, so that nothing in it fetches from elsewhere.

Refused are @import, addresses of other hosts, fonts, what runs in old browsers, and the pages' colours: those are stated in
site.yml, where their contrast is checked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from gongkai.county.face.schemes import LIGHT, schemes
from gongkai.problems import Position, Problem, shown
from gongkai.source.text import place_in

RULE = "face"
Picture = Callable[[str, Position], tuple[str, list[Problem]]]
"""The published address of a picture that is named at that place, and what is wrong with it."""

TOKEN = re.compile(
    r"""(?P<comment>/\*(?:.*?\*/|.*\Z))
    |(?P<string>"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?)
    |(?P<word>@?(?:[\w-]|[^\x00-\x7f]|\\(?:[0-9a-fA-F]{1,6}\s?|[^\n]))+\(?)
    |(?P<other>.)""",
    re.DOTALL | re.VERBOSE,
)
ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
ARGUMENT = re.compile(r"""\s*(?:"([^"\\\n]*)"|'([^'\\\n]*)'|([^\s"'()\\]*))\s*\)""")
CLOSES = {")": "(", "]": "[", "}": "{"}
FORBIDDEN = {
    "@import": "样式里不能用 @import；请把要用的样式写在这个文件里",
    "@charset": "样式里不要写 @charset；文件一律是 UTF-8",
    **dict.fromkeys(("src(", "image(", "image-set(", "-webkit-image-set("), "样式里的图片只能用 url(…)"),
    **dict.fromkeys(("expression(", "behavior", "-moz-binding"), "样式里不能有脚本"),
}


@dataclass
class Sheet:
    """One reading of a sheet."""

    text: str
    file: Path
    picture: Picture
    problems: list[Problem] = field(default_factory=list)
    open: list[tuple[str, int]] = field(default_factory=list)

    def refuse(self, at: int, message: str) -> None:
        self.problems.append(Problem(self.place(at), RULE, message))

    def place(self, at: int) -> Position:
        return place_in(self.text, at, shown(self.file))

    def published(self) -> Iterator[str]:
        """The sheet in pieces, its pictures under their published addresses."""
        at = 0
        while found := TOKEN.match(self.text, at):
            at = found.end()
            if found["word"]:
                piece, at = self.word(found)
                yield piece
                continue
            if found["string"]:
                self.string(found)
            elif found["other"]:
                self.bracket(found)
            elif found["comment"] and not found[0].endswith("*/"):
                self.refuse(found.start(), "注释没有结束（缺少 */）")
            yield found[0]
        for bracket, place in self.open:
            self.refuse(place, f"“{bracket}”没有对应的结束")

    def word(self, found: re.Match[str]) -> tuple[str, int]:
        said = unescaped(found["word"]).lower()
        if said == "url(":
            return self.address(found)
        if message := FORBIDDEN.get(said):
            self.refuse(found.start(), message)
        if said in own_colours() and self.text[found.end() :].lstrip().startswith(":"):
            self.refuse(found.start(), f"样式里不能改 {said}；颜色写在 site.yml 的 face 里，在那里检查对比")
        if said.endswith("("):
            self.open.append(("(", found.start()))
        return found[0], found.end()

    def address(self, found: re.Match[str]) -> tuple[str, int]:
        argument = ARGUMENT.match(self.text, found.end())
        if argument is None:
            self.refuse(found.start(), "url(…) 的写法不对")
            return found[0], found.end()
        name = next((part for part in argument.groups() if part is not None), "")
        if name.startswith("#"):
            return f"url({name})", argument.end()
        address, problems = self.picture(name, self.place(found.start()))
        self.problems += problems
        return f"url({address})", argument.end()

    def string(self, found: re.Match[str]) -> None:
        if len(found[0]) < 2 or found[0][-1] != found[0][0]:
            self.refuse(found.start(), "引号没有成对")

    def bracket(self, found: re.Match[str]) -> None:
        character = found[0]
        if character in CLOSES.values():
            self.open.append((character, found.start()))
        elif character in CLOSES and (not self.open or self.open.pop()[0] != CLOSES[character]):
            self.refuse(found.start(), f"“{character}”前面没有对应的“{CLOSES[character]}”")


def read_sheet(text: str, file: Path, picture: Picture) -> tuple[str, list[Problem]]:
    """The sheet as it is published, and everything that speaks against it."""
    sheet = Sheet(text, file, picture)
    published = "".join(sheet.published())
    return published, sheet.problems


def own_colours() -> frozenset[str]:
    return frozenset(f"--gk-{name}" for name in schemes()[LIGHT])


def unescaped(word: str) -> str:
    r"""
    >>> unescaped(r"u\72 l("), unescaped(r"@\69mport")
    ('url(', '@import')
    """
    return ESCAPE.sub(lambda found: character(found[1]) if found[1] else found[2], word)


def character(digits: str) -> str:
    number = int(digits, 16)
    return chr(number) if 0 < number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF else "\ufffd"
