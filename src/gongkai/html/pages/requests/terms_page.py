"""The page that says until when each step of a request has to be taken, from the day on which it was received."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby

from gongkai.county.addresses import FORM, REQUESTS, TERMS, up_from
from gongkai.county.portal import Site
from gongkai.html.assets import assets
from gongkai.html.blocks import PageBlock, links, page_of, paragraph
from gongkai.html.content import Heading, PageContent
from gongkai.html.elements import chinese_day
from gongkai.html.fragments import fragment
from gongkai.html.pages.requests.form_page import TITLE as FORM_TITLE
from gongkai.statute.request_terms import Deadline, Term, deadline, request_terms
from gongkai.statute.workdays import Workdays

TITLE = "依申请公开的期限"
SAYS = "从收到申请的那一天算起，哪一天以前答复，不服的话哪一天以前申请行政复议、向人民法院起诉。"
RULE = "起算的那一天不算。期限以日、月计的，最后一天放假，顺延到假后第一个工作日。"
KNOWN = (
    "工作日是星期一至星期五，去掉放假的日子，加上调休上班的周末。"
    "下面没有列出的年度，放假通知不在本站的数据里，算出来的日子是暂定的。"
)
UNKNOWN = "本站的数据里没有任何一年的放假通知，算工作日时只去掉周末，算出来的日子是暂定的，以当年的放假通知为准。"
WEEK = "一二三四五六日"
MONTH, DAY = 9, 21  # a request received on this day is answered after the holidays of October
SPAN = 30  # years for which a day may be typed, before and after those of the example


def terms_page(site: Site, workdays: Workdays, year: int) -> PageContent:
    """`year` is that of the worked example: one whose days off are known, if there is any."""
    here = f"{REQUESTS}/{TERMS}"
    received = workdays.next_from(date(year, MONTH, DAY))
    days = example_days(received, workdays)
    shown = view(here, days, workdays)
    # What the tables tell is found on the page about requests, which states it; days were worked out for this page.
    said = (Heading("terms", "各项期限", 2), RULE, Heading("workdays", "放假和调休上班的日子", 2), str(shown["workdays"]))
    blocks = (
        paragraph(SAYS),
        PageBlock(fragment("request-terms", shown), said),
        links("依申请公开", here, [("依申请公开：怎样申请", REQUESTS), (FORM_TITLE, f"{REQUESTS}/{FORM}")]),
    )
    return page_of(TITLE, f"{site.county}{TITLE}：{SAYS}", blocks)


def example_days(received: date, workdays: Workdays) -> Mapping[str, date]:
    """Each step taken on the last day that there is for it, so that the days follow from each other."""
    answer = deadline(request_terms().term("answer"), received, workdays).day
    review = deadline(request_terms().term("reconsideration"), answer, workdays)
    return {"received": received, "consulted": received, "answered": answer, "decided": review.moved or review.day}


def view(here: str, days: Mapping[str, date], workdays: Workdays) -> dict[str, object]:
    starts = request_terms().starts
    received = days["received"]
    told = "；".join(f"{starts[id]} {chinese_day(day)}" for id, day in days.items())
    return {
        "script": up_from(here) + assets()["request-terms"].name,
        "starts": [{"id": id, "name": name} for id, name in starts.items()],
        "first": f"{received.year - SPAN}-01-01",
        "last": f"{received.year + SPAN}-12-31",
        "terms": [term_view(term, days[term.starts], workdays) for term in request_terms().all],
        "example": f"“到哪一天”一列是一个例子：{told}。",
        "rule": RULE,
        "workdays": KNOWN if workdays.years else UNKNOWN,
        "years": [year_view(year, workdays) for year in sorted(workdays.years, reverse=True)],
    }


def term_view(term: Term, start: date, workdays: Workdays) -> dict[str, object]:
    found = deadline(term, start, workdays)
    last = found.moved or found.day
    from_ = f"{request_terms().term(term.after).title}期限届满" if term.after else request_terms().starts[term.starts]
    return {
        "id": term.id,
        "title": term.title,
        "starts": term.starts,
        "after": term.after,
        "number": term.number,
        "unit": term.unit,
        "from": from_,
        "length": term.length,
        "iso": last.isoformat(),
        "day": f"{chinese_day(last)}，星期{WEEK[last.weekday()]}",
        "lines": list(lines(term, found, workdays)),
        "says": term.says,
        "source": term.source,
    }


def lines(term: Term, found: Deadline, workdays: Workdays) -> Iterator[str]:
    """What has to be known of the day: why it is another than was counted, whether it is sure, which days were left out."""
    if found.moved:
        yield f"{chinese_day(found.day)}放假，顺延。"
    if found.unknown:
        yield f"暂定：{'、'.join(map(str, found.unknown))}年的放假通知不在本站的数据里，只去掉了周末。"
    if term.unit != "workday":
        return
    between = [date.fromordinal(day) for day in range(found.start.toordinal() + 1, found.day.toordinal() + 1)]
    if skipped := [day for day in between if workdays.is_off(day)]:
        yield f"不算的{len(skipped)}天：{'、'.join(named(day, workdays) for day in skipped)}。"
    if worked := [day for day in between if day in workdays.work]:
        yield f"周末上班、算工作日的：{'、'.join(map(short, worked))}。"


def named(day: date, workdays: Workdays) -> str:
    name = workdays.names.get(day) or (f"星期{WEEK[day.weekday()]}" if day.weekday() > 4 else "放假")
    return f"{short(day)}（{name}）"


def short(day: date) -> str:
    return f"{day.month}月{day.day}日"


def year_view(year: int, workdays: Workdays) -> dict[str, object]:
    """Of days in a row that have one name, the last says it."""
    own = sorted(day for day in workdays.off if day.year == year)
    off = []
    for name, days in groupby(own, lambda day: workdays.names.get(day, "")):
        found = [{"iso": day.isoformat(), "text": short(day), "name": name, "shown": ""} for day in days]
        off += [*found[:-1], found[-1] | {"shown": name}]
    work = [{"iso": day.isoformat(), "text": short(day)} for day in sorted(workdays.work) if day.year == year]
    return {"year": year, "off": off, "work": work, "notice": workdays.notices.get(year, "")}
