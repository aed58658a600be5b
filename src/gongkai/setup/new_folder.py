"""A new county's folder, written whole or not at all. Nothing in it is invented; what is unknown is left out."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from gongkai import __version__
from gongkai.collection import load_collection
from gongkai.county.data_version import PRESENT
from gongkai.downloads.schema import schema_files
from gongkai.files import move_contents, put_in_place, write_whole
from gongkai.imports.document import whole
from gongkai.problems import Position, Problem, errors, shown
from gongkai.setup.agency_ids import id_of
from gongkai.setup.agency_list import ListedAgency, read_agency_list
from gongkai.setup.county_name import government_of, stem_of
from gongkai.source.editor_schema import SCHEMAS
from gongkai.source.text import reason
from gongkai.source.typed_text import typed_text

RULE = "init"
UNLISTED = whole("")  # of the government of a county whose list does not name it
PROGRAM = 0o755
CI = ".ci/run"
SETTINGS = """\
# {county}的政府信息公开专栏。站名、栏目、报告页面都由 data/ 生成，这里没有数字，也没有要维护的页面清单。
site_name: 政府信息公开
theme: gongkai
plugins: [gongkai]
strict: true
"""
REQUIREMENTS = """\
# 生成这个网站的程序。升级：改版本号，安装，再运行 gongkai upgrade。
gongkai[site,pdf]=={version}
"""
SITE = """\
# yaml-language-server: $schema=../schemas/site.json
# 门户的名称、编号和联系方式。不知道的不写，绝不编造；公布前由办公室补齐（gongkai check --release 会逐项提醒）。
data_version: {data_version}
county: {county}
government: {government}
government_agency: {id}
# portal: 门户网站的正式名称（SiteName）
# domain: 门户网站的域名（SiteDomain）
# site_code: 政府网站标识码，10 位（SiteIDCode）
# icp: ICP 备案号
# police: 公安备案号
# portal_url: 门户首页的网址
# column_url: 本专栏部署后的网址（用于站点地图、规范链接和页末的二维码）
# request_form_url: 门户上依申请公开在线表单的网址
# contact: {{office: 受理机构, address: 通信地址, postcode: 邮编, telephone: 电话, fax: 传真, email: 电子邮箱, hours: 办公时间}}
"""
AGENCIES = """\
# yaml-language-server: $schema=../schemas/agencies.json
# 机构代号: 名称与类别。类别 kind：government 本级政府，office 政府办公室，department 部门，township 乡镇。
# 代号会出现在网址里，公布以后不能再改；读音不对的请现在改（site.yml 的 government_agency 和各处 parent 也要一起改）。
"""
CI_RUN = """\
#!/bin/sh
# 每次改动之后运行：检查数据并生成网站（草稿和先不放进去的报告会列出来），核对公布过的网址都还在。
set -eu
cd "$(dirname "$0")/.."
gongkai build
gongkai addresses
"""
ATTRIBUTES = """\
# 逐字节保存，在 Windows 上也一样：封存的报告要逐字节核对。
* -text
"""
IGNORED = """\
/site/
/.site.building/
/.*.lock
/.venv/
.cache/
__pycache__/
"""


@dataclass(frozen=True, slots=True)
class NewCounty:
    """`government` is the agency that stands first in `agencies`; ids by name."""

    county: str
    agencies: tuple[ListedAgency, ...]
    ids: Mapping[str, str]

    @property
    def government(self) -> ListedAgency:
        return next(agency for agency in self.agencies if agency.kind == "government")

    def id(self, agency: ListedAgency) -> str:
        return self.ids[agency.name]


def make_folder(county: str, into: Path, agency_list: Path | None) -> tuple[NewCounty | None, list[Problem]]:
    """The county whose folder was written, and what is to be told of the list; None where nothing was written.

    `county` is a name that `why_no_name` has nothing against.
    """
    if refusal := occupied(into):
        return None, [refusal]
    listed, problems = read_agency_list(agency_list, called(county)) if agency_list else ([], [])
    if errors(problems):
        return None, problems
    if not government_of(county) and not any(agency.kind == "government" for agency in listed):
        message = f"{county}的管理机构叫什么，从名称看不出来；请用 --agencies 给出名单，其中一行的类别写“本级政府”"
        return None, [*problems, Problem(Position(shown(agency_list or into)), RULE, message)]
    new = new_county(county, listed)
    try:
        problems += written(into, contents(new))
    except OSError as error:
        problems.append(Problem(Position(shown(into)), RULE, f"写不了这个文件夹：{reason(error)}"))
    return (None if errors(problems) else new), problems


def occupied(into: Path) -> Problem | None:
    """A folder in which anything stands is left alone."""
    try:
        there = next(path for path in (into.absolute(), *into.absolute().parents) if path.exists() or path.is_symlink())
        if not there.is_dir():
            message = "这里已有一个文件，不能作文件夹；请换一个"
        elif there == into.absolute() and (into.is_symlink() or any(into.iterdir())):
            message = "这个文件夹里已有东西，不会覆盖；请用 --into 写一个新的文件夹"
        else:
            return None
    except OSError as error:
        message = f"读不了这个文件夹：{reason(error)}"
    return Problem(Position(shown(into)), RULE, message)


# ---- What the county is


def called(county: str) -> tuple[str, ...]:
    """What its government may be called in a list of its own."""
    level = county[-1]
    names = (government_of(county), f"{county}政府", f"{level}人民政府", f"{level}政府", "本级政府", "人民政府")
    return tuple(filter(None, names))


def new_county(county: str, listed: Sequence[ListedAgency]) -> NewCounty:
    own = next((agency for agency in listed if agency.kind == "government"), None)
    if own is None:
        own = ListedAgency(government_of(county), "government", UNLISTED)
    elif own.name in called(county) and government_of(county):
        own = replace(own, name=government_of(county))  # 县政府, in a list of the county's own
    own = replace(own, short=own.short or county)
    agencies = (own, *(agency for agency in listed if agency.kind != "government"))
    return NewCounty(county, agencies, ids_of(county, agencies))


def ids_of(county: str, agencies: Sequence[ListedAgency]) -> dict[str, str]:
    """Those that the list states; for the others one from the name's sounds, without the county's name before it."""
    ids = {agency.name: agency.id for agency in agencies if agency.id}
    for agency in agencies:
        if not agency.id:
            name = stem_of(county) if agency.kind == "government" else own_name(agency.name, county)
            ids[agency.name] = id_of(name, ids.values())
    return ids


def own_name(name: str, county: str) -> str:
    """Without the county's name or its level before it; 市 may begin a word of the name itself (市场监督管理局).

    >>> own_name("示例县财政局", "示例县"), own_name("县财政局", "示例县"), own_name("市场监督管理局", "示例市")
    ('财政局', '财政局', '市场监督管理局')
    """
    return name.removeprefix(county).removeprefix(county[-1] if county[-1] != "市" else "")


# ---- What stands in its folder


def contents(new: NewCounty) -> dict[str, str]:
    """Each file by its path; with the schemas by which an editor completes what is typed into the others."""
    government = new.government
    site = SITE.format(
        data_version=PRESENT, county=typed_text(new.county), government=typed_text(government.name), id=new.id(government)
    )
    return {
        "mkdocs.yml": SETTINGS.format(county=new.county),
        "requirements.txt": REQUIREMENTS.format(version=__version__),
        "data/site.yml": site,
        "data/agencies.yml": AGENCIES + "".join(agency_text(agency, new) for agency in new.agencies),
        "docs/.gitkeep": "",
        CI: CI_RUN,
        ".gitattributes": ATTRIBUTES,
        ".gitignore": IGNORED,
        **{f"{SCHEMAS}/{name}": schema.decode() for name, schema in schema_files().items()},
    }


def agency_text(agency: ListedAgency, new: NewCounty) -> str:
    facts = {
        "name": agency.name,
        "short": agency.short,
        "kind": agency.kind,
        "parent": parent_id(agency, new),
        "duties": agency.duties,
    }
    lines = [f"  {key}: {typed_text(text)}" for key, text in facts.items() if text]
    lines += ["  contact:"] if agency.contact else []
    lines += [f"    {key}: {typed_text(text)}" for key, text in agency.contact.items()]
    return "\n".join([f"{new.id(agency)}:", *lines, ""])


def parent_id(agency: ListedAgency, new: NewCounty) -> str:
    if not agency.parent:
        return ""
    above = next((each for each in new.agencies if agency.parent in (each.name, each.short)), new.government)
    return new.id(above)


def written(into: Path, files: Mapping[str, str]) -> list[Problem]:
    """Built on the same disk and read back, then put there: what our own reader would refuse is never kept.

    A folder that is there, empty, is filled and not replaced: a person may stand in it.
    """
    there = into.resolve()
    nearest = next(path for path in (there, *there.parents) if path.is_dir())
    work = Path(tempfile.mkdtemp(prefix=".gongkai-", dir=nearest))
    try:
        built = work / "built"
        for name, text in files.items():
            (built / name).parent.mkdir(parents=True, exist_ok=True)
            write_whole(str(built / name), text.encode())
        (built / CI).chmod(PROGRAM)
        _, problems = load_collection(built / "data")
        if not problems and nearest == there:
            move_contents(built, there)
        elif not problems:
            there.parent.mkdir(parents=True, exist_ok=True)
            put_in_place(built, there)
        return [replace(problem, position=Position(shown(into))) for problem in problems]
    finally:
        shutil.rmtree(work, ignore_errors=True)
