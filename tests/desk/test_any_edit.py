"""Whatever is typed at the desk: the data differ in that place alone, as the command would have written it; undone, not at all."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from lxml import html

from gongkai.editing.correcting import Correction, correction
from gongkai.editing.found_report import Account, found_report
from tests.desk.conftest import Clerk

HOME = "/reports/2022/demo/"
FOLDER = "reports/2022/demo"
TEXTS = ("0", "/", "不适用", "", "7", "12", "4096", "——", "无")
WRONG = (
    "3O7",
    "-1",
    "1.5",
    "１２",
    "{a: b}",
    "- x",
    "# 注",
    '"5"',
    "5 件",
    "null",
    "~",
    "true",
    "1e3",
    "0x10",
    "007",
    "a: b",
    "*x",
    "&y",
    "|",
)
NOTHING = ("null", "~")  # a blank to the command; at the desk a blank is what nobody typed
WORDS = ("新收申请", "办结", "机构", "全年公开", "没有变化", "{{", "：", "# ", "- ", "〔2021〕", "“引号”", "　", "a & b", "1. ")


def files_of(data: Path) -> dict[str, bytes]:
    return {file.relative_to(data).as_posix(): file.read_bytes() for file in sorted(data.rglob("*")) if file.is_file()}


def remarks(raw: bytes) -> list[str]:
    return [line.partition("#")[2] for line in raw.decode().splitlines() if "#" in line]


def cells_of(raw: bytes) -> dict[str, object]:
    """By another reader of YAML."""
    tables = yaml.safe_load(raw.decode())["tables"]
    return {f"{t}.{r}.{c}": value for t, rows in tables.items() for r, cells in rows.items() for c, value in cells.items()}


def differing(before: dict[str, object], after: dict[str, object]) -> set[str]:
    assert [*before] == [*after]  # in their order
    return {place for place in before if before[place] != after[place]}


def chosen(chance: random.Random, number: int, cells: list[str]) -> Iterator[tuple[str, str]]:
    for _ in range(number):
        yield chance.choice(cells), chance.choice(chance.choice((TEXTS, TEXTS, WRONG)))


def commanded(data: Path, beside: Path, place: str, text: str) -> tuple[bytes, bool]:
    """What the command makes of the report's file, and whether it would."""
    shutil.rmtree(beside, ignore_errors=True)
    shutil.copytree(data, beside, ignore=shutil.ignore_patterns("2020", "2021", ".gongkai"))
    found, _ = found_report(beside / FOLDER)
    assert found
    changes, problems = correction(found, Correction(place, text or "null", Account("填写", "", "2023-01-10")))
    after = changes[0].after.encode() if changes else (beside / FOLDER / "report.yml").read_bytes()
    return after, not problems


def edit_and_compare(clerk: Clerk, folder: Path, number: int, seed: int) -> None:
    chance = random.Random(seed)
    file = clerk.data / FOLDER / "report.yml"
    cells = [*cells_of(file.read_bytes())]
    written = 0
    for place, text in chosen(chance, number, cells):
        before = files_of(clerk.data)
        raw = file.read_bytes()
        seen = cells_of(raw)[place]
        stands = "" if seen is None else str(seen)
        expected, accepted = commanded(clerk.data, folder / "beside", place, text) if text not in NOTHING else (raw, False)
        answer = clerk.type(place, text, seen=stands)
        after = files_of(clerk.data)
        same = text == stands
        assert answer.status_code == (303 if accepted or same else 422), (place, text)
        assert {name for name in after if after[name] != before.get(name)} <= {f"{FOLDER}/report.yml"}
        assert [*after] == [*before]
        now = after[f"{FOLDER}/report.yml"]
        assert now == (raw if same else expected), (place, text)
        assert remarks(now) == remarks(raw)
        assert differing(cells_of(raw), cells_of(now)) <= {place}
        written += now != raw
        if chance.random() < 0.1 and now != raw:
            clerk.send(f"{HOME}undo", {})
            assert files_of(clerk.data) == before
    assert written > number // 4


def rewrite_and_compare(clerk: Clerk, number: int, seed: int) -> None:
    """Sections of the prose: the others stay byte for byte, and what was typed is what is read."""
    chance = random.Random(seed)
    file = clerk.data / FOLDER / "narrative.md"
    for _ in range(number):
        before = file.read_text("utf-8")
        section = chance.choice(("overview", "problems_improvements", "other_matters"))
        lines = ["".join(chance.choices(WORDS, k=4)).strip() for _ in range(chance.randrange(4))]
        seen = page_text(clerk, section, "seen")
        answer = clerk.send(f"{HOME}prose/{section}/", {"text": "\n".join(lines), "seen": seen})
        after = file.read_text("utf-8")
        if answer.status_code == 422:
            assert after == before
            clerk.send(f"{HOME}drop", {"place": f"sections.{section}"})
            continue
        assert page_text(clerk, section, "text") == "\n".join(line for line in lines if line)
        assert parts(after, section)[0] == parts(before, section)[0]
        clerk.send(f"{HOME}undo", {})
        assert file.read_text("utf-8") == before or after == before
        if after != before:
            clerk.send(f"{HOME}redo", {})
            assert file.read_text("utf-8") == after


TITLES = {"overview": "总体情况", "problems_improvements": "存在的主要问题", "other_matters": "其他需要报告的事项"}


def parts(text: str, section: str) -> tuple[list[str], list[str]]:
    """Every other section, and that one."""
    found = text.split("\n## ")
    mine = [part for part in found if TITLES[section] in part.partition("\n")[0]]
    return [part.strip() for part in found if part not in mine], mine


def page_text(clerk: Clerk, section: str, field: str) -> str:
    tree = html.fromstring(clerk.look(f"{HOME}prose/{section}/").text)
    found = tree.xpath(f"//*[@name='{field}']")[0]
    value = found.get("value") if field == "seen" else found.text
    return (value or "").removeprefix("\n")


def test_edits_touch_what_was_edited(clerk: Clerk, tmp_path: Path) -> None:
    edit_and_compare(clerk, tmp_path, 30, seed=1)


def test_rewritten_sections_touch_no_other(clerk: Clerk) -> None:
    rewrite_and_compare(clerk, 15, seed=2)


@pytest.mark.audit
def test_five_hundred_edits_touch_what_was_edited(clerk: Clerk, tmp_path: Path) -> None:
    edit_and_compare(clerk, tmp_path, 500, seed=3)
    rewrite_and_compare(clerk, 100, seed=4)
