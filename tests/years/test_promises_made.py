"""The page of a year's promises: what each agency promised, what was answered, and what still waits."""

from __future__ import annotations

from pathlib import Path

from lxml import html

from gongkai.cli import main
from gongkai.collection import Collection, load_collection
from gongkai.html.pages.history import agency_page
from gongkai.html.pages.promises_made import promises_page
from gongkai.html.pages.years import words_of
from tests.checks.reading import written
from tests.years.test_promises import ANSWER, FIRST, case, entry, texts


def loaded(data: Path) -> Collection:
    collection, problems = load_collection(data)
    assert problems == []
    return collection


def page(collection: Collection, year: int) -> html.HtmlElement:
    assert collection.site
    return html.fromstring(f"<div>{promises_page(collection, collection.site, year).html}</div>")


def test_what_was_answered_and_what_was_not_is_counted(tmp_path: Path) -> None:
    written(case(add=entry("下一步，一是丰富解读形式", ANSWER)), tmp_path)
    tree = page(loaded(tmp_path), 2021)
    assert texts(tree.findall("p"))[0] == (
        "2021年度有1个机关的报告写了下一步怎样改进，共2句：指明了答复的1句，下一年度报告没有逐句指明答复的1句。"
    )
    assert texts(tree.xpath("//ol/li/text()/..")) == [
        f"下一步，一是丰富解读形式；2022年度报告：“{ANSWER}”",
        "二是把任务分到各科室。",
    ]
    assert tree.xpath("//section[h3/@id='jigou-demo']//a/@href") == [
        "../#problems_improvements",
        "../../2022/#problems_improvements",
    ]
    assert tree.find_class("gk-made__waits") == []


def test_the_newest_year_s_promises_wait(tmp_path: Path) -> None:
    written(case(), tmp_path)
    collection = loaded(tmp_path)
    tree = page(collection, 2022)
    waits = texts(tree.find_class("gk-made__waits"))
    assert waits == [f"等答复：本专栏还没有{collection.agencies['demo'].name}2023年度报告。"]
    assert texts(tree.findall("p"))[0].endswith("共1句：等答复的1句。")


def test_a_withdrawn_report_answers_nothing_and_promises_nothing(tmp_path: Path) -> None:
    written(case(add="withdrawn: {date: 2023-05-06, why: 误发, by: 县政府办}\n"), tmp_path)
    collection = loaded(tmp_path)
    assert len(page(collection, 2021).find_class("gk-made__waits")) == 1
    assert collection.site
    assert "gaijin" in words_of(collection, collection.site, 2021)
    assert "gaijin" not in words_of(collection, collection.site, 2022)


def test_a_year_without_a_promise_has_no_page(tmp_path: Path) -> None:
    written(case("解读形式单一"), tmp_path)
    collection = loaded(tmp_path)
    assert collection.site
    assert "gaijin" not in words_of(collection, collection.site, 2021)


def test_the_agency_s_page_leads_to_the_newest_year(tmp_path: Path) -> None:
    written(case(), tmp_path)
    collection = loaded(tmp_path)
    assert collection.site
    tree = html.fromstring(str(agency_page(collection, collection.site, collection.agencies["demo"]).html))
    assert [a.text_content() for a in tree.xpath("//a[contains(@href, 'gaijin')]")] == ["2022年说要改进的，后来怎样"]


def test_an_answer_that_is_named_later_reaches_the_page(tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """The page of a year is made anew when the next year's report changes; the search leads to it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GONGKAI_FONTS", "/nowhere")
    written(case(), tmp_path / "data")
    (tmp_path / "docs").mkdir()
    made = tmp_path / "site/zfxxgknb/2021/gaijin/index.html"
    assert main(["build"]) == 0
    assert FIRST.replace("<b>", "").replace("</b>", "") in made.read_text("utf-8")
    assert ANSWER not in made.read_text("utf-8")
    report = tmp_path / "data/reports/2022/demo/report.yml"
    report.write_text(report.read_text("utf-8") + entry("下一步，一是丰富解读形式；", ANSWER), "utf-8")
    assert main(["build"]) == 0
    assert ANSWER in made.read_text("utf-8")
    assert "zfxxgknb/2021/gaijin" in "".join(
        file.read_text("utf-8") for file in (tmp_path / "site").rglob("*") if file.suffix in (".js", ".json", ".txt", ".xml")
    )
