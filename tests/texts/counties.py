"""The fictional 云溪县 as it may stand when it begins: with nothing, with agencies, with one report of each form, a catalogue, or all."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from gongkai.build.project import Project, project_in
from tests.build.county import entry, field_text, write
from tests.checks import reading
from tests.years.county import county

BARE = "county: 云溪县\ngovernment: 云溪县人民政府\ngovernment_agency: demo\n"
GOVERNMENT = "demo: {name: 云溪县人民政府, short: 云溪县, kind: government}\n"
OTHERS = (
    "finance: {name: 云溪县财政局, short: 县财政局, kind: department}\n"
    "heritage: {name: 云溪县文物局, kind: department, until: 2020}\n"
    "linxi: {name: 林溪乡人民政府, short: 林溪乡, kind: township}\n"
    "dongkou: {name: 东口镇人民政府, kind: township, duties: 本镇的行政工作, contact: {telephone: 0000-0000002}}\n"
)
OWN = "---\ntitle: 办事指南\ndescription: 常办的事怎样办。\n---\n\n# 办事指南\n\n到政务服务大厅办理。\n"


def nothing(data: Path) -> None:
    write(data / "site.yml", BARE)
    write(data / "agencies.yml", GOVERNMENT)


def agencies(data: Path) -> None:
    nothing(data)
    write(data / "agencies.yml", GOVERNMENT + OTHERS)


def report(form: str) -> Callable[[Path], None]:
    """One report of that form, of an office that has stated nothing else."""

    def make(data: Path) -> None:
        nothing(data)
        reading.report({"base": form}, reading.YEARS[form], data)

    return make


def catalogue(data: Path) -> None:
    agencies(data)
    entries = [entry(number, agencies="finance" if number % 2 else "[finance, linxi]") for number in range(1, 25)]
    write(data / "catalogue/social-assistance.yml", field_text("社会救助", entries))
    write(data / "catalogue/elderly-care.yml", field_text("养老服务", [{**each, "agencies": "linxi"} for each in entries[:3]]))


def everything(data: Path) -> None:
    """Six years, three forms, five agencies, a catalogue, a correction, a seal, contacts, an online form, a page of its own."""
    shutil.rmtree(data, ignore_errors=True)
    county(data)
    with (data / "site.yml").open("a", encoding="utf-8") as site:
        site.write("request_form_url: https://www.yunxi.example/ysqgk/\ncolumn_url: https://www.example.gov.cn/zwgk/\n")
    catalogue(data.parent / "other")
    shutil.copytree(data.parent / "other/catalogue", data / "catalogue")
    shutil.rmtree(data.parent / "other")
    reading.seal(2018, data)
    withdrawn = "\nwithdrawn: {date: 2023-03-01, why: 误将征求意见稿公布, by: 林溪乡人民政府}\n"
    with (data / "reports/2022/linxi/report.yml").open("a", encoding="utf-8") as file:
        file.write(withdrawn)
    write(data.parent / "docs/banshi/index.md", OWN)


COUNTIES: Mapping[str, Callable[[Path], None]] = {
    "nothing": nothing,
    "agencies": agencies,
    "report-2014": report("2014"),
    "report-2019": report("2019"),
    "report-2021": report("2021"),
    "catalogue": catalogue,
    "everything": everything,
}


def project_of(name: str, folder: Path) -> Project:
    """The county's folder. It has no `docs/`, but for the page of its own of the county that has everything."""
    COUNTIES[name](folder / "data")
    return project_in(folder)
