"""The agencies' pages: what each is, what it publishes, and the way to all of it."""

from lxml import html

from tests.build.county import AGENCIES, built, files_in, write
from tests.documents.county import with_documents
from tests.documents.test_pages import many, words

STATED = AGENCIES.replace(
    "name: 示例县民政局, kind: department",
    "name: 示例县民政局, kind: department, parent: county, duties: 负责社会救助。, contact: {telephone: 0000-0000001, address: 一路1号}",
)


def main_of(site, address):
    return html.parse(str(site / address / "index.html")).getroot().find(".//main")


def test_an_agency_says_what_it_is_and_what_it_publishes(tmp_path):
    county = with_documents(tmp_path)
    write(county.data / "agencies.yml", STATED)
    built(county)
    page = main_of(county.site, "jigou/civil")
    assert words(page.find(".//h1")) == "示例县民政局"
    assert {words(item.find("dt")): words(item.find("dd")) for item in page.find_class("gk-bar")[0]} == {
        "类别": "政府部门",
        "上级机关": "示例县人民政府",
        "通信地址": "一路1号",
        "联系电话": "0000-0000001",
    }
    assert [words(heading) for heading in page.iter("h2")] == ["职责", "公开的文件和信息", "应当公开的事项", "申请公开"]
    line = page.find_class("gk-lines")[0].find(".//a")
    assert (words(line), line.get("href")) == ("一图读懂低保办法", "../../fdzdgknr/wenjian/2022-0001/")
    assert "示例县民政局应当公开的事项有27条" in words(page)


def test_what_is_not_stated_is_left_out(tmp_path):
    county = with_documents(tmp_path)
    built(county)
    page = main_of(county.site, "jigou/east")
    assert [words(heading) for heading in page.iter("h2")] == ["应当公开的事项", "申请公开"]


def test_all_agencies_are_listed_by_kind(tmp_path):
    county = with_documents(tmp_path)
    built(county)
    page = main_of(county.site, "jigou")
    assert [words(part) for part in page.iter("h2", "li")] == [
        *("本级政府", "示例县人民政府", "政府部门", "示例县民政局", "乡镇", "东镇人民政府"),
    ]


def test_an_agency_with_many_documents_leads_to_the_list_of_them_all(tmp_path):
    county = with_documents(tmp_path)
    write(county.data / "documents/many.yml", many(60))
    built(county)
    page = main_of(county.site, "jigou/civil")
    assert len(page.find_class("gk-lines")[0]) == 10
    (everything,) = [link for link in page.iter("a") if "公开的全部" in words(link)]
    assert words(everything) == "示例县民政局公开的全部21件"
    assert (county.site / "jigou/civil" / everything.get("href") / "index.html").is_file()


def test_a_county_with_one_agency_has_no_such_pages(tmp_path):
    county = with_documents(tmp_path)
    write(county.data / "agencies.yml", AGENCIES.splitlines()[0] + "\n")
    for name in ("documents", "catalogue"):
        for file in sorted((county.data / name).rglob("*.yml")):
            file.unlink()
    for folder in [path for path in (county.data / "documents").iterdir() if path.is_dir()]:
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()
    built(county)
    assert not [path for path in files_in(county.site) if path.startswith("jigou/")]
