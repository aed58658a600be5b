"""What a county states of its face in `site.yml`. Files lie in `data/face/` and are named as they lie there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any

from gongkai.county.stated import Words
from gongkai.source.allowed_values import CLOSED, Checked, MadeBy

FOLDER = "face"
HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})\Z")
FILE = re.compile(r"[\w-][\w .-]*(?:/[\w-][\w .-]*)*\Z")
LINK = re.compile(r"(?:https?://[^\s\"'<>/][^\s\"'<>]*|(?!//)(?![\w.+-]*:)[^\s\"'<>\\]+)\Z")


def checked_colour(value: Any) -> str:
    """In six digits and small letters. What YAML takes for a comment is explained: nothing is left of such a colour."""
    if value is None:
        raise ValueError('这里没有读到颜色；颜色要加引号（如 "#0f4c75"），否则从 # 起都算注释')
    if not isinstance(value, str) or not HEX.match(value):
        raise ValueError(f'“{value}”不是颜色；应写成 # 和六位十六进制数，加引号，如 "#0f4c75"')
    digits = value[1:].lower()
    return f"#{digits if len(digits) == 6 else ''.join(digit * 2 for digit in digits)}"


def checked_file(value: str) -> str:
    if not FILE.match(value):
        raise ValueError(f"“{value}”不是 data/{FOLDER} 里的文件名")
    return value


def checked_link(value: str) -> str:
    if not LINK.match(value):
        raise ValueError(f"“{value}”不能作链接；应是 https:// 开头的网址、/ 开头的门户网址，或本专栏里的网址（如 zfxxgkzn/）")
    return value


Colour = Annotated[str, MadeBy(checked_colour)]
FileName = Annotated[Words, Checked(checked_file)]
LinkAddress = Annotated[Words, Checked(checked_link)]


@dataclass(frozen=True, kw_only=True)
class DarkColours:
    """The same three for those who read light on dark; made of the others where they are empty."""

    primary: Colour = ""
    accent: Colour = ""
    bar: Colour = ""

    __pydantic_config__ = CLOSED


@dataclass(frozen=True, kw_only=True)
class Colours:
    """`primary` is for links and lines, `accent` for what must be seen (corrections, a notice), `bar` the ground of the header.

    Empty: the package's own; an empty `bar` is the primary colour. Nobody colours the high contrast that a reader asks for.
    """

    primary: Colour = ""
    accent: Colour = ""
    bar: Colour = ""
    dark: DarkColours = DarkColours()

    __pydantic_config__ = CLOSED


@dataclass(frozen=True, kw_only=True)
class NamedLink:
    """A page of the portal, another site's, or one of this column."""

    name: Words
    address: LinkAddress

    __pydantic_config__ = CLOSED


@dataclass(frozen=True, kw_only=True)
class FooterText:
    """A line of the footer, which may be a link."""

    text: Words
    address: LinkAddress | None = None

    __pydantic_config__ = CLOSED


@dataclass(frozen=True, kw_only=True)
class FaceSettings:
    """`emblem` stands beside the government's name, `name_image` in its place; `style` is a sheet after the package's own.

    `top` and `bottom` are the portal's own fragments of HTML, before the header and after the footer.
    """

    emblem: FileName | None = None
    name_image: FileName | None = None
    colours: Colours = Colours()
    links: tuple[NamedLink, ...] = ()
    footer: tuple[FooterText, ...] = ()
    style: FileName | None = None
    top: FileName | None = None
    bottom: FileName | None = None

    __pydantic_config__ = CLOSED


NO_SETTINGS = FaceSettings()
