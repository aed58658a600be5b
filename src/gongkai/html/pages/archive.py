"""Pages about what was put away and what changed: the way to both, a year's bags, all corrections, the check of a bag."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from gongkai.collection import Collection
from gongkai.county import addresses
from gongkai.county.checksums import FILE as CHECKSUMS
from gongkai.county.portal import Site
from gongkai.html.assets import assets
from gongkai.html.blocks import PageBlock, component, cross_table, heading, links, page_of, paragraph, together, unsaid
from gongkai.html.content import Heading, PageContent
from gongkai.html.cross_table import CrossRow, CrossTable, TableCell, heads
from gongkai.html.elements import chinese_day
from gongkai.reports import archivist
from gongkai.reports.notices import Notice, NoticeKind, notices
from gongkai.reports.report import Report
from gongkai.reports.seals import Version, bag_name
from gongkai.reports.signatures import ABOUT, ROOTS, SAID, Kind, in_beijing

CHECKSUM = ".sha512"
TITLE, NOTICES, VERIFY = "更正和归档", "更正公告", "核验归档包"


def sealed_years(collection: Collection) -> tuple[int, ...]:
    """Newest first."""
    return tuple(year for year in collection.years if collection.seals.sealed_on(year))


def has_archive(collection: Collection) -> bool:
    """Whether anything was sealed, or changed since it was published."""
    return bool(collection.seals.all or public_notices(collection))


def archive_page(collection: Collection, site: Site) -> PageContent:
    """The way to the corrections, to each year's bags and to their check."""
    here = addresses.archive_address()
    corrected, years = public_notices(collection), sealed_years(collection)
    parts = (
        (Heading("changes", NOTICES, 2), changes_part(corrected, here)) if corrected else None,
        (Heading("bags", "各年度归档", 2), bags_part(collection, site, years, here)) if years else None,
        (Heading("chain", "封存链", 2), chain_part(collection)) if collection.seals.chain.entries else None,
        (Heading("by-hand", "多年以后怎样核对", 2), by_hand_part(collection)) if collection.seals.chain.entries else None,
    )
    shown = [part for part in parts if part]
    blocks = (
        paragraph(f"{site.county}政府信息公开工作年度报告公布以后改了什么、哪些已经封存，都在这里。"),
        *(together(heading(head.id, head.title), block) for head, block in shown),
    )
    description = f"{site.county}政府信息公开工作年度报告公布以后的变动，各年度的归档和核验。"
    return page_of(TITLE, description, blocks, (head for head, _ in shown))


def changes_part(corrected: Sequence[Notice], here: str) -> PageBlock:
    return together(
        paragraph(f"公布以后的变动共 {len(corrected)} 处：{summed(corrected)}。原来公布的数和文字照留，可以对照。"),
        links(NOTICES, here, [(f"全部{NOTICES}", addresses.notices_address())]),
    )


def bags_part(collection: Collection, site: Site, years: Sequence[int], here: str) -> PageBlock:
    def cells(year: int) -> Iterator[TableCell]:
        reports = [report for report in collection.reports if report.year == year]
        day = collection.seals.sealed_on(year)
        yield TableCell(chinese_day(day), kind="text") if day else TableCell("未载明", kind="gap")
        yield TableCell(str(sum(bool(collection.sealed(report)) for report in reports)))
        yield TableCell(str(len(reports)))

    rows = tuple(
        CrossRow(
            TableCell(f"{year}年度", addresses.link(here, addresses.year_address(year, addresses.ARCHIVE))),
            tuple(cells(year)),
            str(year),
        )
        for year in years
    )
    columns = heads(["封存日期", "已封存的报告（份）", "公布的报告（份）"])
    return together(
        paragraph("封存以后改一个数、一句话，都要写更正，并另存新版；旧版照留。归档包有没有被改动，可以自己核验。"),
        cross_table(CrossTable("sealed-years", f"{site.county}各年度报告的归档", "年度", columns, rows)),
        links("核验", here, [(VERIFY, addresses.VERIFY)]),
    )


