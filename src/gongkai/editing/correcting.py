"""A figure or a sentence put right, with the correction that a published report needs."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from gongkai.editing.file_change import FileChange, Made, as_typed, edited, made
from gongkai.editing.found_report import NARRATIVE, Account, FoundReport, too_early
from gongkai.problems import Position, Problem, shown
from gongkai.reports.last_public import last_public
from gongkai.reports.reading import read_report
from gongkai.reports.statements import WITHDRAWN, as_text, place_name, statements
from gongkai.reports.typed_places import typed_path
from gongkai.source.editing import TypedFile, Value
from gongkai.source.nodes import Items, Node, Scalar, Table
from gongkai.source.typed_values import typed_value

RULE = "revision"
SECTION = "sections."
PERIOD = "period"
TWO_DAYS = re.compile(r"(?P<from>\d{4}-\d\d-\d\d)\s*[至到/~—]+\s*(?P<to>\d{4}-\d\d-\d\d)", re.ASCII)


class Correction(NamedTuple):
    """What is to stand at `place`, as an office types it: `null` for a blank. `was` is the sentence that is changed, or what was
    public of a figure that was changed before without a word.
    """

    place: str
    new: str
    account: Account
    was: str = ""


def correction(found: FoundReport, asked: Correction) -> Made:
    """The files with it; or why it cannot be."""
    if asked.place != "published" and (faults := [*too_early(found.report, "更正", asked.account.day)]):
        return [], faults
    changes, problems = maker(asked.place)(found, asked)
    problems = problems or [*unreadable(found, changes)]
    return ([], problems) if problems else (changes, [])


def maker(place: str) -> Callable[[FoundReport, Correction], Made]:
    if place == PERIOD:
        return corrected_period
    return corrected_sentence if place.startswith(SECTION) else corrected_figure


def fault(found: FoundReport, message: str) -> Made:
    return [], [Problem(Position(found.report.source.name), RULE, message)]


# ---- A figure


def corrected_figure(found: FoundReport, asked: Correction) -> Made:
    path = typed_path(found.report, asked.place)
    if asked.place == WITHDRAWN:
        return fault(found, "撤回用 gongkai withdraw；取消撤回加上 --undo")
    if path is None:
        return fault(found, f"报告里没有“{asked.place}”；请照 report.yml 里的名称写成“表.行.列”")
    if not asked.new.strip():
        return fault(found, "没有写改成什么；改成空白写 null")
    is_text = path[0] not in ("tables", "figures")
    was, now = value_at(found.report.source.node, path), typed_value(asked.new, is_text=is_text)
    if was == now:
        if message := unexplainable(found, asked):
            return fault(found, message)
        was = typed_value(asked.was, is_text=is_text)
    if found.report.was_public and not (asked.account.by or found.office):
        return fault(found, "不知道是哪个单位作的更正；用 --by 写明")

    def change(typed: TypedFile) -> TypedFile:
        return noted(typed.with_value(path, now), found, asked, {"cell": asked.place}, (was, now))

    return made(found.file, change)


def corrected_period(found: FoundReport, asked: Correction) -> Made:
    """Both days at once, whether there were any or not."""
    days = TWO_DAYS.fullmatch(asked.new.strip())
    if days is None:
        return fault(found, f"统计期限要写两天，例如 {found.report.year}-01-01至{found.report.year}-12-31")
    if found.report.was_public and not (asked.account.by or found.office):
        return fault(found, "不知道是哪个单位作的更正；用 --by 写明")
    node = found.report.source.node
    was = {key: value_at(node, (PERIOD, key)) for key in days.groupdict()}
    if was == days.groupdict():
        return fault(found, f"统计期限已经是 {'至'.join(days.groups())}")

    def change(typed: TypedFile) -> TypedFile:
        if not typed.has((PERIOD,)):
            typed = typed.with_value((PERIOD,), days.groupdict(), below=("scope",))
        for key, now in days.groupdict().items():
            typed = typed.with_value((PERIOD, key), now)
            if was[key] != now:
                typed = noted(typed, found, asked, {"cell": f"{PERIOD}.{key}"}, (was[key], now))
        return typed

    return made(found.file, change)


def unexplainable(found: FoundReport, asked: Correction) -> str:
    """Why no correction can say how the figure that stands there came to be; empty where --was is what was public."""
    name, known = place_name(found.report, asked.place), last_public(found.report, found.collection)
    if not found.report.was_public or known.said(asked.place, asked.new) is not False:
        return f"{name}已经是“{asked.new}”"
    if not asked.was:
        return f"{name}已经是“{asked.new}”，公布时不是；用 --was 写公布时的数，就补写更正"
    return "" if known.said(asked.place, asked.was) else f"{name}：公布时不是“{asked.was}”"


def noted(
    typed: TypedFile, found: FoundReport, asked: Correction, place: Mapping[str, str], change: tuple[Value, Value]
) -> TypedFile:
    """With the correction that a public report needs. One that was not public yet is taken back, or says the newer figure."""
    if not found.report.was_public:
        return typed
    was, now = change
    address = place.get("cell") or f"{SECTION}{place['section']}"
    pending = last_public(found.report, found.collection).pending(address)
    if pending is not None and as_text(found.report.envelope.revisions[pending].now) == as_text(was):
        typed, was = typed.without_item(("revisions", pending)), found.report.envelope.revisions[pending].was
    if as_text(was) == as_text(now):
        return typed
    return typed.with_item(("revisions",), revision(found, asked, place, was, now))


def value_at(node: Node, path: Sequence[str | int]) -> Value:
    """None for a blank, and for what was not written."""
    here: Node | None = node
    for step in path:
        if isinstance(here, Table) and isinstance(step, str):
            here = here.entries.get(step)
        elif isinstance(here, Items) and isinstance(step, int):
            here = here.items[step]
    return here.value if isinstance(here, Scalar) else None


def revision(found: FoundReport, asked: Correction, place: Mapping[str, str], was: Value, now: Value) -> Value:
    by = asked.account.by or found.office
    return {"date": asked.account.day, **place, "was": was, "now": now, "why": asked.account.why, "by": by}


# ---- A sentence


def corrected_sentence(found: FoundReport, asked: Correction) -> Made:
    file = found.report.folder / NARRATIVE
    stated = statements(found.report).get(asked.place)
    text = as_typed(file)
    if stated is None:
        return fault(found, f"报告里没有“{asked.place.removeprefix(SECTION)}”这一节；请照 narrative.md 的章节写")
    if not asked.was:
        return fault(found, "改一句话，要用 --was 照录原句")
    if not asked.new.strip():
        return fault(found, "没有写改成什么；要删去一句，连同相邻的一句一起写")
    known = last_public(found.report, found.collection)
    if is_once(asked.new, stated.text) and known.said(asked.place, stated.text.replace(asked.new, asked.was)):
        return with_revision(found, asked, [])  # changed already, and not a word said
    if not is_once(asked.was, stated.text) or not is_once(asked.was, text):
        why = not_once(text.count(asked.was), stated.text.count(asked.was))
        return fault(found, f"{place_name(found.report, asked.place)}：{why}；请照 {NARRATIVE} 里的写法照录，多写几个字")
    return with_revision(found, asked, [FileChange(file, text, text.replace(asked.was, asked.new))])


def is_once(words: str, text: str) -> bool:
    return text.count(words) == 1


def not_once(times: int, in_section: int) -> str:
    """Why the words do not say which sentence is meant."""
    if not times:
        return "找不到这句话"
    if not in_section:
        return "这句话在别的一节里"
    return f"这句话在 {NARRATIVE} 里出现了 {times} 次，要能认出是哪一处"


def with_revision(found: FoundReport, asked: Correction, changes: list[FileChange]) -> Made:
    place = {"section": asked.place.removeprefix(SECTION)}
    changed, problems = edited(found.file, lambda typed: noted(typed, found, asked, place, (asked.was, asked.new)))
    return [*changes, *([changed] if changed and found.report.was_public else [])], problems


# ---- Before it is written


def unreadable(found: FoundReport, changes: Sequence[FileChange]) -> Iterator[Problem]:
    """What the report's reader would say of the changed files and did not say before."""
    known = {(problem.rule, problem.subject, problem.message) for problem in found.problems}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in (found.file, found.report.folder / NARRATIVE):
            (folder / file.name).write_bytes(file.read_bytes())
        for change in changes:
            (folder / change.file.name).write_bytes(change.after.encode())
        _, problems = read_report(folder, {})
    for problem in problems:
        if (problem.rule, problem.subject, problem.message) not in known:
            yield Problem(Position(shown(found.file)), problem.rule, problem.message, subject=problem.subject)
