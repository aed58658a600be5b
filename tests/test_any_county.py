"""The package speaks of no county: what is one county's stands in its data and its `docs/`, what is fictional in the demo."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from gongkai.build.page_sources import TEXTS
from gongkai.county.agencies import read_agencies
from gongkai.county.portal import read_site

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "gongkai"
ENDINGS = {".py", ".yml", ".html", ".css", ".js", ".txt", ".typ", ".md", ".svg", ".xml"}
# The county that this repository publishes, where it lies and what its portal is called; a county of another test.
PLACES = ("正宁", "庆阳", "甘肃", "青禾", "zhengning", "qingyang", "gansu", "zhengning.gov.cn", "621025")
PROVINCES = [
    "北京市",
    "天津市",
    "河北省",
    "山西省",
    "内蒙古",
    "辽宁省",
    "吉林省",
    "黑龙江",
    "上海市",
    "江苏省",
    "浙江省",
    "安徽省",
    "福建省",
    "江西省",
    "山东省",
    "河南省",
    "湖北省",
    "湖南省",
    "广东省",
    "广西",
    "海南省",
    "重庆市",
    "四川省",
    "贵州省",
    "云南省",
    "西藏",
    "陕西省",
    "甘肃省",
    "青海省",
    "宁夏",
    "新疆",
    "香港",
    "澳门",
    "台湾",
]
# A year is a rule's: of a document number, of the day from which it holds, of the years that a form is for.
YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
OF_A_RULE = re.compile(r"〔\d{4}〕\d+号|\d{4}年\d+月\d+日起施行|^\| 《.+年度报告格式.*", re.MULTILINE)
SHAPES = "shapes.txt"  # of digits, dot by dot: no words


def named(folder: Path, words: tuple[str, ...]) -> Iterator[str]:
    """Each line of the package that holds one of the words, as `file:line: word`."""
    for file in sorted(folder.rglob("*")):
        if file.suffix in ENDINGS and file.name != SHAPES and "__pycache__" not in file.parts:
            for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
                yield from (f"{file.relative_to(folder)}:{number}: {word}" for word in words if word in line)


def own_names() -> tuple[str, ...]:
    """What this repository's county says of itself in its data."""
    site, _ = read_site(ROOT / "data")
    agencies, _ = read_agencies(ROOT / "data")
    assert site
    return site.county, site.government, *(agency.name for agency in agencies.values()), *agencies


def test_the_package_names_no_county_and_no_province() -> None:
    assert [*named(PACKAGE, tuple(dict.fromkeys((*PLACES, *PROVINCES, *own_names()))))] == []


@pytest.mark.parametrize("line", ["<a href='https://zwfw.gansu.gov.cn/'>", "公开正宁县的数", "{county: 江苏省}"])
def test_a_name_is_found_where_it_stands(line: str, tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/index.md").write_text(f"# 甲\n\n{line}\n", "utf-8")
    assert all(found.startswith("pages/index.md:3: ") for found in named(tmp_path, (*PLACES, *PROVINCES)))
    assert [*named(tmp_path, (*PLACES, *PROVINCES))]


def years_in(text: str) -> list[str]:
    return YEAR.findall(OF_A_RULE.sub("", text))


@pytest.mark.parametrize("text", sorted(TEXTS.rglob("*.md")), ids=lambda file: file.parent.name)
def test_no_text_of_the_package_holds_a_year(text: Path) -> None:
    assert years_in(text.read_text("utf-8")) == []


def test_no_template_script_or_style_holds_a_year() -> None:
    files = (file for file in sorted(PACKAGE.rglob("*")) if file.suffix in {".html", ".js", ".css", ".typ"})
    ours = (file for file in files if "expected" not in file.parts)  # examples of a component are of a fictional county
    assert [str(file.relative_to(PACKAGE)) for file in ours if years_in(file.read_text("utf-8"))] == []


def test_a_year_of_a_county_is_found_and_one_of_a_rule_is_not() -> None:
    assert years_in("见2020年度报告（国办发〔2019〕54号，2019年5月15日起施行）。") == ["2020"]


def test_the_column_s_descriptions_hold_no_year() -> None:
    parts = yaml.safe_load((PACKAGE / "statute/column.yml").read_text("utf-8"))["parts"]
    assert [part["path"] for part in parts if years_in(f"{part['title']}{part['description']}")] == []
