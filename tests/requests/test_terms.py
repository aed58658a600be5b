"""The days on which a request's terms are up: the program, the page's script and a table worked out in another way agree."""

import random
from bisect import bisect_right
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from lxml import html

from gongkai.measure.states import reader
from gongkai.statute.request_terms import deadline, request_terms
from gongkai.statute.workdays import Workdays, read_workdays
from tests.build.county import built, small_county

FOLDER = Path(__file__).parent
PAGE = "ysqgk/qixian/"
FIRST, LAST = date(2024, 6, 1), date(2027, 6, 30)
CHANCE = random.Random(711)
DAYS = [FIRST + timedelta(days=CHANCE.randrange((LAST - FIRST).days)) for _ in range(1000)]
# What the law says, typed anew: from which day, how many, of what.
LAW = {
    "correction": [(7, "working")],
    "answer": [(20, "working")],
    "prolonged": [(20, "working"), (20, "working")],
    "third_party": [(15, "working")],
    "reconsideration": [(60, "days")],
    "court": [(6, "months")],
    "court_after": [(15, "days")],
}


def working_days():
    """Every working day of the years around, one below the other, as one would tick them off on a wall calendar."""
    off, work = set(), set()
    for year in yaml.safe_load((FOLDER / "workdays.yml").read_text("utf-8"))["years"]:
        off |= {str(day)[:10] for day in year[False]}  # YAML 1.1 reads the name so
        work |= {str(day) for day in year["work"]}
    every = (date(2024, 1, 1) + timedelta(days=number) for number in range(365 * 6))
    return [day for day in every if str(day) in work or (day.strftime("%a") not in ("Sat", "Sun") and str(day) not in off)]


CALENDAR = working_days()


def by_the_calendar(start, steps):
    for number, of in steps:
        if of == "working":
            start = CALENDAR[bisect_right(CALENDAR, start) + number - 1]
            continue
        if of == "days":
            end = start + timedelta(days=number)
        else:
            year, month = (
                (start.year, start.month + number) if start.month + number < 13 else (start.year + 1, start.month + number - 12)
            )
            last = start.day
            while not valid(year, month, last):
                last -= 1
            end = date(year, month, last)
        start = next(day for day in CALENDAR if day >= end)
    return start


def valid(year, month, day):
    try:
        return bool(date(year, month, day))
    except ValueError:
        return False


@pytest.fixture(scope="module")
def workdays():
    problems = []
    found = read_workdays(FOLDER, problems)
    assert problems == []
    return found


def test_the_terms_are_those_of_the_law():
    assert {term.id for term in request_terms().all} == set(LAW)


def test_a_thousand_days_of_receipt_equal_the_calendar(workdays):
    for start in DAYS:
        for term in request_terms().all:
            found = deadline(term, start, workdays)
            assert (found.moved or found.day) == by_the_calendar(start, LAW[term.id]), (term.id, start)


def test_the_page_works_out_the_same(browser, county_address):
    """Each day typed into every field, each answer read from the table."""
    with reader(browser) as page:
        page.goto(f"{county_address}/{PAGE}")
        found = page.evaluate(
            """days => days.map(day => {
              document.querySelectorAll('.gk-terms input').forEach(input => { input.value = day; });
              document.querySelector('.gk-terms input').dispatchEvent(new Event('input', {bubbles: true}));
              return Array.from(document.querySelectorAll('[data-term]'), row => [row.dataset.term, row.querySelector('time').dateTime]);
            })""",
            [day.isoformat() for day in DAYS],
        )
    expected = [[[id, by_the_calendar(day, steps).isoformat()] for id, steps in LAW.items()] for day in DAYS]
    assert found == expected


def result(page, term):
    return page.locator(f"[data-term={term}] [data-result]").inner_text()


def test_every_day_off_is_named(browser, county_address):
    with reader(browser) as page:
        page.goto(f"{county_address}/{PAGE}")
        page.fill("input[name=received]", "2026-09-21")
        assert "答复期限：2026年10月26日，星期一" in page.inner_text(".gk-terms__status")
        said = result(page, "answer")
        assert page.inner_text("#terms-caption") == "依申请公开的各项期限，按填写的日子计算"
    for day in ("9月25日（中秋节）", "9月26日（星期六）", "10月1日（国庆节）", "10月7日（国庆节）", "10月25日（星期日）"):
        assert day in said
    assert "10月10日（" not in said
    assert "周末上班、算工作日的：10月10日。" in said
    assert "不算的15天" in said


def test_a_year_without_its_notice_is_said_and_no_day_of_it_sure(browser, county_address):
    with reader(browser) as page:
        page.goto(f"{county_address}/{PAGE}")
        page.fill("input[name=received]", "2026-12-30")
        assert "暂定：2027年的放假通知不在本站的数据里，只去掉了周末。" in result(page, "answer")
        page.fill("input[name=received]", "2026-03-02")
        assert "暂定" not in result(page, "answer")
    assert deadline(request_terms().term("prolonged"), date(2024, 12, 20), Workdays(frozenset([2025]))).unknown == (2024,)


def test_a_last_day_off_is_moved(browser, county_address):
    with reader(browser) as page:
        page.goto(f"{county_address}/{PAGE}")
        page.fill("input[name=answered]", "2026-08-03")
        assert result(page, "reconsideration").split("\n\n")[:2] == ["2026年10月8日，星期四", "2026年10月2日放假，顺延。"]
        assert result(page, "answer") == "没有填日子"


def test_what_is_no_day_is_told(browser, county_address):
    """A browser without fields for days lets anything be typed."""
    with reader(browser) as page:
        page.goto(f"{county_address}/{PAGE}")
        page.eval_on_selector("input[name=received]", "it => { it.type = 'text'; }")
        page.fill("input[name=received]", "2026-02-30")
        assert "收到申请之日不是日期" in page.inner_text(".gk-terms__status")
        assert page.get_attribute("input[name=received]", "aria-invalid") == "true"
        page.fill("input[name=received]", "2026年3月2日")
        assert "答复期限：2026年3月30日" in page.inner_text(".gk-terms__status")


def test_without_a_script_there_is_an_example_and_every_day_off(county_site):
    page = html.parse(str(county_site / PAGE / "index.html"), html.HTMLParser(encoding="utf-8"))
    text = "".join(page.xpath("//main")[0].text_content().split())
    assert "收到申请之日2026年9月21日" in text
    assert page.xpath("//tr[@data-term='answer']//td[@data-result]//time/@datetime") == ["2026-10-26"]
    assert len(page.xpath("//tr[@data-year='2026']/td[@data-off]/time")) == 19
    assert "国办发明电〔2025〕7号" in text


def test_a_county_that_knows_no_days_off_says_so(tmp_path):
    county = small_county(tmp_path)
    built(county)
    text = (county.site / PAGE / "index.html").read_text("utf-8")
    assert "本站的数据里没有任何一年的放假通知" in text
    assert text.count("暂定：") == 7


def test_what_is_no_day_in_the_data_is_told(tmp_path):
    (tmp_path / "workdays.yml").write_text("years:\n  - year: 2026\n    off: [2026-02-30 春节]\n", "utf-8")
    problems = []
    read_workdays(tmp_path, problems)
    assert [(problem.position.line, problem.message) for problem in problems] == [
        (3, "“2026-02-30 春节”不是 2026 年的日期；应像 2026-01-02，后面可以空一格写名目")
    ]
