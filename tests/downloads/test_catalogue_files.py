"""The catalogue for taking away, as openpyxl, csv and json read it back."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from gongkai.catalogue import Audience, Channel, Entry, Field, Item
from gongkai.catalogue.entries import Channels
from gongkai.downloads.catalogue_files import KINDS, pieces_of
from gongkai.downloads.catalogue_json import items_content
from gongkai.imports.placing.catalogue_rows import NOWHERE

ENTRY = Entry(
    field="elderly-care",
    id="e-1",
    index_number="",
    number="007",
    matter="业务办理",
    submatter="机构备案",
    content="1.材料\n2.表格",
    basis="《条例》",
    time_limit="信息形成之日起20个工作日内",
    publisher="示例县民政局",
    channels=Channels((Channel("政府网站", required=True), Channel("政府公报", required=False))),
    audience=Audience(everyone=True),
    methods=("主动",),
    levels=("县级",),
    agencies=(),
    figures=(),
    valid_from=None,
    valid_until=None,
    extra={"责任科室": "养老股"},
    place=NOWHERE,
)
SECOND = replace(ENTRY, id="e-2", submatter="机构名录", content='=HYPERLINK("http://x")', publisher="@SUM(A1)")
THIRD = replace(ENTRY, id="e-3", matter="行业管理", submatter="补贴")
CARE = Field(
    "elderly-care", "养老服务", "养老服务", ("县级", "乡级"), ("责任科室",), date(2026, 1, 8), (ENTRY, SECOND, THIRD), NOWHERE
)
OTHER = replace(CARE, id="aid", title="救助/补贴", entries=(replace(ENTRY, field="aid"),))


def item(title):
    nothing = dict.fromkeys(Item.__dataclass_fields__, "") | dict.fromkeys(("written", "published", "effective", "repealed"))
    return Item(**{**nothing, "title": title, "keywords": (), "place": NOWHERE})


def made(kind, *fields, items=(), others=b""):
    return KINDS[kind].made([pieces_of(field, items, "示例县") for field in fields], others, "示例县")


def opened(*fields):
    return openpyxl.load_workbook(io.BytesIO(made("xlsx", *fields)))


def test_the_sheet_is_the_official_table_with_its_two_rows_of_headers():
    sheet = opened(CARE)["养老服务"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][0] == "示例县养老服务领域基层政务公开标准目录"
    assert rows[1][:5] == ["序号", "公开事项", None, "公开内容（要素）", "公开依据"]
    assert [text for text in rows[1][8:] if text] == ["公开对象", "公开方式", "公开层级", "责任科室", "条目代号"]
    assert rows[2][:3] == [None, "一级事项", "二级事项"]
    assert rows[2][8:] == ["全社会", "特定群体", "主动", "依申请", "县级", "乡级", None, None]
    assert rows[3] == [
        *("007", "业务办理", "机构备案", "1.材料\n2.表格", "《条例》", "信息形成之日起20个工作日内", "示例县民政局"),
        *("■政府网站\n□政府公报", "√", None, "√", None, "√", None, "养老股", "e-1"),
    ]
    assert {str(area) for area in sheet.merged_cells.ranges} >= {"A1:P1", "A2:A3", "B2:C2", "I2:J2", "M2:N2", "B4:B5"}
    assert (rows[4][1], rows[5][1]) == (None, "行业管理")


def test_the_sheet_prints_across_with_its_header_on_every_page():
    sheet = opened(CARE)["养老服务"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == ("landscape", 9, 0)
    assert (sheet.print_title_rows, sheet.freeze_panes, sheet.sheet_properties.pageSetUpPr.fitToPage) == ("$1:$3", "D4", True)
    assert sheet["D4"].alignment.wrap_text
    assert (sheet["A2"].font.b, sheet["A2"].font.name, sheet["D4"].border.left.style) == (True, "宋体", "thin")


def test_nothing_runs_as_a_formula():
    cells = [cell for row in opened(CARE)["养老服务"].iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    assert '=HYPERLINK("http://x")' in {cell.value for cell in cells}
    rows = list(csv.DictReader(io.StringIO(made("csv", CARE).decode("utf-8-sig"))))
    assert (rows[1]["公开内容（要素）"], rows[1]["公开主体"]) == ('\'=HYPERLINK("http://x")', "'@SUM(A1)")


@pytest.mark.parametrize("text", ["a<b>&\"'", " 前后 ", "_x0041_", "甲\x01乙", "长" * 40_000])
def test_any_text_stands_in_a_cell(text):
    sheet = opened(replace(CARE, entries=(replace(ENTRY, content=text),)))["养老服务"]
    value = openpyxl.utils.escape.unescape(sheet["D4"].value)
    assert value == (text if len(text) < 40_000 else "长" * 32_766 + "…")


def test_sheets_have_names_that_excel_allows_each_once():
    twins = [replace(OTHER, id=f"aid-{number}") for number in range(3)]
    assert opened(CARE, *twins).sheetnames == ["养老服务", "救助 补贴", "救助 补贴 2", "救助 补贴 3"]


def test_the_same_catalogue_gives_the_same_bytes_with_the_day_it_states():
    assert all(made(kind, CARE, OTHER) == made(kind, CARE, OTHER) for kind in KINDS)
    with zipfile.ZipFile(io.BytesIO(made("xlsx", CARE))) as archive:
        assert archive.testzip() is None
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert opened(CARE).properties.created.date() == date(2026, 1, 8)
    assert opened(CARE).properties.title == "示例县基层政务公开标准目录"


def test_a_field_says_the_same_in_its_own_files_and_in_those_of_all():
    one, both = opened(CARE)["养老服务"], opened(OTHER, CARE)["养老服务"]
    assert list(one.values) == list(both.values)
    table = made("csv", OTHER, CARE).decode("utf-8-sig")
    assert table.endswith(made("csv", CARE).decode("utf-8-sig").split("\r\n", 1)[1])
    assert len(list(csv.reader(io.StringIO(table)))) == 1 + 1 + 3


def test_the_json_holds_the_items_of_its_fields_and_those_of_none():
    read = json.loads(made("json", CARE, OTHER, items=[item("公示")], others=items_content([item("无条目")])))
    assert [(field["id"], len(field["entries"])) for field in read["fields"]] == [("elderly-care", 3), ("aid", 1)]
    assert [one["title"] for one in read["items"]] == ["公示", "公示", "无条目"]
    assert json.loads(made("json", CARE))["items"] == []
    assert read["fields"][0]["entries"][0]["limits"][0]["days"] == 20


@pytest.mark.parametrize(
    ("content", "written"),
    [
        ("  甲\n 乙", '<t xml:space="preserve">  甲\n 乙</t>'),
        ("甲\u3000", '<t xml:space="preserve">甲\u3000</t>'),
        ("甲\n 乙", "<t>甲\n 乙</t>"),
    ],
)
def test_a_cell_says_that_blanks_at_its_ends_are_kept(content, written):
    """Excel takes them away where nothing is said; what stands inside it leaves alone."""
    field = replace(CARE, entries=(replace(ENTRY, content=content),))
    with zipfile.ZipFile(io.BytesIO(made("xlsx", field))) as book:
        assert written in book.read("xl/worksheets/sheet1.xml").decode()
