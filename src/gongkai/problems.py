"""One thing that is wrong, in one place, said to the person who typed it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from unicodedata import category


class Severity(StrEnum):
    """An error stops the build; a warning is told; an accepted warning is only counted."""

    ERROR = "error"
    WARNING = "warning"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file. Line and column count from 1; 0 means the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Problem:
    """`rule` is the stable id of what was broken, `subject` the address of what it is about (a cell, a figure, a section).

    `others` are the places of the other sides of a comparison. `reason` is set when the office accepted the finding. `paste`
    is what may be typed into report.yml because of it: under which key, and the item as it is typed there.
    """

    position: Position
    rule: str
    message: str
    severity: Severity = Severity.ERROR
    subject: str = ""
    others: tuple[Position, ...] = ()
    reason: str = ""
    paste: tuple[str, str] | None = None

    def at(self, file: str) -> Problem:
        """The same in another file."""
        return replace(self, position=replace(self.position, file=file))

    def accepted(self, reason: str) -> Problem:
        """Without what was to be done about it: it is done.

        >>> Problem(Position("report.yml"), "complete", "公开：空着；请填写").accepted("原件如此").message
        '公开：空着'
        """
        return replace(self, severity=Severity.ACCEPTED, reason=reason, message=self.message.partition(TO_DO)[0])

    def __str__(self) -> str:
        """One line.

        >>> str(Problem(Position("data/reports/2020/demo/report.yml", 6, 46), "figure", "“3O7” 不是整数"))
        'data/reports/2020/demo/report.yml:6:46: “3O7” 不是整数 [figure]'
        """
        kind = {Severity.ERROR: "", Severity.WARNING: "提醒：", Severity.ACCEPTED: "已说明："}[self.severity]
        return f"{self.position}: {kind}{self.message} [{self.rule}]"


TO_DO = "；请"  # how a message goes on that says what to do
UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")


def shown(path: Path) -> str:
    """The path as the office would type it: relative to the working folder when it lies below it, with `/` on every system.

    One line, whatever its name.
    """
    try:
        relative = os.path.relpath(path)
    except ValueError:  # on another drive of Windows
        relative = ".."
    return one_line((path if relative.startswith("..") else Path(relative)).as_posix(), "�")


def one_line(text: str, instead: str = " ") -> str:
    """Without line breaks, control and invisible characters, which a terminal might obey.

    >>> one_line("a\\nb\\u202ec")
    'a b c'
    """
    return "".join(instead if category(character) in UNSEEN else character for character in text)


def errors(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def summary(problems: Iterable[Problem]) -> str:
    """
    >>> summary([])
    '0 个错误，0 条提醒，0 条已说明'
    """
    counted = [problem.severity for problem in problems]
    errors, warnings, accepted = (counted.count(severity) for severity in (Severity.ERROR, Severity.WARNING, Severity.ACCEPTED))
    return f"{errors} 个错误，{warnings} 条提醒，{accepted} 条已说明"


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """By place, then by rule."""
    return sorted(problems, key=lambda problem: (problem.position, problem.rule, problem.subject, problem.message))
