"""Twenty made-up counties, each in six states: what an office would type, one command after the other, and nothing edited."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from gongkai.cli import main
from tests.catalogue.workbooks import workbook
from tests.examples.filling import fill_in

# No county has these names; of each level one or more, with characters of several sounds and of few.
NAMES = (
    "青禾县",
    "云麓市",
    "沐川岭区",
    "白桦旗",
    "南屏州自治县",
    "长乐坪县",
    "石曲县",
    "重阳沟县",
    "朝晖市",
    "藏柏县",
    "单堡区",
    "鹿鸣自治旗",
    "漪澜县",
    "蘅芜市",
    "大荒洼县",
    "六合坨区",
    "乌兰河旗",
    "三江汊县",
    "绿洲新区",
    "一二县",
)
TOWNS = ("榆河", "柳坪", "杏花", "石门", "大庙")
BUREAUS = ("财政局", "市场监督管理局", "教育局", "农业农村局", "卫生健康局", "审计局")


@dataclass(frozen=True, slots=True)
class County:
    """`folder` is its own; the commands are typed beside it."""

    name: str
    number: int

    @property
    def folder(self) -> Path:
        return Path(self.name)

    @property
    def government(self) -> str:
        """The id that `init` gave."""
        site = (self.folder / "data/site.yml").read_text("utf-8")
        return site.partition("government_agency: ")[2].partition("\n")[0]

    def agencies(self) -> str:
        """A list with another choice of agencies for each county, as CSV."""
        bureaus = islice(cycle(BUREAUS), self.number, self.number + 4)
        towns = islice(cycle(TOWNS), self.number, self.number + 2)
        rows = [f"{self.name}人民政府办公室,办公室,{self.name}人民政府,,综合协调"]
        rows += [f"{self.name}{bureau},部门,{self.name}人民政府,," for bureau in bureaus]
        rows += [f"{town}镇人民政府,乡镇,,," for town in towns]
        return "\n".join(["名称,类别,上级,联系电话,职责", *rows, ""])


COUNTIES = tuple(County(name, number) for number, name in enumerate(NAMES))


def typed(*words: str) -> None:
    assert main([*words]) == 0, " ".join(words)


@contextmanager
def standing_in(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def with_list(county: County) -> None:
    Path("名单.csv").write_text(county.agencies(), "gb18030")
    typed("init", county.name, "--agencies", "名单.csv")


def report(county: County, year: int, agency: str) -> None:
    data = str(county.folder / "data")
    typed("new", str(year), agency, "--data", data)
    fill_in(county.folder / "data/reports" / str(year) / agency)
    typed("ready", str(year), agency, "--published", f"{year + 1}-01-28", "--yes", "--data", data)


def township(county: County) -> str:
    """The id of the last of the list."""
    lines = (county.folder / "data/agencies.yml").read_text("utf-8").splitlines()
    return [line for line in lines if line.endswith(":") and not line.startswith((" ", "#"))][-1].rstrip(":")


# ---- The six states


def nothing(county: County) -> None:
    typed("init", county.name)


def one_report(county: County) -> None:
    typed("init", county.name)
    report(county, 2020, county.government)


def three_years(county: County) -> None:
    with_list(county)
    for year in (2019, 2020, 2021):
        report(county, year, county.government)
    report(county, 2021, township(county))


def catalogue(county: County) -> None:
    typed("init", county.name)
    add_catalogue(county)


def add_catalogue(county: County) -> None:
    workbook(Path("目录.xlsx"))
    typed("catalogue", "import", "目录.xlsx", "--data", str(county.folder / "data"))


def everything(county: County) -> None:
    """Besides all of the others: stated facts of the portal, a page of its own, a sealed year."""
    three_years(county)
    add_catalogue(county)
    site = county.folder / "data/site.yml"
    stated = f"portal: {county.name}人民政府网\ndomain: www.example\nsite_code: '0000000000'\ncontact: {{office: 政务公开办, address: 人民路, telephone: 010-0}}\n"
    site.write_text(site.read_text("utf-8") + stated, "utf-8")
    page = county.folder / "docs/zfxxgkzn/lianxi.md"
    page.parent.mkdir()
    page.write_text("# 联系我们\n\n{{ contact() }}\n\n见[年报](../zfxxgknb/index.md)。\n", "utf-8")
    with standing_in(county.folder):
        typed("archive", "2019", "--date", "2020-03-01", "--without", "pdf")


STATES: Mapping[str, Callable[[County], None]] = {
    "nothing": nothing,
    "agencies only": with_list,
    "one report": one_report,
    "three years with a township": three_years,
    "catalogue only": catalogue,
    "everything": everything,
}
