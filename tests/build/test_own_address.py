"""Where a page says its own address: as a code and in words, or on paper alone, or nowhere."""

import pytest
from lxml import html

from tests.build.county import SITE, built, small_county, write
from tests.codes import codes_in, drawn

PART, ENTRY = "fdzdgknr", "fdzdgknr/elderly-care/e1"
COLUMN = "column_url: https://www.example.gov.cn/zwgk/\n"


def page(county, address):
    return html.parse(str(county.site / address / "index.html"), html.HTMLParser(encoding="utf-8"))


def said(page):
    """What the code says, the words beside it, and those at the foot that are seen on paper only."""
    codes = [code.text for svg in page.xpath("//svg[@class='gk-own-address__code']") for code in codes_in(drawn(svg))]
    words = [element.text_content() for element in page.xpath("//*[@class='gk-own-address__words']")]
    return codes, words, [element.text_content() for element in page.xpath("//*[@class='gk-footer__address']")]


@pytest.mark.parametrize("written", [COLUMN, COLUMN.replace("zwgk/", "zwgk")])
def test_a_part_of_the_column_has_a_code_and_an_entry_words_on_paper(tmp_path, written):
    county = small_county(tmp_path)
    write(county.data / "site.yml", SITE.replace(COLUMN, written))
    built(county)
    part, entry = f"https://www.example.gov.cn/zwgk/{PART}/", f"https://www.example.gov.cn/zwgk/{ENTRY}/"
    assert page(county, PART).xpath("//link[@rel='canonical']/@href") == [part]
    assert said(page(county, PART)) == ([part], [part], [])
    assert page(county, ENTRY).xpath("//link[@rel='canonical']/@href") == [entry]
    assert said(page(county, ENTRY)) == ([], [], [f"本页网址：{entry}"])


def test_a_column_that_does_not_know_its_address_shows_none(tmp_path):
    county = small_county(tmp_path)
    write(county.data / "site.yml", SITE.replace(COLUMN, ""))
    built(county)
    assert said(page(county, PART)) == said(page(county, ENTRY)) == ([], [], [])
