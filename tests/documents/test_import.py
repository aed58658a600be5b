"""Lists and folders of an office, read into documents and given back."""

import shutil

import openpyxl
import pytest
from docx import Document as WordFile

from gongkai.cli import main
from gongkai.collection import load_collection
from gongkai.documents.document import document_values
from gongkai.imports.placing.document_body import body_of
from gongkai.imports.readers.docx import read_docx
from gongkai.imports.readers.txt import read_txt
from gongkai.problems import errors
from tests.build.county import AGENCIES, SITE, write
from tests.documents.county import with_documents

HEAD = (
    "序号",
    "标题",
    "发文机关",
    "发文字号",
    "栏目",
    "发文日期",
    "公开时间",
    "是否有效",
    "主题词",
    "原文件",
    "附件",
    "被代替",
    "科室",
)
ROWS = (
    (
        "1",
        "临时救助办法",
        "示例县人民政府",
        "示政发〔2020〕5号",
        "规范性文件",
        "2020年3月1日",
        "2020-03-05",
        "现行有效",
        "临时救助；低保",
        "办法.txt",
        "表.csv",
        "",
        "办公室",
    ),
    (
        "2",
        "关于停止执行的通知",
        "民政局",
        "示民发〔2020〕6号",
        "政府文件",
        "2020/3/2",
        "2020.3.6",
        "现行有效",
        "",
        "",
        "",
        "",
        "",
    ),
    (
        "3",
        "临时救助试行办法",
        "示例县人民政府",
        "示政发〔2015〕1号",
        "规范性文件",
        "2015-01-02",
        "",
        "已废止",
        "",
        "",
        "",
        "示政发〔2020〕5号",
        "",
    ),
)
TEXT = "示例县人民政府文件\n\n示政发〔2020〕5号\n\n临时救助办法\n\n各乡镇人民政府：\n\n一、对象\n\n1. 遭遇火灾的家庭，每户*不超过*2000元。\n\n示例县人民政府\n\n2020年3月1日\n"


