"""agencies.yml as an office types it: who stands above whom, how to reach an agency, what it does."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.collection import Collection
from gongkai.county.agencies import Agency, read_agencies
from gongkai.county.portal import Contact, Site
from gongkai.html.pages.history import stated_facts

GOVERNMENT = "qinghe: {name: 青禾县人民政府, kind: government}\n"


def read(folder: Path, text: str) -> tuple[dict[str, Agency], list[str]]:
    (folder / "agencies.yml").write_text(GOVERNMENT + text, "utf-8")
    agencies, problems = read_agencies(folder)
    return agencies, [str(problem).removeprefix(f"{folder}/") for problem in problems]


WRONG = {
    "no such parent": ("a: {name: 甲局, kind: department, parent: b}\n", ["2:41: 没有“b”这个机构（parent，上级机关的代号） [shape]"]),
    "its own parent": ("a: {name: 甲局, kind: department, parent: a}\n", ["2:41: 甲局的上级机关一层层往上又回到它自己（parent） [shape]"]),
    "in a circle": (
        "a: {name: 甲局, kind: department, parent: b}\nb: {name: 乙局, kind: department, parent: a}\n",
        [f"{line}:41: {name}的上级机关一层层往上又回到它自己（parent） [shape]" for line, name in ((2, "甲局"), (3, "乙局"))],
    ),
    "below a circle": (
        "a: {name: 甲局, kind: department, parent: b}\nb: {name: 乙局, kind: department, parent: b}\n",
        ["3:41: 乙局的上级机关一层层往上又回到它自己（parent） [shape]"],
    ),
    "a parent that is wrong itself": ("a: {name: 甲局, kind: department, parent: b}\nb: {name: 乙局}\n", ["3:4: 缺少“kind” [shape]"]),
    "a way to reach it that nobody knows": ("a: {name: 甲局, kind: department, contact: {wechat: x}}\n", ["2:43: 不认识“wechat”；请检查拼写 [shape]"]),
    "what nobody sees": (
        "a: {name: 甲\u202e局, kind: department}\nb: {name: 乙\u200b局, kind: department}\n",
        [
            "2:12: 这里有改变字序的字符（U+202E，强制从右到左）；请删去后重新输入 [yaml]",
            "3:12: 这里有看不见的字符（U+200B，零宽空格）；请删去后重新输入 [yaml]",
        ],
    ),
    "what nobody sees, by its number": (
        "b: {name: \"乙\\u200b局\", kind: department}\n",
        ["2:11: 这里有看不见的字符（U+200B，零宽空格）；请删去后重新输入 [yaml]"],
    ),
    "markup": ("a: {name: 甲局, kind: department, duties: '<b>'}\n", ["2:41: “duties”的写法不对 [shape]"]),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_what_cannot_be_is_told_at_its_place(what: str, tmp_path: Path) -> None:
    text, lines = WRONG[what]
    assert read(tmp_path, text)[1] == [f"agencies.yml:{line}" for line in lines]


def test_what_is_stated_stands_on_the_agency_s_page(tmp_path: Path) -> None:
    text = "a:\n  name: 甲局\n  kind: department\n  parent: qinghe\n  duties: 管账 & 管钱\n  contact: {telephone: 010-1, address: 人民路1号}\n"
    agencies, problems = read(tmp_path, text)
    assert problems == []
    assert agencies["a"].contact == Contact(telephone="010-1", address="人民路1号")
    site = Site(county="青禾县", government="青禾县人民政府", government_agency="qinghe")
    collection = Collection(tmp_path, site, agencies, ())
    html = str(stated_facts(collection, agencies["a"]).html)
    for label, said in (
        ("上级机关", "青禾县人民政府"),
        ("职责", "管账 &amp; 管钱"),
        ("通信地址", "人民路1号"),
        ("联系电话", "010-1"),
    ):
        assert f"<dt>{label}</dt><dd>{said}</dd>" in html
    assert str(stated_facts(collection, agencies["qinghe"]).html) == ""
