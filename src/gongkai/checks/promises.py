"""What last year's report promised to mend is answered in this year's, sentence by sentence (条例 art. 50).

Asked of a report that is ready; one that was public stands as it is. The answer is a quotation of this report.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gongkai.checks.wording import quoted
from gongkai.collection import Collection
from gongkai.problems import Problem
from gongkai.reports.promises import SECTION, Promise, answered, key, says
from gongkai.reports.report import Report, warning
from gongkai.reports.state import State
from gongkai.source.editing import in_flow

ID = "promise"
TITLE = "上一年说要改进的，这一年逐条有答复"
BASIS = "《条例》第五十条（政府信息公开工作存在的主要问题及改进情况）"


def check(report: Report, collection: Collection) -> Iterator[Problem]:
    earlier = collection.before(report)
    made = answered(report, earlier) if earlier else ()
    yield from matching_nothing(report, made)
    if report.state is State.READY:
        yield from (open_promise(report, promise) for promise in made if not promise.answer)


def matching_nothing(report: Report, made: tuple[Promise, ...]) -> Iterator[Problem]:
    known = {key(promise.text) for promise in made}
    for number, entry in enumerate(report.envelope.promises):
        here = report.position("promises", number)
        if key(entry.made) not in known:
            message = f"{report.year - 1} 年度报告里没有说要改进{quoted(entry.made)}；请照原句写，或删去"
            yield warning(here, ID, message, "promises")
        elif not says(report, entry.answered):
            yield warning(here, ID, f"本报告的正文里没有{quoted(entry.answered)}这句话；请照正文写", "promises")


def open_promise(report: Report, promise: Promise) -> Problem:
    section = report.narrative.section(SECTION)
    here = section.position if section else report.position("promises")
    message = f"{report.year - 1} 年度报告说过{quoted(promise.text)}，没有指明本报告用哪一句话答复"
    paste = ("promises", f"- {{made: {in_flow(promise.text)}, answered: }}")
    return replace(warning(here, ID, message, f"promises.{promise.number}"), paste=paste)
