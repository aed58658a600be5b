"""Fonts whose letters are letters. Any other may draw 5 as a bell, or, where the file brings it along, as 8."""

from __future__ import annotations

import re

from lxml import etree

from gongkai.imports.readers.docx_colors import Palette
from gongkai.imports.readers.docx_names import W, value_of

SYMBOL_LETTERS = ("02", "2")
PICTURES = "05"  # the first two digits of a font's classification (PANOSE) where it draws pictures
LATIN = {
    *("times new roman", "times", "arial", "arial narrow", "arial black", "arial unicode ms", "calibri", "calibri light"),
    *("cambria", "cambria math", "candara", "consolas", "constantia", "corbel", "courier", "courier new", "georgia", "helvetica"),
    *("helvetica neue", "tahoma", "trebuchet ms", "verdana", "segoe ui", "century", "century gothic", "garamond", "palatino"),
    *("palatino linotype", "book antiqua", "bookman old style", "franklin gothic book", "franklin gothic medium", "lucida sans"),
    *("lucida sans unicode", "lucida console", "microsoft sans serif", "ms sans serif", "aptos", "aptos display", "open sans"),
    *(
        "roboto",
        "noto sans",
        "noto serif",
        "dejavu sans",
        "dejavu serif",
        "liberation sans",
        "liberation serif",
        "liberation mono",
        "nimbus roman no9 l",
    ),
    *("nimbus roman", "nimbus sans", "sans-serif", "serif", "monospace", "ubuntu", "lato", "menlo", "monaco", "gill sans mt"),
    *(
        "minion pro",
        "myriad pro",
        "cumberland",
        "thorndale",
        "albany",
        "system",
        "fixedsys",
        "terminal",
        "modern",
        "roman",
        "swiss",
    ),
}
CHINESE = re.compile(
    r"(?:simsun|nsimsun|simhei|simkai|simfang|kaiti|fangsong|songti|heiti|dengxian|youyuan|lisu|stsong|stheiti|stkaiti|stfangsong"
    r"|stzhongsong|stxihei|microsoft yahei|microsoft jhenghei|pingfang|noto (?:sans|serif)(?: mono)? cjk|noto (?:sans|serif) sc"
    r"|source han (?:sans|serif)|wenquanyi|ar pl|wps (?:song|hei)|hiragino|mingliu|pmingliu|dfkai-sb"
    r"|ms gothic|ms mincho"
    r"|ms pgothic|ms pmincho|ms ui gothic|meiryo|yu gothic|yu mincho|malgun gothic|gulim|batang|dotum|mongolian baiti"
    r"|fz(?:xb|xiaobiao|fang|fs|hei|ht|kai|kt|shu|ss|lth|lty|zz|dh|xdx|dbs|cs)[a-z0-9_]*|hy(?:song|hei|kai|fang)[a-z0-9_]*)"
    r"(?:[-_ ][a-z0-9 _-]*)?(?:[0-9a-z]*)"
)
IDEOGRAPH = re.compile(r"[\u4e00-\u9fff]")
TYPEFACE = re.compile(r"宋|黑|楷|仿|明|圆|等线|隶|魏|苹方|幼|細|细|體|体|ゴシック")
PICTURESQUE = re.compile(r"花|条码|条形|符号|图|篆|盲|甲骨|印|饰|码|圈|表情|标志")
USUAL = "Times New Roman"  # where nobody names one
AT = "@"  # before the name of a font that lies on its side


class Fonts:
    """Which of the document's fonts can be trusted; `table` is the part that describes them."""

    def __init__(self, table: etree._Element | None, palette: Palette) -> None:
        self.theme = palette.fonts
        self.described: dict[str, list[etree._Element]] = {}
        for font in table.iter(f"{W}font") if table is not None else ():
            self.described.setdefault(plain(font.get(f"{W}name", "")), []).append(font)

    def are_letters(self, fonts: etree._Element | None, text: str) -> bool:
        """Whether the run's fonts (`w:rFonts`) draw this text as it is written."""
        if fonts is None:
            return self.is_trusted(USUAL)
        slots = {"ascii"} if text.isascii() else {"ascii", "hAnsi", "eastAsia"}
        slots |= {"cs"} if fonts.get(f"{W}hint") == "cs" else set()
        return all(self.is_trusted(self.named(fonts, slot) or USUAL) for slot in slots)

    def named(self, fonts: etree._Element, slot: str) -> str:
        theme = fonts.get(f"{W}{slot}Theme")
        if theme is not None and self.theme:
            return self.theme.get(theme, "?")
        return fonts.get(f"{W}{slot}", "")

    def is_trusted(self, name: str) -> bool:
        return has_letters(name) and all(is_plain(font) for font in self.described.get(plain(name), ()))


def is_plain(font: etree._Element) -> bool:
    """Neither embedded nor of symbols, nor to be replaced by such a font."""
    embedded = any(str(child.tag).startswith(f"{W}embed") for child in font)
    letters, kind, other = (font.find(f"{W}{name}") for name in ("charset", "panose1", "altName"))
    symbols = value_of(letters) in SYMBOL_LETTERS or value_of(kind).startswith(PICTURES)
    return not embedded and not symbols and all(has_letters(name) for name in value_of(other).split(",") if name.strip())


def plain(name: str) -> str:
    return name.strip().lower()


def has_letters(name: str) -> bool:
    """Whether a font of this name has the letters and digits that are written.

    >>> [has_letters(name) for name in ("仿宋_GB2312", "Times New Roman", "方正小标宋简体", "Wingdings", "方正花边", "@宋体")]
    [True, True, True, False, False, False]
    """
    if ";" in name:  # each may be taken
        return all(has_letters(one) for one in name.split(";") if one.strip())
    known = plain(name)
    if known.startswith(AT):
        return False
    if IDEOGRAPH.search(known) or "ゴシック" in known:
        return bool(TYPEFACE.search(known)) and not PICTURESQUE.search(known)
    return known in LATIN or CHINESE.fullmatch(known) is not None
