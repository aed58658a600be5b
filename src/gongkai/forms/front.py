"""The front of the form (封面), which says whose form it is and of which edition, and the notes for those who fill it in."""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple

from gongkai.downloads.xlsx import across
from gongkai.forms.cells import FormSheet, Input, Label, Role
from gongkai.forms.layout import table_sheets
from gongkai.statute.formats import Format
from gongkai.tables.grid import Area

EDITION = 1
"""Of the form's layout; one more where a form made before would be read wrongly or not at all."""
FRONT, NOTES = "封面", "填表说明"
FACTS = ("县（市、区）", "填报机构", "机构代号", "报告年度", "法定表式", "表式版本", "校验码")
COUNTY, AGENCY_NAME, AGENCY, YEAR, FORMAT, VERSION, DIGEST = FACTS
PEOPLE = ("填表人", "审核人", "填报日期")
FILLED_BY, CHECKED_BY, FILLED_ON = PEOPLE
FIRST = 2  # the row of the first fact
WIDTHS = (22.0, 66.0)
ABOUT = "填好以后存盘，把这个文件原样交回。只有浅蓝的格可以填；封面以外还有各表和填表说明，见下面的标签。"


class Identity(NamedTuple):
    """Whose form it is. `county` is the government's name, which tells one county's forms from another's."""

    county: str
    agency_name: str
    agency: str
    year: int
    format: Format

    @property
    def version(self) -> str:
        return f"{self.format.id}-{EDITION}"

    @property
    def title(self) -> str:
        return f"{self.year}年政府信息公开工作年度报告数据填报表"


def facts(identity: Identity, digest: str) -> tuple[str, ...]:
    """In the order of FACTS."""
    about = f"{identity.format.title}（{identity.format.instrument}）"
    return (
        identity.county,
        identity.agency_name,
        identity.agency,
        str(identity.year),
        about,
        identity.version,
        digest,
    )


def digest(identity: Identity, earlier: dict[str, str]) -> str:
    """Of the layout, of whose form it is, and of last year's figures as they stand in it; told apart from any other's."""
    said = [str(EDITION), identity.county, identity.agency, str(identity.year), identity.format.id]
    for sheet in table_sheets(identity.format, identity.year):
        said.append(sheet.name)
        said += [f"{label.area} {label.text}" for label in sheet.labels]
        said += [f"{each.area} {each.address} {each.choices}" for each in sheet.inputs]
        said += [f"{each.area} {each.formula}" for each in sheet.checks]
    said += [f"{address}={text}" for address, text in sorted(earlier.items())]
    made = sha256("\n".join(said).encode()).hexdigest()[:16]
    return "-".join(made[at : at + 4] for at in range(0, 16, 4))


def front_sheet(identity: Identity, digest: str) -> FormSheet:
    labels = [Label(Area(0, 0, columns=2), identity.title, Role.TITLE), Label(Area(1, 0, columns=2), ABOUT, Role.NOTE)]
    for row, (name, text) in enumerate(zip(FACTS, facts(identity, digest), strict=True), start=FIRST):
        labels += [Label(Area(row, 0), name, Role.HEAD), Label(Area(row, 1), text, Role.LABEL)]
    inputs = []
    for row, name in enumerate(PEOPLE, start=FIRST + len(FACTS)):
        labels.append(Label(Area(row, 0), name, Role.HEAD))
        inputs.append(Input(Area(row, 1), name, name))
    heights = [(0, 40.0), (1, 36.0), *((row, 28.0) for row in range(FIRST, FIRST + len(FACTS) + len(PEOPLE)))]
    return FormSheet(FRONT, WIDTHS, tuple(heights), tuple(labels), tuple(inputs), upright=True)


COMMON = (
    "只在浅蓝的格里填。标签、年度、校验码和灰色的上一年度的数都锁着；不要解锁、改动、插入或删除行列，改过的表收表时会退回。",
    "空着、0、“/”、“不适用”是四回事：空着是没有填；0 是统计过、没有发生；“/”是没有统计；“不适用”是这一项与本机关无关。"
    "不要用空格、横线代替 0。",
    "只填数，不写单位和说明；不要写公式，合计也填算好的数。复制过来的数请用“选择性粘贴—数值”。",
)
COUNTED = (
    "件数、项数填不小于 0 的整数；“本年增/减”减少的填负数，例如 -39。",
    "金额可以有小数，按表头的单位填；表头没有写单位的（2019、2020 年度的采购总金额），把单位写在数后面，例如 22961.413万元。",
    "各表右边和下面的“核对”随填随算：“相符”“衔接”就对了；“差 3”是多 3，“差 -3”是少 3，连同有关的格一起变红，请找出原因；"
    "“未填全”不是错。",
    "勾稽关系：各类申请人之和等于总计；各项办理结果之和等于（七）总计；第一项加第二项之和，等于第三项加第四项之和。",
    "与上一年度比对的，上年结转、上一年项目数量应当与上一年度报告的年末数相等；不等的，核实以后在报送时说明。",
)
FREE = (
    "一行一个指标，名称、单位照原表写，可以添改，也可以在下面接着写；中间不要空行。",
    "“类别”一列：有数的选“指标”；只作小标题、没有单位也没有数的选“分组”。",
    "数可以有小数；没有统计的填“/”或“不适用”。",
)
LAST = (
    "封面的填表人、审核人、填报日期请填写；收表时记入导入记录，不在网上公布。",
    "这个文件在 Excel、WPS、LibreOffice 里都能填；保存时选 .xlsx，不要另存成 .xls、.et 或 .csv。",
)


def notes_sheet(format: Format) -> FormSheet:
    free = any(table.generic for table in format.tables)
    said = (*COMMON, *(FREE if free else COUNTED), *LAST)
    width = 92.0
    labels = [Label(Area(0, 0, columns=2), NOTES, Role.TITLE)]
    heights = [(0, 40.0)]
    for number, text in enumerate(said, start=1):
        labels += [Label(Area(number, 0), f"{number}.", Role.NOTE), Label(Area(number, 1), text, Role.NOTE)]
        heights.append((number, 16.0 * -(-across(text) // (width - 2)) + 10))
    return FormSheet(NOTES, (4.0, width), tuple(heights), tuple(labels), (), upright=True)
