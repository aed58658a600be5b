"""Labels compared by what they say, not by how a word processor spaced or drew them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# NFKC turns Kangxi radicals (U+2F00–2FDF) into characters, but leaves most of the CJK radicals supplement alone.
RADICALS = str.maketrans(
    "⺀⺁⺃⺄⺅⺈⺊⺋⺌⺍⺏⺕⺖⺗⺘⺙⺛⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺴⺷⺸⺹⺺⺻⺼⺽⺾⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋"
    "⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "冫厂乙乙亻刀卜卩小小尢彐忄心扌攵旡月歹母民氵水灬爪爪丬牛犭王疋目示礻竹糸纟罒罒冈羊羊老聿聿肉臼艹艹虎衤西西见角角讠贝足车"
    "辶辶辶邑钅长镸长门阜阝雨青韦页风飞食食饣饣首马骨鬼鱼鸟卤麦黄黾齐齐齿齿龙龙龟龟龟",
)
# The traditional characters of the statutory words, as mirrors for readers elsewhere print them.
TRADITIONAL = str.maketrans(
    "後說內個為舉產於從體關決況減則辦務動區單發復複處頭實審對屬廢開強當錄總執護報據數無時權條構標沒現穩稱類糾納組織經結統繼續維繳罰"
    "獲補規計認議許訟設訪訴試詢誤請購費轉過這進錯問間際隱項題額機業學會團應證與縣國來號資萬億級職監鄉鎮廳製範準識門網負責質罷"
    "兩變檔導傳確讓絡財濟險達須顧種給約積評誠論",
    "后说内个为举产于从体关决况减则办务动区单发复复处头实审对属废开强当录总执护报据数无时权条构标没现稳称类纠纳组织经结统继续维缴罚"
    "获补规计认议许讼设访诉试询误请购费转过这进错问间际隐项题额机业学会团应证与县国来号资万亿级职监乡镇厅制范准识门网负责质罢"
    "两变档导传确让络财济险达须顾种给约积评诚论",
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


def simplified(text: str) -> str:
    """
    >>> simplified("不予公開")
    '不予公开'
    """
    return text.translate(TRADITIONAL)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """A form for comparing only, never for showing: spacing, widths, brackets, quotation marks and characters made alike.

    >>> fold("（⼀）予以公开") == fold("(一) 予以公开")
    True
    >>> fold("总结") == fold("总计")
    False
    """
    return simplified(unicodedata.normalize("NFKC", squeezed(text).translate(RADICALS))).translate(MARKS).lower()
