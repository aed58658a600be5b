"""What a reviewer was handed, looked through: files, folders and zip archives of them, down to each report in its form."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from gongkai.imports import REPORT_READERS
from gongkai.imports.readers.office_kinds import FORMS as OLD_FORMS
from gongkai.problems import Position, Problem, one_line, shown
from gongkai.source.damaged_zip import DAMAGED_ZIP
from gongkai.source.text import reason

RULE = "review"
DOCUMENTS = {kind: read for kind, read in REPORT_READERS.items() if kind not in OLD_FORMS}
"""A package has hundreds of files: none is given another form for the review, its way out is told."""
BAG = "bagit.txt"  # beside the lists of an archive's package (RFC 8493); what was put away is in data/
ARCHIVES = (".rar", ".7z")
DEEPEST = 8
MOST_FILES = 5_000  # of one package; 38 agencies with ten years of Word, PDF and Excel have some 1,200
LARGEST = 2_000_000_000  # bytes of one zip archive, unpacked
IN_UTF8 = 0x800  # the flag of a name in a zip archive


@dataclass(frozen=True, slots=True)
class Source:
    """A file or folder that holds reports, and its name as the reviewer knows it: inside an archive, with the archive's."""

    path: Path
    name: str


@dataclass
class Sources:
    """`counties` are folders with a county's data, `reports` those of one report, `documents` files as an office writes them."""

    counties: list[Source] = field(default_factory=list)
    reports: list[Source] = field(default_factory=list)
    documents: list[Source] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.counties) + len(self.reports) + len(self.documents)


@contextmanager
def sources(paths: Sequence[Path], *, beside: Path | None = None) -> Iterator[Sources]:
    """Everything in `paths` that holds a report, for as long as it is looked at; archives are unpacked into a passing place.

    `beside` is where the review itself is written: what lies there is no report. What cannot be read is among `problems`.
    """
    place = Path(tempfile.mkdtemp(prefix="gongkai-review-"))
    try:
        walk = Walk(place, beside.absolute() if beside else None)
        for path in paths:
            before = walk.found.count + len(walk.found.problems)
            walk.look(path, shown(path), 0)
            if before == walk.found.count + len(walk.found.problems):
                walk.refuse(shown(path), "里面没有年度报告（能读的文件、县的数据或归档包）")
        yield walk.found
    finally:
        shutil.rmtree(place, ignore_errors=True)


class Walk:
    def __init__(self, place: Path, beside: Path | None) -> None:
        self.place, self.beside, self.unpacked = place, beside, 0
        self.found = Sources()

    def refuse(self, name: str, message: str) -> None:
        self.found.problems.append(Problem(Position(name), RULE, message))

    def look(self, path: Path, name: str, depth: int) -> None:
        try:
            if path.is_dir():
                self.folder(path, name, depth)
            else:
                self.file(path, name, depth, named=depth == 0)
        except OSError as error:
            self.refuse(name, f"读不了：{reason(error)}")

    def folder(self, folder: Path, name: str, depth: int) -> None:
        """A county's data or a report's are taken whole: what else lies in them are copies of the same reports."""
        if folder.absolute() == self.beside:
            return
        data = next((place for place in (folder / "data", folder) if (place / "site.yml").is_file()), None)
        if data:
            self.found.counties.append(Source(data, name if data == folder else f"{name}/{data.name}"))
        elif (folder / "report.yml").is_file():
            self.found.reports.append(Source(folder, name))
        elif (folder / BAG).is_file():
            self.folder(folder / "data", f"{name}/data", depth + 1)
        elif depth >= DEEPEST:
            self.refuse(name, f"文件夹套了 {DEEPEST} 层以上，没有再往里看")
        else:
            for entry in sorted(folder.iterdir()):
                if not passed_over(entry):
                    self.look(entry, f"{name}/{one_line(entry.name)}", depth + 1)

    def file(self, file: Path, name: str, depth: int, *, named: bool) -> None:
        """In a folder, pictures and the like are no reports and nothing is said of them; a file that was named is told."""
        kind = file.suffix.lower()
        if self.found.count >= MOST_FILES:
            return
        if kind == ".zip" and file.is_file():
            self.archive(file, name, depth)
        elif kind in ARCHIVES:
            self.refuse(name, f"不能展开 {kind} 压缩包；请改用 zip，或先展开成文件夹")
        elif named or kind in DOCUMENTS or kind in OLD_FORMS:
            self.found.documents.append(Source(file, name))
            if self.found.count == MOST_FILES:
                self.refuse(name, f"文件超过 {MOST_FILES} 个，不像是一个县的报告；以后的没有看")

    def archive(self, file: Path, name: str, depth: int) -> None:
        self.unpacked += 1
        into = self.place / str(self.unpacked)
        try:
            with zipfile.ZipFile(file) as packed:
                unpack(packed, into)
        except NotUnpackedError as error:
            self.refuse(name, str(error))
        except DAMAGED_ZIP:
            self.refuse(name, "不是完好的 zip 文件，或加了密码")
        else:
            self.look(into, name, depth + 1)


class NotUnpackedError(Exception):
    """The message says why an archive is left alone."""


def passed_over(entry: Path) -> bool:
    """Hidden files, the locks that a word processor leaves, what a Mac adds, and links, which may lead anywhere."""
    return entry.name.startswith((".", "~$", "__MACOSX")) or entry.is_symlink()


def unpack(packed: zipfile.ZipFile, into: Path) -> None:
    """Every file of the archive below `into`; NotUnpackedError where there is too much, or a name leads out of it."""
    entries = [(entry, name_of(entry)) for entry in packed.infolist() if not entry.is_dir()]
    if len(entries) > MOST_FILES:
        raise NotUnpackedError(f"里面有 {MOST_FILES} 个以上的文件，不像是一个县的报告")
    if sum(entry.file_size for entry, _ in entries) > LARGEST:
        raise NotUnpackedError(f"展开后超过 {LARGEST // 1_000_000_000} GB，不像是一个县的报告")
    if any(leads_out(name) for _, name in entries):
        raise NotUnpackedError("里面的文件名指到压缩包外面，不能展开")
    into.mkdir()
    for entry, name in entries:
        target = into / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with packed.open(entry) as content, target.open("xb") as file:
            shutil.copyfileobj(content, file)


def name_of(entry: zipfile.ZipInfo) -> str:
    """The name of a file in an archive; Windows in Chinese writes it in GBK, which the standard takes for another alphabet."""
    if entry.flag_bits & IN_UTF8:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gbk")
    except UnicodeError:
        return entry.filename


def leads_out(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return name.startswith("/") or "\\" in name or ":" in name or "\0" in name or ".." in parts or not parts
