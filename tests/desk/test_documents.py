"""Documents at the desk: found, edited one by one in a form, and taken in from a list that was seen first."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook
from werkzeug.test import TestResponse

from gongkai.cli import main
from gongkai.documents import load_documents
from tests.desk.conftest import Clerk, sat_down, words

LIST = """# 两件
documents:
  - id: 2021-0001
    title: 关于印发《低保办法》的通知  # 照原件
    agency: finance
    document_number: 示财发〔2021〕7号
    kind: 行政规范性文件
    written: 2021-05-20
    published: 2021-05-28
    validity: 有效

  - id: 2021-0002
    title: 解读
    kind: 政策解读
    published: 2021-06-01
    interprets: 2021-0001
"""
FILE = "documents/2021.yml"
TEXT = "documents/2021-0001/text.md"
ONE = "/documents/2021-0001/"


@pytest.fixture
def office(clerk: Clerk) -> Clerk:
    (clerk.data / "documents/2021-0001").mkdir(parents=True)
    (clerk.data / FILE).write_text(LIST, "utf-8")
    (clerk.data / TEXT).write_text("第一段。\n\n第二段。\n", "utf-8")
    return clerk


def text(office: Clerk, file: str = FILE) -> str:
    return (office.data / file).read_bytes().decode()


def type_in(office: Clerk, name: str, now: str, seen: str) -> TestResponse:
    return office.send(ONE, {f"fact.{name}": now, f"seen.{name}": seen})


def test_documents_are_found_by_year_and_words(office: Clerk) -> None:
    assert ONE not in office.look("/documents/").text
    assert ONE in office.look("/documents/?year=2021").text
    page = office.look("/documents/?find=低保").text
    assert ONE in page
    assert "/documents/2021-0002/" not in page
    assert "0 件" in words(office.look("/documents/?find=<b>没有</b>"))
    assert "<b>没有" not in office.look("/documents/?find=<b>没有</b>").text
    for address in ("/documents/2021-0003/", "/documents/..%2f..%2fsite/"):
        assert office.look(address).status_code == 404


@pytest.mark.parametrize(
    "case",
    [
        ("title", "关于印发《低保办法》的通知", "关于低保的通知", "关于印发《低保办法》的通知  #", "关于低保的通知  #"),
        ("validity", "有效", "废止", "validity: 有效", "validity: 废止"),
        ("repealed", "", "2025-01-01", "05-28\n    validity", "05-28\n    repealed: 2025-01-01\n    validity"),
        ("keywords", "", "低保；救助", "validity: 有效\n", "validity: 有效\n    keywords: [低保, 救助]\n"),
        ("agency", "finance", "", "    agency: finance\n", ""),
    ],
)
def test_one_value_is_written_and_nothing_else(office: Clerk, case: tuple[str, str, str, str, str]) -> None:
    name, seen, now, before, after = case
    assert LIST.count(before) == 1
    assert type_in(office, name, now, seen).status_code == 303
    assert text(office) == LIST.replace(before, after)
    office.send(f"{ONE}undo", {})
    assert text(office) == LIST


def test_the_text_is_written_with_its_own_line_ends(office: Clerk) -> None:
    (office.data / TEXT).write_bytes("第一段。\r\n\r\n第二段。\r\n".encode())
    page = office.look(ONE).text
    assert "第一段。" in page.partition('id="fact-text"')[2]
    answer = type_in(office, "text", "第一段。\n\n另一段。\n\n第三段。", "第一段。\n\n第二段。")
    assert answer.status_code == 303
    assert text(office, TEXT) == "第一段。\r\n\r\n另一段。\r\n\r\n第三段。\r\n"
    answer = type_in(office, "text", "", "第一段。\n\n另一段。\n\n第三段。")
    assert (answer.status_code, "正文不能清空" in words(answer)) == (422, True)
    assert "fact.text" not in office.look("/documents/2021-0002/").text


def test_refusals_and_findings_are_the_check_s(office: Clerk) -> None:
    answer = type_in(office, "written", "五月", "2021-05-20")
    assert (answer.status_code, "“五月”不是日期" in words(answer)) == (422, True)
    answer = type_in(office, "title", "", "关于印发《低保办法》的通知")
    assert (answer.status_code, "缺少信息名称" in words(answer)) == (422, True)
    assert text(office) == LIST
    again = sat_down(office.data)
    assert 'value="五月"' in again.look(ONE).text
    again.send(f"{ONE}drop", {})
    type_in(again, "replaced_by", "2020-0009", "")
    place = again.look(ONE).text.partition('id="fact-replaced_by"')[2].partition('id="fact-interprets"')[0]
    assert "2020-0009" in place.partition("gk-desk__finding")[2]


def test_the_second_window_sees_both_values(office: Clerk) -> None:
    type_in(office, "summary", "第一个窗口", "")
    answer = type_in(office, "summary", "第二个窗口", "")
    assert answer.status_code == 422
    assert "文件里是“第一个窗口”，您填的“第二个窗口”还没有写入" in words(answer)
    (office.data / FILE).write_text(text(office).replace("# 两件", "# 两件，编辑器里加的话"), "utf-8")
    assert type_in(office, "summary", "第二个窗口", "第一个窗口").status_code == 303
    assert "编辑器里加的话" in text(office)
    assert "summary: 第二个窗口" in text(office)


# ---- A list


def listed(office: Clerk, **cells: str) -> bytes:
    """The blank list with one document in it."""
    book = load_workbook(io.BytesIO(office.look("/documents/form.xlsx").data))
    sheet = book.worksheets[0]
    heads = {sheet.cell(2, column).value: column for column in range(1, sheet.max_column + 1)}
    for label, value in cells.items():
        sheet.cell(3, heads[label], value)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def upload(office: Clerk, content: bytes, name: str = "清单.xlsx") -> TestResponse:
    fields = {"file": (io.BytesIO(content), name)}
    return office.send("/documents/", fields, content_type="multipart/form-data")  # type: ignore[arg-type]


def token(answer: TestResponse) -> str:
    return answer.text.partition('name="seen" value="')[2].partition('"')[0]


def test_a_list_is_seen_before_it_is_taken_as_the_command_takes_it(office: Clerk, tmp_path: Path) -> None:
    content = listed(office, 信息名称="关于救助的公告", 信息种类="公告", 发布日期="2021-07-01", 附件="无")
    answer = upload(office, content)
    assert "新增 关于救助的公告 （代号 2021-0003）" in words(answer).replace("公告（", "公告 （")
    assert "信息种类： 公示公告" in words(answer)
    assert text(office) == LIST
    shutil.copytree(office.data, tmp_path / "copy/data")
    (tmp_path / "list.xlsx").write_bytes(content)
    assert main(["documents", "import", str(tmp_path / "list.xlsx"), "--data", str(tmp_path / "copy/data")]) == 0
    assert office.send("/documents/", {"do": "take", "seen": token(answer)}).status_code == 303
    assert text(office) == (tmp_path / "copy/data" / FILE).read_text("utf-8")
    assert text(office).startswith(LIST)
    assert [each.id for each in load_documents(office.data)[0].all] == ["2021-0003", "2021-0002", "2021-0001"]


def test_nothing_is_taken_that_was_not_seen(office: Clerk) -> None:
    answer = upload(office, listed(office, 信息名称="公告", 发布日期="2021-07-01"))
    changed = LIST.replace("# 两件", "# 两件，又改过")
    (office.data / FILE).write_text(changed, "utf-8")
    refused = office.send("/documents/", {"do": "take", "seen": token(answer)})
    assert (refused.status_code, "没有写入，请再上传一次" in words(refused)) == (422, True)
    assert text(office) == changed


def test_a_list_that_cannot_be_taken_is_told_and_changes_nothing(office: Clerk) -> None:
    assert "没有选文件" in words(office.send("/documents/", {}))
    for content, said in (
        (b"PK not a workbook", "清单"),
        (listed(office, 信息名称="公告"), "没有成文日期，也没有发布日期"),
        (listed(office, 信息名称="解读", 发布日期="2021-06-01"), "已经有了（2021-0002）"),
    ):
        answer = upload(office, content)
        assert answer.status_code == 422
        assert said in words(answer)
        assert str(office.data.parent) not in answer.text
    assert text(office) == LIST
