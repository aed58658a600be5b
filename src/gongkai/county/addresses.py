"""Where pages stand below the column. A published address never changes."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache

REPORTS = "zfxxgknb"
STATEMENT = "wzasm"
REQUESTS = "ysqgk"
COLUMNS = "lanmu"
FORM, TERMS = "shenqingbiao", "qixian"  # below it
# Words that stand in an address where an agency's id may stand; no agency can be called so.
AGENCIES, TOTALS, KEY_FIGURES, COMPARED, HISTORY = "jigou", "huizong", "yaoshu", "duibi", "lishi"
DATA, DICTIONARY = "shuju", "zidian"
NAMED = "zhengwen"  # below an agency's years
CHAIN, ARCHIVIST = "chain.txt", "CHECK.txt"  # beside the page of all that was sealed
ARCHIVE, NOTICES = "guidang", "gengzheng"
PROMISES = "gaijin"  # below a year
RESERVED = (AGENCIES, TOTALS, KEY_FIGURES, COMPARED, HISTORY, ARCHIVE, NOTICES, DATA, PROMISES, "tables")
VERIFY = "verify.html"
# Names of Windows' devices, by which it makes no folder; each of these would be a folder of the site.
DEVICE = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
NO_FOLDER = "“{}”是 Windows 的设备名，那里建不了这样的文件夹，不能作{}；请换一个"


def up_from(address: str) -> str:
    """From that page to the column's front page, as links on it begin.

    >>> up_from("zfxxgknb/2020")
    '../../'
    """
    return "../" * (address.count("/") + 1)


def report_address(year: int, agency: str, government: str) -> str:
    """The folder of a report's page: the county government's stands at the year itself, another agency's below it."""
    folder = f"{REPORTS}/{year}"
    return folder if agency == government else f"{folder}/{agency}"


def year_address(year: int, word: str) -> str:
    """A page about a year's reports: who published (AGENCIES), their sum (TOTALS), key figures, agencies compared,
    the bags of those that are sealed (ARCHIVE), what they promised to mend (PROMISES)."""
    return f"{REPORTS}/{year}/{word}"


def agency_address(agency: str) -> str:
    """The page of an agency's years."""
    return f"{REPORTS}/{AGENCIES}/{agency}"


def named_figures_address(agency: str, page: int = 0) -> str:
    """The figures of the prose of an agency's reports through the years; they stand on as many pages as they need.

    >>> named_figures_address("civil"), named_figures_address("civil", 1)
    ('zfxxgknb/jigou/civil/zhengwen', 'zfxxgknb/jigou/civil/zhengwen/ye-2')
    """
    first = f"{agency_address(agency)}/{NAMED}"
    return f"{first}/ye-{page + 1}" if page else first


def agencies_address() -> str:
    """The list of all agencies."""
    return AGENCIES


def agency_page_address(agency: str) -> str:
    """What an agency is, how to reach it and what it publishes.

    >>> agency_page_address("civil"), agency_address("civil")
    ('jigou/civil', 'zfxxgknb/jigou/civil')
    """
    return f"{AGENCIES}/{agency}"


def columns_address(column: str = "") -> str:
    """The list of the portal's columns and outward links, or the page of a column.

    >>> columns_address(), columns_address("zhengwu-dongtai")
    ('lanmu', 'lanmu/zhengwu-dongtai')
    """
    return f"{COLUMNS}/{column}".rstrip("/")


def history_address(concept: str = "") -> str:
    """The list of concepts, or the page of one."""
    return f"{REPORTS}/{HISTORY}/{concept}".rstrip("/")


def notices_address() -> str:
    """The page of all corrections, restatements and withdrawals (更正公告)."""
    return f"{REPORTS}/{NOTICES}"


def archive_address() -> str:
    """The page of what was put away and what was changed since it was published, of all years."""
    return f"{REPORTS}/{ARCHIVE}"


def comparison_address() -> str:
    """The page on which any two reports are compared."""
    return f"{REPORTS}/{COMPARED}"


def data_address(year: int | None = None) -> str:
    """The page of the open data of a year, or of all years."""
    return year_address(year, DATA) if year else f"{REPORTS}/{DATA}"


def dictionary_address() -> str:
    """What the tables, rows and columns of the data are called and mean."""
    return f"{data_address()}/{DICTIONARY}"


