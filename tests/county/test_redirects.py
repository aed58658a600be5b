"""Old addresses: what an office types into redirects.yml, and what it is told."""

import pytest

from gongkai.county.portal import Site
from gongkai.county.redirects import misled, nginx_map, read_redirects

FACTS = {"county": "示例县", "government": "示例县人民政府", "government_agency": "demo"}
DEPLOYED = Site(**FACTS, column_url="https://www.example.gov.cn/zwgk/")
UNKNOWN = Site(**FACTS)
PAGES = frozenset({"/", "zfxxgknb/", "zfxxgknb/2020/", "zfxxgknb/2020/report.json"})

WRONG = {
    "a loop of one": ("a/: a/", ["1:1: 转来转去没有尽头：a/ → a/"]),
    "a loop of three": (
        "a/: b/\nb/: c/\nc/: a/",
        [
            "1:1: 转来转去没有尽头：a/ → b/ → c/ → a/",
            "2:1: 转来转去没有尽头：b/ → c/ → a/ → b/",
            "3:1: 转来转去没有尽头：c/ → a/ → b/ → c/",
        ],
    ),
    "a way into a loop": ("x/: a/\na/: a/", ["1:1: 转来转去没有尽头：x/ → a/ → a/", "2:1: 转来转去没有尽头：a/ → a/"]),
    "to nowhere": ("a/: zfxxgknb/2019/", ["1:1: 转到的“zfxxgknb/2019/”不在本专栏里"]),
    "from a page that is there": ("zfxxgknb/2020/: zfxxgknb/", ["1:1: “zfxxgknb/2020/”现在有网页，不能再转到别处"]),
    "the same but for its case": ("a/: zfxxgknb/\nA/: zfxxgknb/", ["2:1: “A/”与第 1 行是同一个旧网址（不分大小写）"]),
    "the same twice": ("a/: zfxxgknb/\na/: zfxxgknb/2020/", ["2:1: “a/”写了两次（第一次在第 1 行）；请删去一处"]),
    "the same below the column": ("/zwgk/a/: zfxxgknb/\na/: zfxxgknb/", ["2:1: “a/”与第 1 行是同一个旧网址（不分大小写）"]),
    "to another host": ("a/: https://www.example.org/", ["1:1: “a/”的新网址应是本专栏里的地址，例如 zfxxgknb/2020/"]),
    "to nothing": ("a/: {b: c}", ["1:1: “a/”的新网址应是本专栏里的地址，例如 zfxxgknb/2020/"]),
    "a character that no server reads": (
        "年报/: zfxxgknb/",
        ["1:1: 旧网址“年报/”里只能有字母、数字和 . _ ~ % / ? = & + -；别的字符请照浏览器地址栏写成 %E4 的样子"],
    ),
    "a place without a name": (
        "zfxxgknb/2020/#: zfxxgknb/2020/",
        ["1:1: “zfxxgknb/2020/#”：一个位置移到别处，两边都写成“zfxxgknb/2020/#overview”的样子"],
    ),
    "a list": ("- a/", ["1:1: 这里应是“旧网址: 新网址”，一行一条"]),
}


def read(folder, text, site=DEPLOYED):
    (folder / "redirects.yml").write_text(text, "utf-8")
    redirects, problems = read_redirects(folder, site)
    return redirects.pages, [*problems, *misled(redirects.pages, PAGES)]


def messages(problems):
    return [f"{p.position.line}:{p.position.column}: {p.message}" for p in problems]


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be(case, tmp_path):
    text, expected = WRONG[case]
    assert messages(read(tmp_path, text)[1]) == expected


def test_a_chain_leads_to_its_end_and_each_has_a_page_or_a_line_for_the_server(tmp_path):
    text = "a/: b.html\nb.html: zfxxgknb/2020/\n/zwgk/c: zfxxgknb/\n/art/1.html: zfxxgknb/2020/report.json\nold.doc: ''\n"
    redirects, problems = read(tmp_path, text)
    assert problems == []
    assert {r.old: (r.new, r.page) for r in redirects} == {
        "a/": ("zfxxgknb/2020/", "a/index.html"),
        "b.html": ("zfxxgknb/2020/", "b.html"),
        "c": ("zfxxgknb/", "c/index.html"),
        "/art/1.html": ("zfxxgknb/2020/report.json", ""),
        "old.doc": ("", ""),
    }
    assert nginx_map(redirects, DEPLOYED) == (
        "/zwgk/a/ /zwgk/zfxxgknb/2020/;\n/zwgk/b.html /zwgk/zfxxgknb/2020/;\n/zwgk/c /zwgk/zfxxgknb/;\n"
        "/art/1.html /zwgk/zfxxgknb/2020/report.json;\n/zwgk/old.doc /zwgk/;\n"
    )


def test_without_the_column_s_address_only_pages_lead_on(tmp_path):
    redirects, problems = read(tmp_path, "a/: zfxxgknb/\n/art/1.html: zfxxgknb/\n", UNKNOWN)
    assert [r.old for r in redirects] == ["a/"]
    assert messages(problems) == ["2:1: “/art/1.html”要由服务器转，但 site.yml 没有写 column_url，不知道专栏的路径"]
    assert nginx_map(redirects, UNKNOWN) == ""


def test_no_file_is_no_redirect(tmp_path):
    assert read_redirects(tmp_path, DEPLOYED) == (((), ()), [])