@pytest.fixture
def office(tmp_path, monkeypatch):
    write(tmp_path / "data/site.yml", SITE)
    write(tmp_path / "data/agencies.yml", AGENCIES.replace("name: 示例县民政局", "name: 示例县民政局, short: 民政局"))
    write(tmp_path / "文件/办法.txt", TEXT)
    write(tmp_path / "文件/表.csv", "姓名\n")
    listed(tmp_path / "清单.xlsx", HEAD, *ROWS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def listed(file, *rows):
    book = openpyxl.Workbook()
    book.active.append(("示例县人民政府公开文件清单",))
    for row in rows:
        book.active.append(row)
    book.save(file)


def documents(office):
    collection, problems = load_collection(office / "data")
    assert errors(problems) == []
    return collection.documents


def said(document):
    return {name: value for name, value in document_values(document) if value}


def test_a_list_is_read_with_the_words_that_an_office_uses(office, capsys):
    assert main(["documents", "import", "清单.xlsx", "--files", "文件"]) == 0
    told = capsys.readouterr()
    assert told.out == "清单.xlsx: 提醒：工作表“Sheet”M2：“科室”这一列没有读入 [import]\n"
    assert told.err == (
        "已读入 3 件，写在 data/documents（2015.yml 1 件、2020.yml 2 件）\n请对照原件核对，再运行 gongkai check\n"
        "要收回这一次：gongkai documents remove 2015-0001 2020-0001..2020-0002\n"
    )
    assert [said(document) for document in documents(office).all] == [
        {
            "id": "2020-0002",
            "title": "关于停止执行的通知",
            "agency": "civil",
            "document_number": "示民发〔2020〕6号",
            "kind": "其他文件",
            "written": "2020-03-02",
            "published": "2020-03-06",
            "validity": "有效",
        },
        {
            "id": "2020-0001",
            "title": "临时救助办法",
            "agency": "county",
            "document_number": "示政发〔2020〕5号",
            "kind": "行政规范性文件",
            "written": "2020-03-01",
            "published": "2020-03-05",
            "validity": "有效",
            "keywords": ("临时救助", "低保"),
            "attachments": ("表.csv",),
        },
        {
            "id": "2015-0001",
            "title": "临时救助试行办法",
            "agency": "county",
            "document_number": "示政发〔2015〕1号",
            "kind": "行政规范性文件",
            "written": "2015-01-02",
            "validity": "废止",
            "replaced_by": "2020-0001",
        },
    ]


def test_the_text_of_a_file_stands_as_it_is_typed(office):
    main(["documents", "import", "清单.xlsx", "--files", "文件"])
    assert (office / "data/documents/2020-0001/text.md").read_text("utf-8") == (
        "各乡镇人民政府：\n\n## 一、对象\n\n1\\. 遭遇火灾的家庭，每户\\*不超过\\*2000元。\n\n示例县人民政府\n\n2020年3月1日\n"
    )


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_is_given_back_is_what_was_taken_in(office, kind):
    assert main(["documents", "import", "清单.xlsx", "--files", "文件"]) == 0
    before = {path.relative_to(office / "data"): path.read_bytes() for path in (office / "data").rglob("*") if path.is_file()}
    assert main(["documents", "export", kind]) == 0
    shutil.move(office / "data/documents", office / "before")
    assert main(["documents", "import", f"export/documents.{kind}", "--files", "before"]) == 0
    after = {path.relative_to(office / "data"): path.read_bytes() for path in (office / "data").rglob("*") if path.is_file()}
    assert after.keys() == before.keys()
    assert [said(one) for one in documents(office).all] == sorted_by_day(before, office)
    assert main(["documents", "export", kind, "--into", "again"]) == 0
    assert (office / f"again/documents.{kind}").read_bytes() == (office / f"export/documents.{kind}").read_bytes()


def sorted_by_day(files, office):
    folder = office / "as-before"
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return [said(one) for one in load_collection(folder)[0].documents.all]


def test_three_hundred_are_read_at_once(office):
    rows = [
        (
            n,
            f"通知{n}",
            "民政局",
            f"示民发〔{2010 + n % 10}〕{n}号",
            "政府文件",
            f"{2010 + n % 10}-03-{1 + n % 28}",
            "",
            "现行有效",
        )
        for n in range(1, 301)
    ]
    listed(office / "三百.xlsx", HEAD[:8], *rows)
    assert main(["documents", "import", "三百.xlsx"]) == 0
    assert len(documents(office)) == 300
    assert sorted(path.name for path in (office / "data/documents").iterdir()) == [f"{year}.yml" for year in range(2010, 2020)]


def test_a_document_is_not_taken_in_twice(office, capsys):
    main(["documents", "import", "清单.xlsx", "--files", "文件"])
    capsys.readouterr()
    assert main(["documents", "import", "清单.xlsx", "--files", "文件"]) == 1
    assert "“临时救助办法”已经有了（2020-0001）；不会再读入一次" in capsys.readouterr().out


def test_nor_is_its_own_file_taken_in_after_its_row(office, capsys):
    main(["documents", "import", "清单.xlsx", "--files", "文件"])
    assert main(["documents", "import", "文件", "--agency", "县政府", "--kind", "规范性文件"]) == 1
    assert "“临时救助办法”已经有了（2020-0001）；不会再读入一次" in capsys.readouterr().out


def test_what_clerks_often_write_is_understood(office):
    row = ("1", "通知甲", "县政府", "示政发〔2020〕9号", "通知", "20200301", "", "作废")
    listed(office / "清单.xlsx", HEAD[:8], row)
    assert main(["documents", "import", "清单.xlsx"]) == 0
    (found,) = documents(office).all
    assert (found.agency, found.kind, str(found.written), found.validity) == ("county", "其他文件", "2020-03-01", "废止")


WRONG = {
    "an agency that nobody knows": ({2: "水务局"}, "“Sheet”C3：agencies.yml 里没有“水务局”这个机构；请先把它写进 agencies.yml"),
    "a slip in an agency's name": ({2: "示例县民证局"}, "没有“示例县民证局”这个机构；是不是“示例县民政局”？"),
    "half of an agency's name": ({2: "东镇政府"}, "没有“东镇政府”这个机构；是不是“东镇”？"),
    "a kind that nobody knows": ({4: "文书"}, "“Sheet”E3：没有“文书”这个种类；可以写行政规范性文件、"),
    "a day that is none": ({5: "去年三月"}, "“Sheet”F3：“去年三月”不是日期；应像 2021-05-20 或 2021年5月20日"),
    "no day at all": ({5: "", 6: "", 9: ""}, "“临时救助办法”没有成文日期，也没有发布日期；请在清单里写上一个"),
    "a document that is not there": (
        {11: "示政发〔1999〕1号"},
        "“Sheet”L3：没有叫“示政发〔1999〕1号”的文件；写文号、名称或文件代号",
    ),
    "a file that is not there": ({9: "没有.docx"}, "“Sheet”J3：找不到原文件“没有.docx”；应放在 文件 里"),
    "an attachment that is not there": ({10: "没有.xlsx"}, "“Sheet”K3：找不到附件“没有.xlsx”；应放在 文件 里"),
    "days in the wrong order": ({6: "2019-01-01"}, "“Sheet”G3：发布日期 2019-01-01 早于成文日期 2020-03-01"),
    "no title": ({1: ""}, "这一行没有写信息名称"),
    "a number of its own agency": (
        {2: "民政局", 3: "示民发〔2020〕6号"},
        "D3：文号“示民发〔2020〕6号”写了两次（见 工作表“Sheet”D4）",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_placed_is_told_by_sheet_and_row_and_nothing_is_written(office, capsys, name):
    changes, message = WRONG[name]
    row = tuple(changes.get(column, text) for column, text in enumerate(ROWS[0]))
    listed(office / "清单.xlsx", HEAD, row, ROWS[1])
    assert main(["documents", "import", "清单.xlsx", "--files", "文件"]) == 1
    assert message in capsys.readouterr().out
    assert not (office / "data/documents").exists()


@pytest.mark.parametrize("column", [9, 10], ids=["its own file", "an attachment"])
@pytest.mark.parametrize("name", ["../外面.txt", "/etc/hostname", "链接.txt"])
def test_nothing_outside_the_folder_is_read(office, capsys, column, name):
    write(office / "外面.txt", "外面的文件。\n")
    (office / "文件/链接.txt").symlink_to(office / "外面.txt")
    row = tuple(name if place == column else text for place, text in enumerate(ROWS[0]))
    listed(office / "清单.xlsx", HEAD, row)
    assert main(["documents", "import", "清单.xlsx", "--files", "文件"]) == 1
    assert f"“{name}”；应放在 文件 里" in capsys.readouterr().out
    assert not (office / "data/documents").exists()


def test_a_text_that_lies_is_refused_at_its_place(office, capsys):
    write(office / "文件/办法.txt", TEXT.replace("2000元", "\u202e0002\u202c元"))
    assert main(["documents", "import", "清单.xlsx", "--files", "文件"]) == 1
    told = capsys.readouterr().out
    assert "U+202E" in told
    assert ".gongkai" not in told
    assert not (office / "data/documents").exists()


def test_a_file_with_macros_is_no_attachment(office, capsys):
    write(office / "文件/表.xls", "")
    (office / "文件/表.xls").write_bytes("_VBA_PROJECT".encode("utf-16-le"))
    listed(office / "清单.xlsx", HEAD, tuple("表.xls" if column == 10 else text for column, text in enumerate(ROWS[0])))
    assert main(["documents", "import", "清单.xlsx", "--files", "文件"]) == 1
    assert "附件“表.xls”里有宏，打开时会运行；请另存为不带宏的文件" in capsys.readouterr().out


def test_a_list_that_says_another_number_than_the_file_is_followed_and_told(office, capsys):
    listed(
        office / "清单.xlsx", HEAD, tuple("示政发〔2020〕50号" if column == 3 else text for column, text in enumerate(ROWS[0]))
    )
    assert main(["documents", "import", "清单.xlsx", "--files", "文件"]) == 0
    told = capsys.readouterr().out
    assert "文号：清单里是“示政发〔2020〕50号”，原文件里是“示政发〔2020〕5号”；按清单读入，请核对" in told
    assert documents(office).all[0].document_number == "示政发〔2020〕50号"


def test_a_folder_of_files_without_a_list(office, capsys):
    word(office / "文件/通知.docx")
    write(office / "文件/照片.bin", "x")
    assert main(["documents", "import", "文件", "--agency", "民政局", "--kind", "政府文件", "--original"]) == 0
    told = capsys.readouterr().out
    assert "照片.bin: 提醒：“.bin”不是能读成正文的文件，没有读入" in told
    found = {document.title: document for document in documents(office).all}
    assert found.keys() == {"临时救助办法", "关于办理临时救助的通知"}
    notice = found["关于办理临时救助的通知"]
    assert (notice.document_number, str(notice.written), notice.agency) == ("示民发〔2021〕3号", "2021-04-06", "civil")
    assert notice.attachments == ("通知.docx",)
    assert "| 类别 | 金额 |" in notice.text


def word(file):
    made = WordFile()
    for text in ("示民发〔2021〕3号", "关于办理临时救助的通知", "各乡镇：", "现通知如下。"):
        made.add_paragraph(text)
    table = made.add_table(2, 2)
    for row, cells in zip(table.rows, (("类别", "金额"), ("火灾", "2000")), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    for text in ("示例县民政局", "2021年4月6日"):
        made.add_paragraph(text)
    made.save(file)


def test_the_head_of_a_document_is_told_from_its_text():
    document, _ = read_txt(TEXT.encode(), "办法.txt")
    body, _ = body_of(document)
    assert (body.title, body.document_number, str(body.written)) == ("临时救助办法", "示政发〔2020〕5号", "2020-03-01")
    plain, _ = read_txt("没有题目的一段话。\n\n又一段。\n".encode(), "x.txt")
    assert body_of(plain)[0].title == ""


def test_merged_cells_say_the_same_in_each_place_and_that_is_told(tmp_path):
    made = WordFile()
    made.add_paragraph("通知")
    made.add_paragraph("如下。")
    table = made.add_table(3, 2)
    table.cell(1, 0).merge(table.cell(2, 0)).text = "城市"
    for place, text in (((0, 0), "类别"), ((0, 1), "标准"), ((1, 1), "600"), ((2, 1), "700")):
        table.cell(*place).text = text
    made.save(tmp_path / "a.docx")
    document, _ = read_docx((tmp_path / "a.docx").read_bytes(), "a.docx")
    body, doubts = body_of(document)
    assert "| 城市 | 600 |\n| 城市 | 700 |" in body.text
    assert any("表格有合并的格" in str(doubt) for doubt in doubts)


def test_an_empty_county_has_nothing_to_give_back(office, capsys):
    assert main(["documents", "export", "csv"]) == 1
    assert "这里没有文件，没有什么可以导出" in capsys.readouterr().out


def test_documents_that_are_there_are_listed_with_all_they_say(tmp_path, monkeypatch):
    county = with_documents(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(["documents", "export", "csv", "--data", str(county.data)]) == 0
    lines = (tmp_path / "export/documents.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == 4
    assert lines[2].startswith(
        "示/2021-2,关于印发低保办法的通知 & <新>,示例县人民政府,,示政发〔2021〕7号,行政规范性文件,通知,民政,2021-05-20,"
    )


def test_two_rows_of_one_document_blame_each_other(office, capsys):
    listed(office / "清单.xlsx", HEAD, ROWS[0], ROWS[1], (*ROWS[1][:1], "又一个通知", *ROWS[1][2:]))
    assert main(["documents", "import", "清单.xlsx", "--files", "文件"]) == 1
    told = capsys.readouterr().out
    assert "工作表“Sheet”D4：文号“示民发〔2020〕6号”写了两次（见 工作表“Sheet”D5）；一个文号只给一件文件" in told
    assert "工作表“Sheet”D5：文号“示民发〔2020〕6号”写了两次（见 工作表“Sheet”D4）；一个文号只给一件文件" in told
    assert "工作表“Sheet”B5：“又一个通知”与工作表“Sheet”B4是同一件；不会再读入一次" in told


def test_a_blank_list_has_all_columns_with_notes_and_choices_and_is_read_when_filled_in(office, capsys):
    assert main(["documents", "form", "空白清单.xlsx"]) == 0
    assert "已写出 空白清单.xlsx；填好以后运行 gongkai documents import 空白清单.xlsx" in capsys.readouterr().err
    assert main(["documents", "form", "空白清单.xlsx"]) == 1
    assert "这里已有这个文件，不会覆盖它" in capsys.readouterr().out
    book = openpyxl.load_workbook(office / "空白清单.xlsx")
    sheet, notes, choices = book.worksheets
    heads = [cell.value for cell in sheet[2]]
    assert heads[:8] == ["信息名称", "发布机构", "文号", "索引号", "信息种类", "成文日期", "发布日期", "有效性"]
    asked = {str(each.sqref): each for each in sheet.data_validations.dataValidation}
    assert len(asked) == len(heads)
    assert (asked["E3:E502"].formula1, asked["E3:E502"].type, asked["E3:E502"].errorStyle) == (
        "可选!$B$2:$B$20",
        "list",
        "warning",
    )
    assert [cell.value for cell in choices["A"] if cell.value][1:] == ["示例县人民政府", "示例县民政局", "东镇人民政府"]
    assert asked["F3:F502"].prompt == "和发布日期至少写一个；像 2021-05-20"
    assert "“行政规范性文件”" in [cell.value for cell in notes["A"]]
    assert main(["documents", "import", "空白清单.xlsx"]) == 1
    assert capsys.readouterr().out == "空白清单.xlsx: 里面没有文件可以读入 [import]\n"
    for column, text in (("信息名称", "通知"), ("发布机构", "示例县民政局"), ("发布日期", "2020-03-01"), ("附件", "无")):
        sheet.cell(3, heads.index(column) + 1).value = text
    book.save(office / "空白清单.xlsx")
    assert main(["documents", "import", "空白清单.xlsx"]) == 0
    assert [said(one) for one in documents(office).all] == [
        {"id": "2020-0001", "title": "通知", "agency": "civil", "published": "2020-03-01"}
    ]
