"""Another document of a report, kept in the desk's own folder with what was read of it while the two are compared."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from pathlib import Path

from gongkai.desk.journal import own_folder
from gongkai.files import write_durably
from gongkai.imports.placing.two_documents import CellDifference, cell_differences
from gongkai.reports.import_record import RecordLine
from gongkai.reports.report import Report

FOLDER, STATE, FILES = "other-documents", "state.json", "document"


@dataclass(frozen=True, slots=True)
class OtherDocument:
    """`kept`: by address the report's value for which the other document was passed over."""

    name: str
    lines: tuple[RecordLine, ...]
    unread: frozenset[str]
    kept: Mapping[str, str] = field(default_factory=dict)

    def differences(self, report: Report) -> list[CellDifference]:
        return [*cell_differences(report, self.lines, self.unread)]

    def still_open(self, report: Report) -> list[CellDifference]:
        """Those of which nobody has said which is right, as the report stands now."""
        return [each for each in self.differences(report) if self.kept.get(each.address) != each.now]


def folder_of(data: Path, report: Report) -> Path:
    return own_folder(data) / FOLDER / f"{report.year}-{report.agency_id}"


def file_of(data: Path, report: Report, name: str) -> Path:
    return folder_of(data, report) / FILES / name


def received(data: Path, report: Report, name: str, raw: bytes) -> Path:
    """Where it is kept; it takes the place of one that was compared before."""
    drop(data, report)
    file = file_of(data, report, name)
    file.parent.mkdir(parents=True)
    write_durably(file, raw)
    return file


def keep(data: Path, report: Report, other: OtherDocument) -> None:
    lines = [astuple(line) for line in other.lines]
    state = {"name": other.name, "lines": lines, "unread": sorted(other.unread), "kept": dict(other.kept)}
    write_durably(folder_of(data, report) / STATE, json.dumps(state, ensure_ascii=False).encode())


def other_document(data: Path, report: Report) -> OtherDocument | None:
    """None where there is none, or where what was kept of it is damaged."""
    try:
        state = json.loads((folder_of(data, report) / STATE).read_text("utf-8"))
        lines = tuple(RecordLine(*line) for line in state["lines"])
        found = OtherDocument(state["name"], lines, frozenset(state["unread"]), state["kept"])
        return found if file_of(data, report, found.name).is_file() else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def drop(data: Path, report: Report) -> None:
    shutil.rmtree(folder_of(data, report), ignore_errors=True)
