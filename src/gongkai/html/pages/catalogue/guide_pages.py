"""What the State's guides require and what is there of it: of a field every matter, of the county how many of each field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gongkai.catalogue.coverage import Coverage, Covered
from gongkai.catalogue.guides import Guide
from gongkai.county.addresses import CATALOGUE, OVERVIEW, REQUESTS, agency_page_address, catalogue_address, guide_address, link
from gongkai.county.agencies import Agency
from gongkai.html.blocks import NOTHING, PageBlock, cross_table, heading, links, page_of, paragraph, together
from gongkai.html.content import PageContent
from gongkai.html.cross_table import CrossRow, CrossTable, TableCell, heads
from gongkai.html.elements import chinese_day
from gongkai.html.pages.catalogue.entry_page import CATALOGUE_NAME
from gongkai.statute.catalogue_standard import entry_labels

TITLE = "指引要求公开的事项"
MISSING = "指引要求公开，尚无条目"
UNPUBLISHED = "还没有已公开的信息"
BY_WHOM = "制作这项信息的机关（《条例》第十条）"
ASK = "申请公开"
LACKING = ("二级事项", "由谁公开", "没有公开的")
COLUMNS = ("二级事项", "目录条目", "已公开的信息", "由谁公开")
ANY = "（整项）"


def guide_page(coverage: Coverage, agencies: Mapping[str, Agency], title: str, *, has_field: bool) -> PageContent:
    """Every matter that the guide requires. `title` is the field's as the county prints it, `has_field` whether it has a list."""
    guide, here = coverage.guide, guide_address(coverage.guide.field)
    rows = tuple(row(number, covered, agencies, here) for number, covered in enumerate(coverage.matters, start=1))
    count, lacking = len(coverage.matters), len(coverage.missing)
    says = f"{of_what(guide)}要求公开{count}项，其中{f'{lacking}项这里还没有' if lacking else '每项这里都有条目或信息'}。"
    blocks = (
        paragraph(says),
        paragraph(guide.note) if guide.note else NOTHING,
        cross_table(CrossTable("matters", f"{title}：{TITLE}", entry_labels()["matter"], heads(COLUMNS), rows)),
        links(
            "相关页面",
            here,
            [*([(f"{title}目录", catalogue_address(guide.field))] if has_field else []), (TITLE, guide_address())],
        ),
    )
    description = f"{title}领域：{of_what(guide)}要求公开的{count}项，逐项写明目录里有没有、公开了什么、由谁公开。"
    return page_of(f"{title}：{TITLE}", description, blocks)


def of_what(guide: Guide) -> str:
    """《…》（民发〔2019〕1号，2019年6月1日）."""
    title = guide.title if guide.title.startswith("《") else f"《{guide.title}》"
    return f"{title}（{guide.document_number}，{chinese_day(guide.date)}）"


def row(number: int, covered: Covered, agencies: Mapping[str, Agency], here: str) -> CrossRow:
    matter = covered.matter
    cells = (
        TableCell(matter.submatter or ANY, kind="text"),
        entry_cell(covered, here),
        published_cell(covered, here),
        by_whom(covered, agencies, here),
    )
    return CrossRow(TableCell(matter.matter), cells, str(number))


def entry_cell(covered: Covered, here: str) -> TableCell:
    """The entry, or the first of several; of a matter without any, that it lacks."""
    if not covered.entries:
        return TableCell("只有文件" if covered.items else MISSING, kind="text" if covered.items else "late")
    first = covered.entries[0]
    more = f"等{len(covered.entries)}条" if len(covered.entries) > 1 else ""
    name = first.submatter or first.matter or first.id
    return TableCell(f"{name}{more}", link(here, catalogue_address(first.field, first.id)), "text")


def published_cell(covered: Covered, here: str) -> TableCell:
    """How much was published, and when last; or the way to ask for it."""
    if not covered.items:
        return TableCell(ASK, link(here, REQUESTS), "text", f"{UNPUBLISHED}，")
    days = [item.published for item in covered.items if item.published]
    last = f"，最近{chinese_day(max(days))}" if days else ""
    return TableCell(f"{len(covered.items)}件{last}", kind="text")


def by_whom(covered: Covered, agencies: Mapping[str, Agency], here: str) -> TableCell:
    """The agency that has to publish it; the guide's own words where it names none of the county's."""
    own = [id for id in covered.matter.agencies if id in agencies]
    own += [id for entry in covered.entries for id in entry.agencies if id in agencies and id not in own]
    if own:
        more = f"等{len(own)}个机构" if len(own) > 1 else ""
        return TableCell(f"{agencies[own[0]].name}{more}", link(here, agency_page_address(own[0])), "text")
    return TableCell(covered.matter.publisher or BY_WHOM, kind="text")


# ---- On the field's own page


def lacking_block(coverage: Coverage | None, agencies: Mapping[str, Agency]) -> PageBlock:
    """What the guide requires and the field has not, below its list; where it lacks nothing the way to the guide's page alone."""
    if coverage is None:
        return NOTHING
    guide, here = coverage.guide, catalogue_address(coverage.guide.field)
    ways = links("指引", here, [(f"{TITLE}（{len(coverage.matters)}项）", guide_address(guide.field))])
    if not coverage.missing:
        return ways
    rows = tuple(
        CrossRow(
            TableCell(covered.matter.matter),
            (
                TableCell(covered.matter.submatter or ANY, kind="text"),
                by_whom(covered, agencies, here),
                TableCell(ASK, link(here, REQUESTS), "text", f"{covered.matter.name}："),
            ),
            str(number),
        )
        for number, covered in enumerate(coverage.missing, start=1)
    )
    table = CrossTable("lacking", f"{MISSING}（{len(rows)}项）", entry_labels()["matter"], heads(LACKING), rows)
    says = f"{of_what(guide)}要求公开、而这个领域的目录和文件里还没有的："
    note = paragraph(guide.note) if guide.note else NOTHING
    return together(heading("guide", MISSING), paragraph(says), note, cross_table(table), ways)


# ---- Of all fields


def guides_page(found: Sequence[Coverage], titles: Mapping[str, str], county: str) -> PageContent:
    here = guide_address()
    rows = tuple(
        CrossRow(
            TableCell(titles.get(each.guide.field, each.guide.field_name), link(here, guide_address(each.guide.field))),
            tuple(counts(each)),
            each.guide.field,
        )
        for each in found
    )
    columns = ("指引", "要求公开", "有条目", "已公开信息", "尚无条目")
    blocks = (
        paragraph(
            f"{county}录入了{len(found)}个领域的指引。每个领域写明指引要求公开几项、目录里有条目的几项、已经公开了信息的几项、还没有的几项。"
        ),
        cross_table(CrossTable("guides", "各领域指引的落实情况（项）", "领域", heads(columns), rows)),
        links("相关页面", here, [(CATALOGUE_NAME, catalogue_address(OVERVIEW)), ("法定主动公开内容", CATALOGUE)]),
    )
    description = f"{county}各领域的标准指引要求公开哪些事项，哪些有了，哪些还没有。"
    return page_of(TITLE, description, blocks)


def counts(coverage: Coverage) -> Iterator[TableCell]:
    yield TableCell(f"{coverage.guide.document_number}，{chinese_day(coverage.guide.date)}", kind="text")
    yield TableCell(str(len(coverage.matters)))
    yield TableCell(str(sum(1 for covered in coverage.matters if covered.entries)))
    yield TableCell(str(sum(1 for covered in coverage.matters if covered.items)))
    yield TableCell(str(len(coverage.missing)))


def html_of(block: PageBlock) -> bytes:
    return str(block.html).encode()