def chain_part(collection: Collection) -> PageBlock:
    """The newest head, which whoever keeps it can hold against the site later."""
    chain = collection.seals.chain
    day = chain.entries[-1].day
    return together(
        paragraph(
            "每次封存、每个签名在封存链里占一条，写着前面全部内容的摘要。记下现在的链头（或存下这一页），以后就能查出在它以前封存的有没有被"
            "删去、换过、改了日期或先后：在归档的文件夹里运行 gongkai verify --head 链头，或照下面的办法用 sha256sum 核对。"
        ),
        paragraph(f"{chain.said}（{chain.entries[-1].kind.value}，{chinese_day(day)}）的链头，SHA-256：{chain.head}"),
        files_beside("封存链", (addresses.CHAIN, "封存链（文本）")),
    )


def by_hand_part(collection: Collection) -> PageBlock:
    """The archivist's steps, for the newest bag; the file beside the page says the same."""
    bag = newest(collection)
    told = (
        f"{number}. {step.title}。{step.why}{step.where(bag_name(*bag))}{'、'.join(step.commands)}。{step.then}"
        for number, step in enumerate(archivist.steps(*bag), start=1)
    )
    return together(
        paragraph(
            f"只用算摘要的程序、解 zip 的程序和 OpenSSL，不需要本系统。以 {bag_name(*bag)} 为例，先把归档包、封存链、"
            "那一年的封存记录和签名的文件下载到同一个文件夹。每个归档包里也有这份说明。"
        ),
        *(paragraph(each) for each in told),
        files_beside("怎样核对", (addresses.ARCHIVIST, "怎样核对（文本）")),
    )


def newest(collection: Collection) -> tuple[int, str, int]:
    """Year, agency and version of the bag that serves as the example."""
    year, agency, version = max(collection.seals.all, key=lambda each: (each[2].sealed, each[0]))
    return year, agency, version.version


def archivist_text(collection: Collection) -> str:
    return archivist.text(*newest(collection))


def chain_text(collection: Collection) -> str:
    """The chain as it is published; empty where there is none."""
    return collection.seals.chain.text if collection.seals.chain.entries else ""


def summed(announced: Sequence[Notice]) -> str:
    """更正 3 处、撤回 1 处."""
    counts = [(kind, sum(each.kind is kind for each in announced)) for kind in NoticeKind]
    return "、".join(f"{kind.value} {count} 处" for kind, count in counts if count)


def zip_name(report: Report, version: Version) -> str:
    return f"{bag_name(report.year, report.agency_id, version.version)}.zip"


def year_archive_page(collection: Collection, site: Site, year: int) -> PageContent | None:
    """Every bag of the year with its checksum, in the order of agencies; None where nothing is sealed."""
    here = addresses.year_address(year, addresses.ARCHIVE)
    found = [(report, version) for report in collection.reports if report.year == year for version in collection.sealed(report)]
    if not found:
        return None
    reports = [report for report in collection.reports if report.year == year]
    unsealed = sum(not collection.sealed(report) for report in reports)
    rows = tuple(row(report, version, site, here) for report, version in found)
    columns = heads(["版本", "封存日期", "封存单位", "归档包", "校验值"])
    blocks = (
        paragraph(
            f"{year}年度已封存 {len(reports) - unsealed} 份报告"
            + (f"，另有 {unsealed} 份尚未封存。" if unsealed else "。")
            + "封存以后改一个数、一句话，都要写更正，并另存新版；旧版照留。"
        ),
        cross_table(CrossTable("bags", f"{year}年度的归档包", "机构", columns, rows)),
        paragraph(
            "归档包是 BagIt 格式（RFC 8493）的 zip 文件，展开后每份文件都有 SHA-512 摘要。把归档包和校验值下载到同一个文件夹，"
            "运行 sha512sum -c *.sha512，每一行都应是 OK。"
        ),
        *signed_part(collection, year),
        links("相关页面", here, [(VERIFY, addresses.VERIFY)]),
    )
    description = f"{site.county}{year}年度政府信息公开工作年度报告的归档包、封存日期和校验值。"
    return page_of(f"{year}年度政府信息公开年报归档", description, blocks)


