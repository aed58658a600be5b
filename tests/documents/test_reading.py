"""Documents as an office types them, and what is said of what cannot be read."""

import pytest

from gongkai.checks import document_files
from gongkai.collection import load_collection
from gongkai.documents import is_in_force, item_of, load_documents
from gongkai.documents.writing import added_to, document_text, free_ids
from gongkai.problems import errors
from tests.documents.county import LIST, with_documents


@pytest.fixture
def documents(tmp_path):
    found, problems = load_documents(with_documents(tmp_path).data)
    assert problems == []
    return found


def test_the_newest_comes_first_and_a_folder_gives_text_and_attachments(documents):
    assert [document.id for document in documents.all] == ["2022-0001", "2021-0002", "2016-0003"]
    new = documents.by_id["2021-0002"]
    assert new.text.startswith("各乡镇人民政府：")
    assert [file.name for file in new.files] == ["text.md", "申请表.csv"]
    assert new.keywords == ("低保", "社会救助")


def test_what_replaced_what_is_known_from_either_side(documents):
    old, new = documents.by_id["2016-0003"], documents.by_id["2021-0002"]
    assert documents.successor(old) == new
    assert documents.predecessors["2021-0002"] == (old,)
    assert [each.id for each in documents.interpreted["2021-0002"]] == ["2022-0001"]
    assert (is_in_force(old), is_in_force(new)) == (False, True)


def test_a_kind_says_the_item_of_the_article_and_a_document_may_say_another(tmp_path):
    data = with_documents(tmp_path).data
    file = data / "documents/2022.yml"
    file.write_text(file.read_text("utf-8") + "    item: 3\n", "utf-8")
    documents, _ = load_documents(data)
    assert [item_of(document) for document in documents.all] == [3, 1, 1]


CASES = {
    "an id that can stand in no address": (
        "id: 2016-0003",
        "id: 文件一",
        "2021.yml:2:9: 代号 id“文件一”只能用小写字母、数字和连字符",
    ),
    "an id that is a list's": ("id: 2016-0003", "id: quanbu", "2021.yml:2:9: “quanbu”在网址里另有所指，不能作文件代号；请换一个"),
    "an id that Windows keeps": ("id: 2016-0003", "id: com1", "2021.yml:2:9: “com1”是 Windows 的设备名"),
    "no title": ("    title: 低保办法（试行）\n", "", "2021.yml:2:5: 缺少信息名称 title"),
    "a day that is none": ("written: 2016-03-01", "written: 2016年3月1日", "2021.yml:9:14: “2016年3月1日”不是日期"),
    "a name that is not known": ("topic: 民政", "topics: 民政", "2021.yml:8:13: 不认识“topics”；请检查拼写"),
}


@pytest.mark.parametrize("name", CASES)
def test_what_cannot_be_read_is_told_with_its_place(tmp_path, name):
    typed, instead, said = CASES[name]
    data = with_documents(tmp_path).data
    file = data / "documents/2021.yml"
    file.write_text(LIST.replace(typed, instead, 1), "utf-8")
    _, problems = load_documents(data)
    assert said in str(problems[0]), problems


def test_an_id_stands_once_and_a_folder_belongs_to_a_document(tmp_path):
    data = with_documents(tmp_path).data
    file = data / "documents/2022.yml"
    file.write_text(file.read_text("utf-8").replace("2022-0001", "2016-0003"), "utf-8")
    (data / "documents/2019-0001").mkdir()
    _, problems = load_documents(data)
    lines = [str(problem).rpartition("/data/")[2] for problem in errors(problems)]
    assert "documents/2021.yml:2:9）；代号是网址，不能重复" in lines[0].replace("data/", "") or "代号“2016-0003”写了两次" in str(
        problems[0]
    )
    assert "没有哪条文件的代号是“2019-0001”" in str(problems[1])


def test_a_text_with_a_lying_character_is_refused(tmp_path):
    data = with_documents(tmp_path).data
    (data / "documents/2021-0002/text.md").write_text("收到\u202e4782\u202c件。\n", "utf-8")
    _, problems = load_documents(data)
    assert "text.md:1:3" in str(problems[0])


def test_a_list_grows_at_its_end_and_stays_as_it_was_typed(documents):
    typed = f"# 县政府办公室 2021 年\n{LIST}"
    grown = added_to(typed, [documents.by_id["2022-0001"]])
    assert grown.startswith(typed)
    assert grown.removeprefix(typed) == document_text(documents.by_id["2022-0001"]) + "\n"
    assert list(free_ids(documents, [2021, 2021, 2030])) == ["2021-0003", "2021-0004", "2030-0001"]


def test_a_link_to_a_file_elsewhere_is_not_published(tmp_path):
    data = with_documents(tmp_path).data
    outside = tmp_path / "outside.txt"
    outside.write_text("不是这件文件的\n", "utf-8")
    for name in ("text.md", "申请表.csv"):
        (data / "documents/2021-0002" / name).unlink()
        (data / "documents/2021-0002" / name).symlink_to(outside)
    collection, _ = load_collection(data)
    told = [problem.message for problem in document_files.check(collection)]
    assert told == ["附件“申请表.csv”是指向别处的链接；请放文件本身", "text.md 是指向别处的链接；请放文件本身"]
