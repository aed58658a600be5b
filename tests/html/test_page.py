"""A report's page, read as a visitor reads it."""

import pytest
from lxml import html

from gongkai.collection import load_collection
from gongkai.html.elements import Download
from gongkai.html.page_labels import report_labels, site_labels
from gongkai.html.pages.report import report_page
from gongkai.statute.formats import formats
from tests.checks.reading import written

ALL_ZERO = ", ".join(f"{column.id}: 0" for column in formats()["2021"].table("requests").leaf_columns)
OPTIONAL_ROWS = [f"{row}: {{{ALL_ZERO}}}" for row in ("other_not_corrected", "other_fee_unpaid")]

ACCEPTED = """
accepted:
  - {rule: sum-of-parts, subject: figures.disclosed, reason: 口径不同, by: 县政府办公室, date: 2021-02-01, note: 总数未含办事指南。}
  - {rule: plausibility, subject: licensing.administrative_licensing.decisions, reason: 已核, by: 县政府办公室, note: 由市级统计。}
  - {rule: terms, subject: sections.overview, reason: 原文如此, by: 县政府办公室}
"""


@pytest.fixture
def page_of(tmp_path):
    def make(case):
        data = tmp_path / "data"
        written(case, data)
        collection, problems = load_collection(data)
        assert problems == []
        return report_page(collection.reports[0], [Download("report.json", "JSON 数据", "供程序读取")])

    return make


def tree(page):
    return html.fromstring(f"<main>{page.html}</main>")


def cells(page, table):
    """Each row of a table as the texts of its data cells."""
    return [
        [cell.text_content() for cell in row.iterfind("td")]
        for row in tree(page).iterfind(f".//*[@id='table-{table}']//tbody/tr")
    ]


def test_the_office_s_note_stands_beside_the_figure_and_below(page_of):
    page = tree(page_of({"add": ACCEPTED}))
    figure = page.find(".//data[@id='figure-disclosed']")
    assert figure.text == "2874"
    assert figure.getnext().text == "校注1"
    cell = page.xpath("//*[@id='table-licensing']//tbody/tr[1]/td[3]")[0]
    assert cell.text_content() == "8122校注2"
    notes = [note.text_content() for note in page.iterfind(".//section[@class='gk-notes']//li")]
    assert notes == ["总数未含办事指南。（县政府办公室，2021年2月1日）", "由市级统计。（县政府办公室）"]


def test_without_a_note_there_is_no_place_for_notes(page_of):
    assert tree(page_of({})).find(".//section[@class='gk-notes']") is None


def test_blank_stroke_and_nought_are_three_things(page_of):
    address = "licensing.administrative_licensing."
    page = page_of({"cells": {address + "items_last_year": None, address + "items_change": '"/"', address + "decisions": 0}})
    assert cells(page, "licensing")[0] == ["", "/", "0"]


def test_a_true_minus_and_the_words_for_it(page_of):
    page = page_of({})
    assert cells(page, "licensing")[0] == ["420", "−39", "8122"]
    sentences = tree(page).find(".//section[@class='gk-key']").text_content()
    assert "行政许可上一年 420 项，本年减少 39 项；处理决定 8122 件。" in sentences.replace("\n", "")


def test_a_table_that_the_prose_does_not_place_stands_at_the_end_of_its_section(page_of):
    page = tree(page_of({"edit": {'{{ table("requests") }}': ""}}))
    section = page.find(".//section[@aria-labelledby='requests']")
    assert section.getchildren()[-1].get("id") == "table-requests"


def test_a_table_of_noughts_says_so_first_and_stays_whole(page_of):
    page = page_of({"zero": "requests"})
    table = tree(page).find(".//*[@id='table-requests']")
    assert table.find("p").text == "本表共 161 个数，全部为 0。"
    assert sum(map(len, cells(page, "requests"))) == 161


def test_the_form_of_2021_has_twenty_five_rows(page_of):
    assert len(cells(page_of({"base": "2021"}), "requests")) == 25


def test_the_older_one_row_form_of_other_handling_has_twenty_three(page_of):
    left_out = dict.fromkeys(OPTIONAL_ROWS, "")
    page = page_of({"base": "2021", "edit": left_out, "add": "\nlabels:\n  requests.other_handling: （六）其他处理\n"})
    assert len(cells(page, "requests")) == 23
    heads = [head.text for head in tree(page).iterfind(".//*[@id='table-requests']//tbody//th")]
    assert heads.count("（六）其他处理") == 1
    assert "3.其他" not in heads


def test_what_an_office_types_is_never_markup(page_of):
    page = page_of({"edit": {"现将年度报告随文报来，请予审定。": "'<img src=x onerror=alert(1)>&amp;'"}})
    assert "<img" not in page.html
    assert "&lt;img src=x onerror=alert(1)&gt;&amp;amp;" in page.html


def test_a_correction_says_what_stood_there(page_of):
    revision = """
revisions:
  - {date: 2021-06-01, cell: licensing.administrative_licensing.decisions, was: 0, now: 8122, why: 漏报。, by: 县政府办公室}
"""
    page = tree(page_of({"add": revision}))
    assert page.find(".//section[@class='gk-corrections']//li").text_content() == (
        "2021年6月1日：行政许可 › 处理决定数量由“0”改为“8122”。漏报。（县政府办公室）"
    )


def test_page_labels_are_exact(tmp_path):
    data = tmp_path / "data"
    written({}, data)
    collection, _ = load_collection(data)
    labels = site_labels(collection.site) | report_labels(collection.reports[0], "说明")
    assert labels["PubDate"] == "2021-01-28 09:30"
    assert labels["ContentSource"] == collection.reports[0].agency_name
    assert set(labels) == {
        "SiteName",
        "SiteDomain",
        "SiteIDCode",
        "ArticleTitle",
        "PubDate",
        "ContentSource",
        "Keywords",
        "Description",
    }