def signed_part(collection: Collection, year: int) -> Iterator[PageBlock]:
    """Who signed the year's seal and when, with the files that prove it; nothing where nobody has."""
    signed = collection.seals.signatures(year)
    if not signed:
        return
    columns = heads(["谁", "时间（北京时间）", "证书的签发机构", "签的是", "文件"])
    rows = tuple(
        CrossRow(
            TableCell(f"{SAID[each.kind]} {each.number}", kind="text"),
            (
                TableCell(each.who, kind="text"),
                TableCell(in_beijing(each.moment) + ("（收下）" if each.kind is Kind.RAW else ""), kind="text"),
                TableCell(each.issuer, kind="text"),
                TableCell(each.of, each.of, "text"),
                TableCell(each.file, each.file, "text"),
            ),
            f"signature-{each.number}",
        )
        for each in signed
    )
    yield paragraph(
        f"{year}年度的封存记录（{year}.yml）写着每份报告每个文件的摘要。下面的签名和时间戳证明这份记录是谁封存的、那时已经在；"
        f"都可以只用 OpenSSL 核对，怎样核对写在 {ABOUT} 里，签发机构的证书在 {ROOTS} 里。"
    )
    yield cross_table(CrossTable("signatures", f"{year}年度封存记录的签名和时间戳", "签名", columns, rows))
    yield files_beside(
        "核对用的文件", (f"{year}.yml", f"{year}年度的封存记录"), (ABOUT, "怎样核对签名"), (ROOTS, "签发机构的证书")
    )


def files_beside(label: str, *files: tuple[str, str]) -> PageBlock:
    """Links to files in the page's own folder."""
    return unsaid("links", {"label": label, "links": [{"href": name, "text": text} for name, text in files]})


def row(report: Report, version: Version, site: Site, here: str) -> CrossRow:
    name = zip_name(report, version)
    return CrossRow(
        TableCell(report.agency_name, addresses.link(here, report.address(site))),
        (
            TableCell(f"第 {version.version} 版", kind="text"),
            TableCell(chinese_day(version.sealed), kind="text"),
            TableCell(version.by, kind="text"),
            TableCell(name, name, "text"),
            TableCell(f"{name}{CHECKSUM}", f"{name}{CHECKSUM}", "text"),
        ),
        f"{report.agency_id}-v{version.version}",
    )


def public_notices(collection: Collection) -> tuple[Notice, ...]:
    """What the public has to be told of: all but the sealings, newest first."""
    return tuple(each for each in notices(collection) if each.kind is not NoticeKind.SEALING)


def notices_page(collection: Collection, site: Site) -> PageContent | None:
    """None when nothing was ever corrected, restated or withdrawn."""
    found = public_notices(collection)
    here = addresses.notices_address()
    if not found:
        return None
    entries = [
        {
            "kind": each.kind.value,
            "date": chinese_day(each.day) if each.day else "日期未载明",
            "iso_date": each.day.isoformat() if each.day else "",
            "href": addresses.link(here, each.report.address(site)) + (f"#{each.anchor}" if each.anchor else ""),
            "title": each.report.envelope.title,
            "agency": each.report.agency_name,
            "text": each.text,
            "by": each.by,
        }
        for each in found
    ]
    lead = f"年报公布以后的变动都列在这里：{summed(found)}。原来公布的数和文字照留，可以对照。"
    related = [(VERIFY, addresses.VERIFY)] if collection.seals.all else []  # without a bag there is nothing to check
    blocks = (paragraph(lead), component("notices", entries), links("相关页面", here, related))
    return page_of(NOTICES, f"{site.county}政府信息公开年报公布以后的更正、重述和撤回，新的在前。", blocks)


def verify_page(collection: Collection, site: Site) -> PageContent:
    """The check of a bag by the reader's own browser or own commands."""
    years = [
        {"href": f"{addresses.year_address(year, addresses.ARCHIVE)}/", "text": f"{year}年度"}
        for year in sealed_years(collection)
    ]
    names = [bag_name(year, agency, version.version) for year, agency, version in collection.seals.all]
    example = names[0] if names else bag_name(2020, site.government_agency, 1)
    view = {
        "years": years,
        "folder": f"{addresses.REPORTS}/",
        "archive": addresses.ARCHIVE,
        "example": example,
        "sums": CHECKSUMS,
        "chain": f"{addresses.archive_address()}/{addresses.CHAIN}" if collection.seals.chain.entries else "",
    }
    script = Markup('<script src="{}" defer></script>').format(assets()["verify"].name)
    found = (
        Heading("here", "在这里核验", 2),
        Heading("files", "核验网页和下载的文件", 2),
        Heading("by-command", "用命令核验", 2),
        Heading("bags", "下载归档包", 2),
    )
    about = f"核验{site.county}政府信息公开年报的归档包有没有被改动：文件不离开自己的电脑。"
    return page_of(VERIFY, about, (component("verify", view), PageBlock(script)), found)
