"""Labels compared by what they say, not by how a word processor spaced or drew them."""

from __future__ import annotations

import re
import unicodedata

# NFKC turns Kangxi radicals (U+2F00–2FDF) into characters, but leaves most of the CJK radicals supplement alone.
RADICALS = str.maketrans(
    "⺀⺁⺃⺄⺅⺈⺊⺋⺌⺍⺏⺕⺖⺗⺘⺙⺛⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺴⺷⺸⺹⺺⺻⺼⺽⺾⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋"
    "⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "冫厂乙乙亻刀卜卩小小尢彐忄心扌攵旡月歹母民氵水灬爪爪丬牛犭王疋目示礻竹糸纟罒罒冈羊羊老聿聿肉臼艹艹虎衤西西见角角讠贝足车"
    "辶辶辶邑钅长镸长门阜阝雨青韦页风飞食食饣饣首马骨鬼鱼鸟卤麦黄黾齐齐齿齿龙龙龟龟龟",
)
MARKS = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "「": '"',
        "」": '"',
        "‘": "'",
        "’": "'",
        "〔": "(",
        "〕": ")",
        "—": "-",
        "–": "-",
        "－": "-",
        "−": "-",
        "﹣": "-",
    }
)
BLANKS = re.compile(r"[\s\u200b-\u200f\u2028-\u202f\u2060\ufeff\u00ad]+")


def squeezed(text: str) -> str:
    """The text without any white space or invisible character.

    >>> squeezed("三、本  年 度 办 理 结 果")
    '三、本年度办理结果'
    """
    return BLANKS.sub("", text)


def fold(text: str) -> str:
    """A form for comparing only, never for showing: spacing, widths, brackets, quotation marks and radicals made alike.

    >>> fold("（⼀）予以公开") == fold("(一) 予以公开")
    True
    >>> fold("总结") == fold("总计")
    False
    """
    return unicodedata.normalize("NFKC", squeezed(text).translate(RADICALS)).translate(MARKS).lower()
