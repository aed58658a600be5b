"""What offices really have is read; what has no place is refused by its row; in → out → in is the same."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.catalogue import Audience, Channel, Entry, Field, load_catalogue
from gongkai.catalogue.entries import Channels
from gongkai.cli import main
from gongkai.downloads import catalogue_xlsx
from gongkai.downloads.schema import write_schemas
from gongkai.imports.placing.catalogue import read_catalogue
from gongkai.imports.placing.catalogue_rows import NOWHERE
from gongkai.problems import errors
from tests.catalogue.workbooks import ROWS, web_page, word_file, workbook


@pytest.mark.parametrize(("make", "name"), [(workbook, "a.xlsx"), (word_file, "a.docx"), (web_page, "a.html")])
def test_each_kind_of_file_gives_the_same_entries(make, name, tmp_path):
    fields, problems = read_catalogue(make(tmp_path / name))
    assert errors(problems) == []
    (field,) = fields
    assert (field.id, field.title, field.levels, field.extra_columns) == (
        "social-assistance",
        "社会救助",
        ("县级", "乡、村级"),
        ("责任科室", "咨询电话"),
    )
    policies, inspection, review, approval = field.entries
    assert [entry.number for entry in field.entries] == ["1", "2", "1", "0505"]
    assert [entry.id for entry in field.entries] == ["1", "2", "3", "4"]
    assert [entry.matter for entry in field.entries] == ["综合业务", "综合业务", "最低生活保障", "最低生活保障"]
    assert policies.content == "1.法律\n2.规章"
    assert [str(channel) for channel in policies.channels] == ["■政府网站", "□政府公报", "■其他：微博"]
    assert policies.extra == {"责任科室": "救助股", "咨询电话": "0000-1"}
    assert (inspection.basis, inspection.publisher, inspection.extra) == ("《条例》", "云溪县民政局", {"责任科室": "救助股"})
    assert [str(channel) for channel in inspection.channels] == ["■政府网站", "□公开查阅点"]
    assert [str(channel) for channel in review.channels] == ["■政府网站", "□公开查阅点", "■社区/企事业单位/村公示栏（电子屏）"]
    assert (review.content, review.audience, review.methods, review.levels) == (
        "=1+1",
        Audience(False, "申请人"),
        ("依申请",),
        ("乡、村级",),
    )
    assert (approval.audience, approval.levels, approval.basis) == (Audience(everyone=True), ("乡、村级",), "")


@pytest.mark.parametrize(("make", "name"), [(workbook, "a.xlsx"), (word_file, "a.docx"), (web_page, "a.html")])
def test_in_out_in_is_the_same(make, name, tmp_path):
    (field,), _ = read_catalogue(make(tmp_path / name))
    target = tmp_path / "out.xlsx"
    target.write_bytes(catalogue_xlsx.workbook([catalogue_xlsx.sheet_of(field, "云溪县")], "云溪县"))
    again, problems = read_catalogue(target)
    assert problems == []
    assert again == [field]


def changed(row: int, column: int, text: str):
    rows = [list(row) for row in ROWS]
    rows[row][column] = text
    return rows


REFUSED = {
    "a tick that is none": (changed(0, 12, "看情况"), "A4", "“县级”一格应打 √，写的是“看情况”"),
    "a row with only a number": ([*ROWS, ("9", *[""] * 15)], "A11", "没有事项名称，也没有公开内容"),
    "a row with only a matter": ([*ROWS, ("9", "救助", *[""] * 14)], "A11", "只有“救助”，没有二级事项，也没有公开内容"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_row_without_a_place_is_refused_by_name_and_nothing_written(kind, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    rows, place, message = REFUSED[kind]
    workbook(tmp_path / "a.xlsx", rows)
    assert main(["catalogue", "import", "a.xlsx"]) == 1
    said = capsys.readouterr()
    (line,) = said.out.splitlines()
    assert line.startswith("a.xlsx: 工作表“社会救助”")
    assert place.lstrip("A") in line
    assert message in line
    assert "没有写入任何文件" in said.err
    assert not (tmp_path / "data").exists()


def test_a_line_across_the_table_is_refused(tmp_path):
    target = workbook(tmp_path / "a.xlsx", [*ROWS, ("（二）特困人员供养", *[""] * 15)])
    book = openpyxl.load_workbook(target)
    book.active.merge_cells(start_row=11, end_row=11, start_column=1, end_column=16)
    book.save(target)
    _, problems = read_catalogue(target)
    assert [str(p).split("]：")[0] for p in errors(problems)] == [
        f"{target}: 工作表“社会救助”A11：“（二）特困人员供养”横贯整行，不能判断属于哪个条目；请改成各条目自己的事项名称 [import]"
    ]


def test_a_field_that_the_sheet_does_not_name_has_to_be_given(tmp_path):
    target = workbook(tmp_path / "a.xlsx", sheet="Sheet1")
    assert "请用 --field 写明领域代号" in str(read_catalogue(target)[1][0])
    (field,), problems = read_catalogue(target, "social-assistance")
    assert (field.title, errors(problems)) == ("社会救助", [])
    (field,), _ = read_catalogue(target, "poverty-alleviation", "乡村振兴")
    assert (field.id, field.title, field.name) == ("poverty-alleviation", "乡村振兴", "扶贫")
    (field,), _ = read_catalogue(target, "社会救助")
    assert (field.id, field.title) == ("social-assistance", "社会救助")


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("救助站", "“救助站”不是 26 个试点领域之一的名称或代号；另设的领域，代号用小写字母、数字和连字符"),
        ("shehui", "工作表“Sheet1”：“shehui”不是 26 个试点领域的代号，表上也没有写领域的名称；另设的领域请用 --title 写明名称"),
    ],
)
def test_a_field_that_nobody_knows_is_refused(field, said, tmp_path):
    found, problems = read_catalogue(workbook(tmp_path / "a.xlsx", sheet="Sheet1"), field)
    assert ([one.id for one in found], [problem.message for problem in errors(problems)]) == ([], [said])


def test_a_field_of_the_county_s_own_is_named_by_it(tmp_path):
    (field,), problems = read_catalogue(workbook(tmp_path / "a.xlsx", sheet="Sheet1"), "tea", "茶产业")
    assert (field.id, field.title, errors(problems)) == ("tea", "茶产业", [])


def test_channels_without_any_box_are_read_as_required_and_doubted(tmp_path):
    fields, problems = read_catalogue(workbook(tmp_path / "a.xlsx", changed(0, 7, "政府网站、公开查阅点")))
    assert [str(channel) for channel in fields[0].entries[0].channels] == ["■政府网站", "■公开查阅点"]
    assert ["渠道前没有 ■ 或 □，按必选（■）读入；请对照原件" in str(problem) for problem in problems] == [True]


def test_a_table_that_goes_on_in_word_without_its_header(tmp_path):
    import docx

    target = word_file(tmp_path / "a.docx")
    document = docx.Document(target)
    table = document.add_table(rows=1, cols=16)
    for cell, text in zip(
        table.rows[0].cells,
        ("7", "医疗救助", "办事指南", *["甲"] * 4, "■政府网站", "√", "", "√", "", "√", "", "", ""),
        strict=True,
    ):
        cell.text = text
    document.save(target)
    (field,), problems = read_catalogue(target)
    assert (field.entries[-1].submatter, field.entries[-1].id, errors(problems)) == ("办事指南", "5", [])


def test_a_single_header_row_with_words_instead_of_ticks(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "养老服务"
    book.active.append(
        [
            "序号",
            "一级事项",
            "二级事项",
            "公开内容",
            "公开依据",
            "公开时限",
            "公开主体",
            "公开渠道和载体",
            "公开对象",
            "公开方式",
            "公开层级",
        ]
    )
    row = ["业务办理", "机构备案", "材料清单", "规定", "20工作日", "乡人民政府", "■政府网站"]
    book.active.append([1, *row, "全社会", "主动", "乡级"])
    book.active.append([2, *row, "特定群体：项目单位", "依申请公开", "县级；乡级"])
    book.save(tmp_path / "a.xlsx")
    (field,), problems = read_catalogue(tmp_path / "a.xlsx")
    assert problems == []
    assert [(entry.audience, entry.methods, entry.levels) for entry in field.entries] == [
        (Audience(everyone=True), ("主动",), ("乡级",)),
        (Audience(False, "项目单位"), ("依申请",), ("乡级", "县级")),
    ]
    (tmp_path / "out.xlsx").write_bytes(catalogue_xlsx.workbook([catalogue_xlsx.sheet_of(field)]))
    assert read_catalogue(tmp_path / "out.xlsx") == ([field], [])


HOSTILE = {
    "not a zip": b"PK nothing",
    "an old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600,
    "empty": b"",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_no_workbook_is_one_clear_line(kind, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.xlsx").write_bytes(HOSTILE[kind])
    assert main(["catalogue", "import", "a.xlsx"]) == 1
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_a_workbook_that_unpacks_to_more_than_fits_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("gongkai.imports.readers.office_package.LARGEST_PART", 1_000)
    _, problems = read_catalogue(workbook(tmp_path / "a.xlsx"))
    assert [problem.message.split("，")[0] for problem in problems] == ["解压后超过 0 MB"]


def test_entities_are_never_opened(tmp_path):
    target = workbook(tmp_path / "a.xlsx")
    raw = io.BytesIO()
    with zipfile.ZipFile(target) as old, zipfile.ZipFile(raw, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                content = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + content
            new.writestr(name, content)
    target.write_bytes(raw.getvalue())
    assert "DTD" in str(read_catalogue(target)[1][0])


# Any catalogue that can be written in the official layout

WORDS = (
    st.text("甲乙丙一，。；、：（）《》“”■□√口=+-@'\"#:{}[]|&*!%0123 aA\n", max_size=12)
    .map(str.strip)
    .filter(lambda t: "\n\n" not in t)
)
TEXT = WORDS.filter(lambda text: text not in ("同上", '"', "”"))
NAMED = st.text("甲乙丙一", min_size=1, max_size=4)
CHANNELS = st.lists(
    st.builds(Channel, st.sampled_from(["政府网站", "政府公报", "发布会/听证会", "云溪发布"]), st.booleans(), st.just(""))
    | st.builds(Channel, st.just("其他"), st.booleans(), st.sampled_from(["", "微博"])),
    max_size=4,
    unique_by=lambda channel: channel.name,
).map(Channels)


@st.composite
def entries(draw, number):
    return Entry(
        field="social-assistance",
        id=f"e-{number}",
        index_number=draw(st.sampled_from(["", f"621025-{number}"])),
        number=draw(st.sampled_from([str(number), "007", ""])),
        matter=draw(st.sampled_from(["综合业务", "救助", "=A1"])),
        submatter=draw(NAMED),
        content=draw(TEXT),
        basis=draw(TEXT),
        time_limit=draw(TEXT),
        publisher=draw(TEXT),
        channels=draw(CHANNELS),
        audience=Audience(draw(st.booleans()), draw(st.none() | st.just("") | NAMED)),
        methods=draw(st.sampled_from([(), ("主动",), ("依申请",), ("主动", "依申请")])),
        levels=draw(st.sampled_from([(), ("县级",), ("县级", "乡、村级")])),
        agencies=draw(st.sampled_from([(), ("minzheng",), ("a", "b")])),
        figures=(),
        valid_from=None,
        valid_until=None,
        extra={name: text for name in ("责任科室", "网址：x") if (text := draw(TEXT))},
        place=NOWHERE,
    )


@st.composite
def fields(draw):
    made = tuple(draw(entries(number)) for number in range(1, draw(st.integers(1, 4)) + 1))
    return Field("social-assistance", "社会救助", "社会救助", ("县级", "乡、村级"), ("责任科室", "网址：x"), None, made, NOWHERE)


@settings(max_examples=60, deadline=None)
@given(field=fields())
def test_any_catalogue_goes_out_and_comes_back_the_same(field, tmp_path_factory):
    target = tmp_path_factory.getbasetemp() / "any.xlsx"
    target.write_bytes(catalogue_xlsx.workbook([catalogue_xlsx.sheet_of(field)]))
    again, problems = read_catalogue(target)
    assert errors(problems) == []
    assert again == [field]
    for sheet in openpyxl.load_workbook(target):
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_the_command_writes_files_that_are_read_back(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    workbook(tmp_path / "a.xlsx")
    assert main(["catalogue", "import", "a.xlsx"]) == 0
    catalogue, problems = load_catalogue(tmp_path / "data/catalogue")
    assert (problems, len(catalogue.entries)) == ([], 4)
    assert main(["catalogue", "import", "a.xlsx"]) == 1
    assert "这里已有这个领域的目录，不会覆盖它" in capsys.readouterr().out
    for kind in ("xlsx", "csv", "json"):
        assert main(["catalogue", "export", kind]) == 0
    (again,), problems = read_catalogue(tmp_path / "export/catalogue.xlsx")
    assert (problems, again) == ([], catalogue.fields[0])


@pytest.mark.parametrize("has_schemas", [True, False])
def test_a_field_names_its_schema_where_the_county_has_it(has_schemas, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    workbook(tmp_path / "a.xlsx")
    if has_schemas:
        write_schemas(tmp_path / "schemas")
    assert main(["catalogue", "import", "a.xlsx"]) == 0
    (file,) = (tmp_path / "data/catalogue").glob("*.yml")
    first = file.read_text("utf-8").partition("\n")[0]
    assert (first == "# yaml-language-server: $schema=../../schemas/catalogue-field.json") is has_schemas
    assert first.startswith("# yaml-language-server") is has_schemas


@pytest.mark.parametrize(
    ("title", "name"), [("社会救助领域基层政务公开标准目录", "a.xlsx"), ("公开目录", "社会救助领域标准目录.xlsx")]
)
def test_the_field_is_told_by_the_title_row_or_the_file_where_the_sheet_is_sheet1(title, name, tmp_path):
    workbook(tmp_path / name)
    book = openpyxl.load_workbook(tmp_path / name)
    book.active.title, book.active["A1"] = "Sheet1", title
    book.save(tmp_path / name)
    (field,), problems = read_catalogue(tmp_path / name)
    assert errors(problems) == []
    assert (field.id, field.title) == ("social-assistance", "社会救助")


def test_one_undivided_matter_names_the_entry_and_rows_that_group_are_left_out_and_told(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "社会救助"
    head = ["序号", "公开事项", "公开内容", "公开依据", "公开时限", "公开主体"]
    for row in (
        head,
        ["一、综合类"],
        [1, "政策文件", "名称", "《条例》", "20个工作日内", "县民政局"],
        ["二、办理类"],
        [2, "低保", *"甲乙丙丁"],
    ):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    (field,), problems = read_catalogue(tmp_path / "a.xlsx")
    assert [(entry.matter, dict(entry.extra)) for entry in field.entries] == [("政策文件", {}), ("低保", {})]
    assert field.extra_columns == ()
    assert errors(problems) == []
    assert [problem.message.partition("：")[2] for problem in problems] == [
        "“一、综合类”是分组的一行，没有读入；下面的条目照样读入",
        "“二、办理类”是分组的一行，没有读入；下面的条目照样读入",
    ]
