"""One change of a report, an entry or a document: looked at once more on the disk, compared with what the clerk saw, noted,
written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from threading import RLock
from typing import Generic, TypeVar

from gongkai.desk.county import County
from gongkai.desk.journal import Journal
from gongkai.desk.unsent import Typed, Unsent
from gongkai.desk.work import Works
from gongkai.editing.file_change import FileChange, Made
from gongkai.editing.found_report import FoundReport
from gongkai.problems import Problem
from gongkai.reports.statements import statements
from gongkai.source.text import told

Found = TypeVar("Found")


def nothing(found: object) -> str:  # noqa: ARG001 - of what nobody types
    return ""


def stated_at(place: str) -> Callable[[FoundReport], str]:
    """What a report says there, as typed; empty for a blank, and for what it does not say."""

    def stated(found: FoundReport) -> str:
        known = statements(found.report).get(place)
        return known.text if known else ""

    return stated


@dataclass(frozen=True, slots=True)
class Outcome:
    """What has become of it. `saved`: the files say so now. `why` are sentences for the clerk; `now` is what stands there where
    somebody else has changed it meanwhile, None otherwise.
    """

    saved: bool
    why: tuple[str, ...] = ()
    now: str | None = None


@dataclass(frozen=True, slots=True)
class AskedChange(Generic[Found]):
    """What is to be changed. `report` and `place` name it among what is kept while it is typed; `what` says it in the clerk's
    words, `stated` what stands there now. `steps` is the name under which it can be undone.
    """

    report: str
    place: str
    what: str
    change: Callable[[Found], Made]
    stated: Callable[[Found], str] = nothing

    @property
    def steps(self) -> str:
        return self.report

    def found(self, county: County) -> tuple[Found | None, list[Problem]]:
        """What it is done to, as the files say it now; None with the reasons where that cannot be read."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Edit(AskedChange[FoundReport]):
    """Of a report: `report` is `2025/finance`."""

    def found(self, county: County) -> tuple[FoundReport | None, list[Problem]]:
        year, _, agency = self.report.partition("/")
        return county.found(int(year), agency)


SAVED = Outcome(saved=True)
CHANGED = "这一处在您填写的时候被别处改过（另一个窗口、编辑器或 git）：两个值都列在下面，还没有写入"
UNREADABLE = "现在读不出来：{}"


class Desk:
    """One county's desk. `lock` is held by whoever reads and then writes."""

    def __init__(self, data: Path) -> None:
        self.data = data.resolve()
        self.lock = RLock()
        self.county = County(self.data)
        self.journal = Journal(self.data)
        self.unsent = Unsent(self.data)
        self.works = Works(self.data.parent)
        self.words: list[str] = []

    def say(self, sentence: str) -> None:
        """To be said on the next screen."""
        self.words.append(sentence)

    def heard(self) -> list[str]:
        words, self.words = self.words, []
        return words

    def found(self, year: int, agency: str) -> tuple[FoundReport | None, list[Problem]]:
        with self.lock:
            return self.county.found(year, agency)

    def save(self, edit: AskedChange[Found], typed: Typed) -> Outcome:
        """The change of one place written, unless another value stands there than the clerk saw; then nothing is.

        What was typed and could not be written is kept.
        """
        report, place = edit.report, edit.place
        with self.lock:
            outcome = self.tried(edit, typed)
            try:
                if outcome.saved:
                    self.unsent.drop(report, place)
                else:
                    self.unsent.keep(report, place, typed)
            except OSError as error:
                if not outcome.saved:
                    return replace(outcome, why=(*outcome.why, f"输入的内容也没能另存：{told(error)}"))
            return outcome

    def tried(self, edit: AskedChange[Found], typed: Typed) -> Outcome:
        found, problems = edit.found(self.county)
        if found is None:
            return Outcome(saved=False, why=tuple(UNREADABLE.format(problem.message) for problem in problems[:1]))
        now = edit.stated(found)
        if now not in (typed.seen, typed.text):
            return Outcome(saved=False, why=(CHANGED,), now=now)
        try:
            return self.written(edit, *edit.change(found))
        except OSError as error:
            return Outcome(saved=False, why=(f"没有写入，文件还是原来的样子：{told(error)}",))

    def do(self, edit: AskedChange[Found]) -> Outcome:
        """The same of what nobody types: nothing of it is kept where it cannot be done."""
        with self.lock:
            return self.tried(edit, Typed("", ""))

    def written(self, edit: AskedChange[Found], changes: list[FileChange], problems: list[Problem]) -> Outcome:
        if problems:
            return Outcome(saved=False, why=tuple(problem.message for problem in problems))
        changes = [each for each in changes if each.before != each.after]
        if changes:
            self.journal.write(edit.steps, edit.what, changes)
        return SAVED
