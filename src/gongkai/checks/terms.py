"""Deputies of a people's congress make 建议 (代表法); 提案 are made by members of the 政协 (政协章程)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checks.prose import passages
from gongkai.checks.wording import quoted
from gongkai.collection import Collection
from gongkai.problems import Problem
from gongkai.reports.report import Report, warning

ID = "terms"
TITLE = "人大“建议”与政协“提案”不混用"
BASIS = "《全国人民代表大会和地方各级人民代表大会代表法》（建议、批评和意见）；《中国人民政治协商会议章程》（提案）"

CONGRESS_MOTION = re.compile(r"人大(?:(?!政协|委员|建议|议案)[^。；，,])*?(?P<word>提案)")


def check(report: Report, collection: Collection) -> Iterator[Problem]:
    for passage in passages(report):
        for found in CONGRESS_MOTION.finditer(passage.text):
            start = found.start("word")
            message = f"{quoted(found[0])}：人大代表提出的是“建议”，“提案”由政协委员提出"
            yield warning(passage.position(start), ID, message, passage.subject(start))
