"""The title of a year's report as offices print it: whose report it is, and of which year, in whatever order they say it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from gongkai.statute.labels import plain, squeezed

YEAR = r"(?P<year>20\d\d(?!\d)|二[〇○零][〇○零一二三四五六七八九]{2})年?度?"
SUBJECT = r"(?:政府|政务)?信息公开(?:工作|情况)*"
REPORT = r"(?:年度|年|工作|情况|总结|的)*(?:报告|(?<=年)报)"  # 年度报告, 年报, 情况的报告
OWNER = r"(?:关于)?(?P<owner>[^\d\s，。；：:、《》“”\"!?！？>|_]*?)(?:关于)?"
WITH_YEAR = tuple(
    re.compile(shape)
    for shape in (
        rf"{OWNER}{YEAR}{SUBJECT}{REPORT}",
        rf"(?:关于)?{YEAR}{OWNER}{SUBJECT}{REPORT}",
        rf"{OWNER}{SUBJECT}{YEAR}{REPORT}",
        rf"{OWNER}{SUBJECT}{REPORT}[（(\[【〔]?{YEAR}[）)\]】〕]?",
    )
)
WITHOUT_YEAR = re.compile(rf"{OWNER}{SUBJECT}{REPORT}")
OF_A_LETTER = re.compile(r"关于(?:报送|上报|印发|转发|做好|编制|发布|公布)")  # a letter about a report is none
OFFICE = re.compile(
    r"[\u4e00-\u9fff（）()·]{2,30}"
    r"(?:[县市区旗州盟镇乡厅局委办会院所站社队园馆行处]|街道|政府|办公室|中心|集团|学校|公司)"
)
LONGEST = 200  # characters, with the blanks between them
CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


class ReportTitle(NamedTuple):
    """`owner` as the title says it, empty where it names nobody; `year` None where it names none."""

    owner: str
    year: int | None


def report_title(text: str) -> ReportTitle | None:
    """What the title says; None when the text is no title of a year's report.

    >>> report_title("云溪县财政局2023年政府信息公开工作年度报告")
    ReportTitle(owner='云溪县财政局', year=2023)
    >>> report_title("2023年云溪县财政局政府信息公开年报") == report_title("云溪县财政局政府信息公开工作报告（2023年度）")
    True
    >>> report_title("关于报送云溪县2023年政府信息公开工作情况的报告")
    """
    return next(readings(plain(squeezed(text))), None) if len(text) <= LONGEST else None


def is_office(text: str) -> bool:
    """Whether the words are no more than the name of an office.

    >>> is_office("云溪县财政局"), is_office("云溪县财政局发布")
    (True, False)
    """
    return len(text) <= LONGEST and bool(OFFICE.fullmatch(plain(squeezed(text))))


def readings(text: str) -> Iterator[ReportTitle]:
    for shape in WITH_YEAR:
        found = shape.fullmatch(text)
        if found and not OF_A_LETTER.search(text):
            yield ReportTitle(found["owner"], int(found["year"].translate(CHINESE_DIGITS)))
    found = WITHOUT_YEAR.fullmatch(text)
    if found and found["owner"] and not OF_A_LETTER.search(text):
        yield ReportTitle(found["owner"], None)
