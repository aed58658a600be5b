"""How documents print the words of the State otherwise: typing errors, other glyphs, other marks, breaks."""

from __future__ import annotations

from collections.abc import Callable

Words = Callable[[str], str]
KANGXI = str.maketrans("一二人文目行生用自心日月比水火田立老", "⼀⼆⼈⽂⽬⾏⽣⽤⾃⼼⽇⽉⽐⽔⽕⽥⽴⽼")
SUPPLEMENT = str.maketrans("长门见车页风马鱼鸟齐母", "⻓⻔⻅⻋⻚⻛⻢⻥⻦⻬⺟")
TRADITIONAL = str.maketrans(
    "业东个为举乡于会体关内写决况减办务动区华单厅县发号后员国处复头实审对属广废开强录总执护报据数无时机权条来构标横没现确秘称稳签类纠纳组织经结统继续维缴罚节范获衔补见规计认议许讼设访诉试询误请负购费转边过这进适采错镇问际隐页项题额制系万当",
    "業東個爲舉鄉於會體關內寫決況減辦務動區華單廳縣發號後員國處復頭實審對屬廣廢開強錄總執護報據數無時機權條來構標橫沒現確祕稱穩簽類糾納組織經結統繼續維繳罰節範獲銜補見規計認議許訟設訪訴試詢誤請負購費轉邊過這進適採錯鎮問際隱頁項題額製係萬當",
)
TYPOS = {
    "总计": "总结",
    "其他结果": "其他其结果",
    "3.危及“三安全一稳定”": "3.危及“三安全一隐患”",
    "本年增/减": "本年增/减处",
    "本年制发件数": "本年发件",
    "行政事业性收费": "行政事业型收费",
    "科研机构": "科研企业",
    "2.其他法律行政法规禁止公开": "2.其他法律行政止公开",
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": "1.逾期不补正",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请": "2.逾期不缴费",
    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）": "（本列）数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
}


def typo(old: str, new: str) -> Words:
    return lambda text: new if text == old else text


def words_spaced(text: str) -> str:
    return "  ".join(text)


def other_spaces(text: str) -> str:
    return "\u3000".join(text[:3]) + "\xa0" + text[3:]


def full_width_marks(text: str) -> str:
    return text.translate(str.maketrans("0123456789./", "０１２３４５６７８９．／"))


def ascii_marks(text: str) -> str:
    return text.translate(str.maketrans("（）．", "()."))


def split_by_break(text: str) -> str:
    return f"{text[: len(text) // 2]}\n{text[len(text) // 2 :]}" if len(text) > 3 else text


def slash_lost(text: str) -> str:
    return text.replace("本年增/减", "本年增/")


def quotes_straight(text: str) -> str:
    return text.replace("“", '"').replace("”", '"')


LABEL_HAZARDS: dict[str, Words] = {
    **{f"typo_{new}": typo(old, new) for old, new in TYPOS.items()},
    "kangxi": lambda text: text.translate(KANGXI),
    "radicals_supplement": lambda text: text.translate(SUPPLEMENT),
    "traditional": lambda text: text.translate(TRADITIONAL),
    "spaces_in_words": words_spaced,
    "other_spaces": other_spaces,
    "full_width_marks": full_width_marks,
    "ascii_brackets": ascii_marks,
    "straight_quotes": quotes_straight,
    "header_split": split_by_break,
    "slash_lost": slash_lost,
}

# In headings and prose too.
EVERYWHERE = (
    "traditional",
    "kangxi",
    "radicals_supplement",
    "spaces_in_words",
    "other_spaces",
    "full_width_marks",
    "ascii_brackets",
)
