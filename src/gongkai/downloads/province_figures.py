"""nianbao.csv: what the counties' governments report, a record for each county, year and figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongkai.downloads.open_data.tables import Column, Record, Tidy
from gongkai.reports.county_record import CountyRecord
from gongkai.statute.concepts import concepts
from gongkai.tables.figure_text import exact_number

FILE = "nianbao.csv"
COLUMNS = (
    Column("年度", "报告年度", "integer"),
    Column("县代号", "县的文件夹名，各行相同"),
    Column("县", "县（市、区）的名称"),
    Column("公布情况", "本级政府的报告：按时公布、逾期公布、已公布但发布时间未载明、已撤回、在其网站公布，或未公布"),
    Column("格式", "报告所用的法定格式"),
    Column("概念代号", "不同格式里说同一件事的数，代号相同"),
    Column("项目", "数的名称"),
    Column("单位", "数的单位；金额一律换算成万元"),
    Column("数", "空着的看后两列：空白不是 0", "number"),
    Column("空缺", "没有数时的简称"),
    Column("原因", "没有数的原因；照原件所印、有误而未改的数，也在这里写明"),
)


def content(counties: Sequence[CountyRecord]) -> bytes:
    """The whole file. A year without figures to join is one record that says how it stands."""
    table = Tidy(
        "nianbao", "各县各年数据", "每县、每年、每项一行。", COLUMNS, ("年度", "县代号", "概念代号"), tuple(records(counties))
    )
    return table.content()


def records(counties: Sequence[CountyRecord]) -> Iterator[Record]:
    for county in counties:
        for one in county.years:
            start = (str(one.year), county.folder, county.county, one.status.value, one.format)
            if not one.points:
                yield (*start, "", "", "", "", "", "")
            for concept in concepts().all if one.points else ():
                point = one.points[concept.id]
                figure = exact_number(point.figure)
                yield (*start, concept.id, concept.label, concept.unit, figure, point.gap, point.reason or point.printed)