@lru_cache(maxsize=4096)
def link(here: str, there: str) -> str:
    """How a page at one address names another, so that the column works below any path.

    >>> link("zfxxgknb/2020/jigou", "zfxxgknb/2020"), link("zfxxgknb/2020", "zfxxgknb/jigou/finance")
    ('../', '../jigou/finance/')
    """
    return posixpath.relpath(there or ".", here or ".") + "/"


def link_to(here: str, there: str) -> str:
    """How a page in the folder `here` names a page or a file of the column.

    >>> link_to("zfxxgknb/2020n", "zfxxgknb/2020/"), link_to("", "feed.atom"), link_to("a/b", "")
    ('../2020/', 'feed.atom', '../../')
    """
    if there and not there.endswith("/"):
        return posixpath.relpath(there, here or ".")
    return link(here, there.rstrip("/"))


# The catalogue. Below a field stand its entries, so no entry may be called like one of these words; and no field like the others.
CATALOGUE = "fdzdgknr"
OVERVIEW, ALL, BY_AGENCY, TOWNSHIPS, CHANGES, DOCUMENTS = "mulu", "quanbu", "jigou", "xiangzhen", "biandong", "wenjian"
GUIDES = "zhiyin"  # of a field, or of all
FIELD_WORDS = (OVERVIEW, ALL, BY_AGENCY, TOWNSHIPS, CHANGES, DOCUMENTS, GUIDES)


# What any county's pages are called; in all other words of an address counties differ.
SEARCH = "jiansuo"
COLUMN_WORDS = ("zfxxgkzn", "zfxxgkzd", REQUESTS, FORM, TERMS)
PAGE_WORDS = frozenset(
    (*RESERVED, *FIELD_WORDS, *COLUMN_WORDS, REPORTS, STATEMENT, CATALOGUE, DICTIONARY, SEARCH, COLUMNS, NAMED)
)
YEAR = re.compile(r"\d{4}\Z")


def kind_of_page(address: str) -> str:
    """What pages of one making have in common: the year and the names of agencies, fields and entries are left out.

    >>> kind_of_page("zfxxgknb/2020/finance/"), kind_of_page("zfxxgknb/2021/yaoshu/"), kind_of_page("")
    ('zfxxgknb/0/*/', 'zfxxgknb/0/yaoshu/', '/')
    """
    words = address.split("?", maxsplit=1)[0].rstrip("/").split("/")
    return "/".join("0" if YEAR.match(word) else word if word in PAGE_WORDS else "*" if word else "" for word in words) + "/"


def catalogue_address(*words: str) -> str:
    """A page of the catalogue: the overview, a field's list, an entry's page …

    >>> catalogue_address("mulu"), catalogue_address("health", "vaccines")
    ('fdzdgknr/mulu', 'fdzdgknr/health/vaccines')
    """
    return "/".join((CATALOGUE, *words))


def guide_address(field: str = "") -> str:
    """What of a field's guide is there; without a field the list of all guides.

    >>> guide_address("health"), guide_address()
    ('fdzdgknr/health/zhiyin', 'fdzdgknr/zhiyin')
    """
    return catalogue_address(*filter(None, (field, GUIDES)))


def document_address(*words: str) -> str:
    """The page of a document, or of a list of them; the front page of all without a word.

    >>> document_address("2021-0001"), document_address()
    ('fdzdgknr/wenjian/2021-0001', 'fdzdgknr/wenjian')
    """
    return catalogue_address(DOCUMENTS, *words)


def item_word(number: int) -> str:
    """What the list of the documents under that item of 条例第二十条 is called in addresses, and its section on 法定主动公开内容.

    >>> item_word(7)
    'xiang-7'
    """
    return f"xiang-{number}"


def menu_address(address: str) -> str:
    """The page that a menu may name for the one at that address, where it is not the part of the column that it stands in.

    >>> [menu_address(page) for page in ("fdzdgknr/health/vaccines", "zfxxgknb/2020/shuju", "zfxxgknb/gengzheng", "ysqgk")]
    ['fdzdgknr/mulu', 'zfxxgknb/shuju', 'zfxxgknb/guidang', 'ysqgk']
    >>> menu_address("fdzdgknr/wenjian/2021-0001")
    'fdzdgknr/wenjian'
    """
    part, _, below = address.partition("/")
    if part == CATALOGUE and below:
        return document_address() if below.split("/")[0] == DOCUMENTS else catalogue_address(OVERVIEW)
    if part != REPORTS:
        return archive_address() if address == VERIFY else part
    words = below.split("/")[:2]
    if DATA in words:
        return data_address()
    return archive_address() if ARCHIVE in words or words[0] == NOTICES else part
