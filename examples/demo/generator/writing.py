"""How the data is typed: site.yml, agencies.yml, and each report's report.yml and narrative.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from gongkai.county.data_version import PRESENT
from gongkai.statute.formats import Format, FormatTable, formats

from .chance import between, chance
from .counts import Counts, Figure, form_of
from .county import Agency, County, facts_in
from .prose import Prose, prose, value

NOTICE = "示例县是虚构的，本站的机构名称、文字和数都是编造的，只用来演示。"
SITE = f"""\
# 虚构的示例县：名称、编号、电话都不是真的，只用来演示。由 examples/demo/generator 生成，改了会被覆盖。
data_version: {PRESENT}
county: 示例县
government: 示例县人民政府
government_agency: shili
portal: 示例县人民政府门户网站示例
domain: www.shili.example
site_code: "0000000000"
icp: 示ICP备00000000号
police: 示公网安备 00000000000000号
portal_url: https://www.shili.example/
column_url: https://www.shili.example/zwgk/
request_form_url: https://www.shili.example/ysqgk/
contact: {{office: 示例县人民政府办公室, address: 示例县示例路1号, postcode: "000000", telephone: 0000-0000000, fax: 0000-0000001, email: zwgk@shili.example, hours: 工作日 8:30—12:00、14:30—18:00}}
notice: {NOTICE}
catalogue: {{index_number: '\\d{{9}}/\\d{{4}}-\\d{{5}}'}}
"""  # noqa: E501  # as an office types it


def agencies_text(of: County, *, with_years: bool) -> str:
    lines = ["# 机构代号: 名称与类别。都是虚构的。"]
    for agency in of.agencies:
        facts = {"name": agency.name, "short": agency.short, "kind": agency.kind}
        years = {key: year for key, year in (("since", agency.since), ("until", agency.until)) if year and with_years}
        own = [f"{{{', '.join(f'{key}: {fact}' for key, fact in entry.items())}}}" for entry in agency.elsewhere]
        away = {"elsewhere": f"[{', '.join(own)}]"} if own else {}
        lines.append(f"{agency.id}: {{{', '.join(f'{key}: {fact}' for key, fact in (facts | years | away).items())}}}")
    return "\n".join(lines) + "\n"


def report_files(of: County, agency: Agency, year: int, counts: Counts) -> dict[str, str]:
    """report.yml and narrative.md."""
    format = formats()[form_of(agency, year)]
    written = prose(agency, year, format, counts)
    parts = (identity(of, agency, year, format), letter(of, agency, year), figures(written), tables(format, counts))
    return {
        "report.yml": "".join(f"{line}\n" for part in parts for line in part),
        "narrative.md": "\n\n".join(written.lines) + "\n",
    }


def identity(of: County, agency: Agency, year: int, format: Format) -> Iterator[str]:
    government = agency.kind == "government"
    yield f"# 虚构的数据，只用来演示：{agency.name}{year}年度。"
    yield f"year: {year}"
    yield f"agency: {agency.id}"
    yield f'format: "{format.id}"  # {format.instrument}'
    yield f"title: {agency.short if government else agency.name}{year}年政府信息公开工作年度报告"
    yield f"scope: {'whole_government' if government else 'this_organ'}"
    yield f"period: {{from: {year}-01-01, to: {year}-12-31}}"
    yield f"written: {written_on(agency, year)}"
    yield f"published: {published_on(agency, year)}"
    order = [other.id for other in of.agencies].index(agency.id) + 1
    yield f"index_number: 000000000/{year + 1}-{order:05}"


def written_on(agency: Agency, year: int) -> date:
    """Departments within three weeks of the year's end; the government when it has them all."""
    first, days = (date(year + 1, 2, 20), 25) if agency.kind == "government" else (date(year + 1, 1, 4), 16)
    return first + timedelta(days=between(0, days, agency.id, year, "written"))


def published_on(agency: Agency, year: int) -> str:
    day = written_on(agency, year) + timedelta(days=between(1, 8, agency.id, year, "published"))
    return f"{day} {between(8, 17, agency.id, year, 'hour'):02}:{int(chance(agency.id, year, 'minute') * 60):02}"


def letter(of: County, agency: Agency, year: int) -> Iterator[str]:
    """Only the government's report goes upward under a letter."""
    if agency.kind != "government":
        return
    day, office = written_on(agency, year), "示例县人民政府办公室"
    yield "letter:"
    yield f"  document_number: 示政办发〔{year + 1}〕{between(5, 19, agency.id, year, 'number')}号"
    yield "  signer: 张示例"
    yield f"  title: {office}关于报送示例县{year}年政府信息公开工作年度报告的报告"
    yield "  addressee: 市政府办公室："
    yield "  body:"
    yield f"    - 按照《条例》和{of.city}的通知要求，现将《示例县{year}年政府信息公开工作年度报告》随文报来，请予审定。"
    yield f"  signature: {office}"
    yield f"  date: {day}"
    yield f"colophon: {{issuer: {office}, date: {day}, wording: 印发}}"


def figures(written: Prose) -> Iterator[str]:
    yield "figures:"
    for id, figure in written.cited.items():
        yield f'  {id}: {{value: {figure["value"]}, unit: "{figure["unit"]}", label: {figure["label"]}}}'


def tables(format: Format, counts: Counts) -> Iterator[str]:
    yield "tables:"
    for table in format.tables:
        yield f"  {table.id}:"
        yield from statistics(counts) if table.generic else rows(table, counts)


def rows(table: FormatTable, counts: Counts) -> Iterator[str]:
    for row in table.leaf_rows:
        cells = ((column.id, counts.get(f"{table.id}.{row.id}.{column.id}", 0)) for column in table.leaf_columns)
        yield f"    {row.id}: {{{', '.join(f'{column}: {typed(table, column, figure)}' for column, figure in cells)}}}"


def typed(table: FormatTable, column: str, figure: Figure) -> str:
    """An amount whose column has no unit brings its own."""
    return f"{figure}万元" if table.id == "procurement" and column == "amount" else str(figure)


def statistics(counts: Counts) -> Iterator[str]:
    for row in statistics_rows():
        figure = f", unit: {row['unit']}, figure: {value(row, counts)}" if "sum" in row else ""
        yield f'    - {{label: "{row["label"]}"{figure}}}'


@cache
def statistics_rows() -> tuple[Mapping[str, Any], ...]:
    return tuple(facts_in("statistics.yml"))
