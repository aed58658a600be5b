"""Writes the county of tests/sites/years: several agencies and years over all three formats, each report a changed base."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import yaml

from tests.checks import reading

SITE = Path(__file__).parents[1] / "sites" / "years"
GENERIC = """
format: "2014"
tables:
  statistics:
    - {label: 一、主动公开情况}
    - {label: 主动公开政府信息数, unit: 条, figure: 1200}
    - {label: 三、依申请公开情况}
    - {label: （一）收到申请数, unit: 件, figure: 271}
"""


def county(data: Path, **changes: dict[str, Any]) -> Path:
    """The `data` folder; `agencies`: entries instead of those of county.yml."""
    facts = yaml.safe_load((SITE / "county.yml").read_text("utf-8"))
    data.mkdir(parents=True)
    shutil.copy(reading.BASE / "site.yml", data / "site.yml")
    agencies = facts["agencies"] | changes.get("agencies", {})
    (data / "agencies.yml").write_text(yaml.safe_dump(agencies, allow_unicode=True, sort_keys=False), "utf-8")
    for case in facts["reports"]:
        report(case, agencies[case["agency"]], data)
    return data


def report(case: dict[str, Any], agency: dict[str, Any], data: Path) -> None:
    """The base moved to the year and given to the agency, with the published time and cells that the case states."""
    base = "2019" if case["base"] == "2014" else case["base"]
    folder = data / "reports" / str(case["year"]) / case["agency"]
    shutil.copytree(reading.BASE / base, folder)
    reading.move(folder, reading.YEARS[base], case["year"])
    file = folder / "report.yml"
    text = re.sub(
        r"^published: .*\n",
        f"published: {case['published']}\n" if "published" in case else "",
        file.read_text("utf-8"),
        flags=re.MULTILINE,
    )
    text = text.replace("agency: demo", f"agency: {case['agency']}").replace("title: 云溪县", f"title: {agency['short']}", 1)
    if agency["kind"] != "government":
        text = text.replace("scope: whole_government", "scope: this_organ")
    for address, figure in case.get("cells", {}).items():
        text = reading.with_cell(text, address, figure)
    if case["base"] == "2014":
        text = re.sub(r"^format: .*\n|^tables:\n(?s:.*)", "", text, flags=re.MULTILINE) + GENERIC
        prose = folder / "narrative.md"
        prose.write_text(re.sub(r"^\{\{ table.*\n", "", prose.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    file.write_text(text, "utf-8")
