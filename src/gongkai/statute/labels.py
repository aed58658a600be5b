"""Labels compared by what they say, not by how a word processor spaced or drew them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# NFKC turns Kangxi radicals (U+2F00–2FDF) into characters, but leaves most of the CJK radicals supplement alone.
RADICALS_AND_PLAIN = (
    "⺀冫⺁厂⺂乙⺃乙⺄乙⺅亻⺆冂⺇几⺈刀⺉刂⺊卜⺋卩⺌小⺍小⺎兀⺏尢⺐尢⺑尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歹⺟母⺠民⺡氵⺢水⺣灬⺤爪⺥爪⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糸⺰纟⺱罒⺲罒"
    "⺳网⺴网⺵网⺶羊⺷羊⺸羊⺹老⺺聿⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃西⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑长⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟饣⻠饣⻡首⻢马⻣骨⻤鬼"
    "⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫齐⻬齐⻭齿⻮齿⻯龙⻰龙⻱龟⻲龟⻳龟"
)
RADICALS = str.maketrans(RADICALS_AND_PLAIN[::2], RADICALS_AND_PLAIN[1::2])
# The traditional characters of the statutory words, as mirrors for readers elsewhere print them, each before its plain one.
TRADITIONAL_AND_PLAIN = (
    "萬万與与專专業业兩两個个為为爲为舉举鄉乡於于產产億亿從从會会傳传體体關关內内寫写決决況况準准減减則则製制辦办務务動动區区單单廳厅縣县參参發发變变號号後后員员團团國国處处復复複复覆复頭头學学實实審审對对導导屬属廣广應应廢废開开強强當当彔录錄录"
    "總总執执護护報报據据數数無无時时術术機机權权條条來来構构標标覈核檔档橫横沒没註注濟济現现電电監监確确種种祕秘積积稱称穩稳簽签籤签類类係系繫系糾纠約约級级納纳組组織织經经結结給给絡络統统繼继續续維维繳缴網网罰罚罷罢職职節节範范獲获銜衔補补見见"
    "規规計计認认讓让議议訊讯許许論论訟讼設设訪访證证評评識识訴诉試试誠诚詢询誤误說说説说請请負负財财責责質质購购費费資资轉转邊边達达過过這这進进適适採采錯错鎮镇長长門门問问間间際际險险隱隐頁页項项須须顧顾題题額额"
)
TRADITIONAL = str.maketrans(TRADITIONAL_AND_PLAIN[::2], TRADITIONAL_AND_PLAIN[1::2])
# A radical is drawn as the character: programs that print to PDF may store the one for the other (U+2F3E is our 户).
AS_CHARACTERS = RADICALS | {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)} | {0x2F3E: "户"}
# All radicals, full-width digits and letters, and the ideographs that Unicode holds twice.
DRAWN_OTHERWISE = AS_CHARACTERS | {
    code: unicodedata.normalize("NFKC", chr(code))
    for first, last in ((0xF900, 0xFAD9), (0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A))
    for code in range(first, last + 1)
}
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


@lru_cache(maxsize=4096)
def squeezed(text: str) -> str:
    """The text without any white space or invisible character.

    >>> squeezed("三、本  年 度 办 理 结 果")
    '三、本年度办理结果'
    """
    return BLANKS.sub("", text)


def plain(text: str) -> str:
    """The text with plain characters for radicals, full-width and traditional ones, each in its place: for matching only.

    >>> plain("⼀、⼯作總體情況２０２２")
    '一、工作总体情况2022'
    """
    return text.translate(DRAWN_OTHERWISE).translate(TRADITIONAL)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """A form for comparing only, never for showing: spacing, widths, brackets, quotation marks and characters made alike.

    >>> fold("（⼀）予以公开") == fold("(一) 予以公开")
    True
    >>> fold("总结") == fold("总计")
    False
    """
    return plain(unicodedata.normalize("NFKC", squeezed(text).translate(RADICALS))).translate(MARKS).lower()
