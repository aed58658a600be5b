"""Old addresses on the built site, and a build that would lose a published one."""

import pytest
from lxml import html

from gongkai.publish.build import preflight

from .conftest import copy_project, run_build

OLD = {"zfxxgknb/2021n/index.html": "../2021/", "nianbao/2021.html": "../zfxxgknb/2021/"}


def test_a_page_stands_at_each_old_address_of_the_column(demo_site):
    for name, href in OLD.items():
        page = html.parse(str(demo_site / name), html.HTMLParser(encoding="utf-8"))
        assert page.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={href}"]
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert page.xpath("//link[@rel='canonical']/@href") == ["https://www.example.gov.cn/zwgk/zfxxgknb/2021/"]
        assert page.xpath("//article//a/@href") == [href]
    assert "2021n" not in (demo_site / "sitemap.xml").read_text("utf-8")


def test_the_server_is_told_as_well_and_the_site_can_be_published(demo_site):
    assert (demo_site / "redirects.map").read_text("utf-8").splitlines() == [
        "/zwgk/zfxxgknb/2021n/ /zwgk/zfxxgknb/2021/;",
        "/zwgk/nianbao/2021.html /zwgk/zfxxgknb/2021/;",
        "/zwgk/zfxxgknb/caizheng/ /zwgk/zfxxgknb/2021/finance/;",
        "/info.aspx?id=17 /zwgk/zfxxgknb/2020/;",
    ]
    assert list(preflight(demo_site)) == []


@pytest.mark.browser
def test_a_browser_goes_on_by_itself_without_a_script(browser, demo_address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{demo_address}/zfxxgknb/2021n/")
    page.wait_for_url("**/zfxxgknb/2021/")
    assert page.locator("h1").inner_text() == "示例县2021年政府信息公开工作年度报告"
    context.close()


LOST = {
    "a published page is gone": (
        "data/addresses.txt",
        "zfxxgknb/2019/\n",
        "data/addresses.txt:24:1: 已公布过的网址“zfxxgknb/2019/”不见了；请恢复，或在 redirects.yml 里写明它现在的网址 [address]",
    ),
    "a redirect to nowhere": (
        "data/redirects.yml",
        "zfxxgknb/2019/: zfxxgknb/2018/\n",
        "data/redirects.yml:1:1: 转到的“zfxxgknb/2018/”不在本专栏里 [redirect]",
    ),
    "a redirect loop": ("data/redirects.yml", "a/: a/\n", "data/redirects.yml:1:1: 转来转去没有尽头：a/ → a/ [redirect]"),
}


@pytest.mark.parametrize("case", LOST)
def test_the_build_stops_and_the_published_site_stays(case, tmp_path):
    name, line, message = LOST[case]
    project, published = copy_project(tmp_path / "p"), tmp_path / "site"
    published.mkdir()
    (published / "index.html").write_text("published before")
    with (project / name).open("a", encoding="utf-8") as file:
        file.write(line)
    done = run_build(project, published, GONGKAI_FONTS="/nowhere")
    assert done.returncode == 1
    errors = [said for said in done.stdout.splitlines() if said.startswith("data/") and "提醒：" not in said]
    assert errors == [message.replace(":24:", f":{(project / name).read_text('utf-8').count(chr(10))}:")]
    assert [path.name for path in published.iterdir()] == ["index.html"]
