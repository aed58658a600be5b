"""No two pages of entries are called the same, in the browser's tab, in the links before and after, and in the search's answers."""

from lxml import html

from gongkai.build.search import prepared_field
from gongkai.html.shells import ShellRenderer
from tests.build.county import built, entry, field_text, small_county, write
from tests.build.test_shells import targets_of

SAME = {"matter": "办事", "submatter": "指南"}
FIELD = "fdzdgknr/elderly-care"


def county_of_same_matters(folder):
    """Two by one publisher, one of them without a number like a third; one that nothing tells apart but its id; one alone."""
    county = small_county(folder, first=3)
    entries = [
        {**entry(1), **SAME, "publisher": "甲局", "number": "'1'"},
        {**entry(2), **SAME, "publisher": "甲局", "number": "'2'"},
        {**entry(4), **SAME, "publisher": "乙局", "number": "'1'"},
        {**entry(5), **SAME, "publisher": "丙局", "number": "'9'"},
        {**entry(6), **SAME, "publisher": "丙局", "number": "'9'"},
        entry(8),
    ]
    write(county.data / "catalogue/elderly-care.yml", field_text("养老服务", entries))
    write(county.data / "catalogue/items/2026.yml", "items: []\n")
    return county


TITLES = {
    "e1": "办事：指南（甲局，序号1）",
    "e2": "办事：指南（甲局，序号2）",
    "e4": "办事：指南（乙局）",
    "e5": "办事：指南（e5）",
    "e6": "办事：指南（e6）",
    "e8": "低保救助：办事指南8",
}


def test_what_tells_entries_apart_is_in_their_titles(tmp_path):
    county = county_of_same_matters(tmp_path)
    built(county)
    read = {id: html.parse(str(county.site / FIELD / id / "index.html")).getroot() for id in TITLES}
    assert {id: page.findtext(".//h1") for id, page in read.items()} == TITLES
    heads = {id: page.findtext(".//title") for id, page in read.items()}
    assert heads == {id: f"{title} - 养老服务 - 示例县人民政府 · 政府信息公开" for id, title in TITLES.items()}
    assert [link.text for link in read["e2"].xpath("//nav[@class='gk-near']//a")] == [TITLES["e1"], TITLES["e4"]]


def test_a_title_of_another_field_is_told_apart_by_the_field(tmp_path):
    county = small_county(tmp_path)
    built(county)
    files = [county.site / f"fdzdgknr/{field}/e1/index.html" for field in ("elderly-care", "social-assistance")]
    of = [html.parse(str(file)).getroot() for file in files]
    assert of[0].findtext(".//h1") == of[1].findtext(".//h1")
    assert of[0].findtext(".//title") != of[1].findtext(".//title")


def test_the_search_calls_them_so_too(tmp_path):
    county = county_of_same_matters(tmp_path)
    targets = targets_of(county, ShellRenderer())[0]
    fields = targets.catalogue.catalogue.fields
    found = (prepared_field(field, targets.catalogue.titles_of(field), (), targets.setting) for field in fields)
    shown = ["".join(part[-1]) for parts in found for part in parts]
    assert [sum(f'"{title}"' in row for row in shown) for title in TITLES.values()] == [1] * len(TITLES)


def rows_of(page):
    """The links of a list by what they show, with the name that a screen reader reads."""
    return [(link.text_content(), link.get("aria-label")) for link in html.parse(str(page)).getroot().xpath("//tbody//a")]


def test_links_of_a_list_that_show_the_same_words_are_called_apart(tmp_path):
    county = county_of_same_matters(tmp_path)
    built(county)
    assert rows_of(county.site / FIELD / "index.html") == [
        ("指南", "指南，办事，甲局，序号1"),
        ("指南", "指南，办事，甲局，序号2"),
        ("指南", "指南，办事，乙局"),
        ("指南", "指南，办事，丙局，序号9，e5"),
        ("指南", "指南，办事，丙局，序号9，e6"),
        ("办事指南8", None),
    ]


def test_in_a_list_of_several_fields_the_field_tells_apart(tmp_path):
    county = small_county(tmp_path)
    built(county)
    names = dict(
        rows_of(county.site / "fdzdgknr/quanbu/index.html")[:1] + rows_of(county.site / "fdzdgknr/quanbu/index.html")[-4:-3]
    )
    assert names == {"办事指南1": "办事指南1，低保救助，养老服务"}
