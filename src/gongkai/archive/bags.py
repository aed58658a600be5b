"""A bag made, packed and looked through. The same files, day and names give the same bytes, on any day and machine."""

from __future__ import annotations

import io
import logging
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

import bagit

from gongkai import __version__
from gongkai.problems import Position, Problem, shown
from gongkai.reports.seals import digest
from gongkai.source.damaged_zip import DAMAGED_ZIP

RULE = "verify"
TAGMANIFEST = "tagmanifest-sha512.txt"
DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"  # the library declares the draft before RFC 8493
LARGEST = 500_000_000  # bytes; a bag is about 300 000
FILE_MODE = 0o100644 << 16
logging.getLogger("bagit").setLevel(logging.CRITICAL)  # what it finds is told in our own words


@dataclass(frozen=True, slots=True)
class Packed:
    """A bag as one file, with the digest of its tagmanifest, which stands for all that is in it."""

    content: bytes
    tagmanifest: str


def pack(name: str, files: Mapping[str, bytes], facts: Mapping[str, str], day: date) -> Packed:
    """The bag `name` with those payload files. `facts` go into bag-info.txt; `day` is its Bagging-Date, never the clock's."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / name
        folder.mkdir()
        for path, content in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        info = {**facts, "Bagging-Date": day.isoformat(), "Bag-Software-Agent": f"gongkai {__version__}"}
        bag = bagit.make_bag(str(folder), info, checksums=["sha512"])
        (folder / "bagit.txt").write_text(DECLARATION, "utf-8", newline="\n")
        bag.save()
        lines = (folder / TAGMANIFEST).read_text("utf-8").splitlines()
        spaced = "".join(f"{line[:128]}  {line[128:].strip()}\n" for line in sorted(lines, key=lambda line: line[129:]))
        (folder / TAGMANIFEST).write_text(
            spaced, "utf-8", newline="\n"
        )  # as sha512sum writes it, so that any of its kind reads it
        return Packed(zipped(folder, day), digest(spaced.encode()))


def zipped(folder: Path, day: date) -> bytes:
    """Not compressed: what is stored as it is can be read without any program, and no version of one alters a byte."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as packed:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(file.relative_to(folder.parent).as_posix(), (day.year, day.month, day.day, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, FILE_MODE
            packed.writestr(entry, file.read_bytes())
    return made.getvalue()


class NoBagError(Exception):
    """What was given is no bag; the message says why."""


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """The bag's folder, for as long as it is looked at; a zip file is unpacked into a passing place."""
    if path.is_dir():
        yield path
        return
    with tempfile.TemporaryDirectory() as place:
        try:
            with zipfile.ZipFile(path) as packed:
                folder = unpack(packed, Path(place))
        except OSError:  # of the disk, not of the archive
            raise
        except DAMAGED_ZIP as error:
            raise NoBagError("不是完好的 zip 文件") from error
        yield folder


def unpack(packed: zipfile.ZipFile, place: Path) -> Path:
    entries = packed.infolist()
    roots = {PurePosixPath(entry.filename).parts[0] for entry in entries if PurePosixPath(entry.filename).parts}
    if any(unsafe(entry.filename) for entry in entries):
        raise NoBagError("包里的文件名不能指到它的文件夹外面")
    if len(roots) != 1:
        raise NoBagError("这不是归档包：包里应只有一个文件夹，里面有 bagit.txt")
    if sum(entry.file_size for entry in entries) > LARGEST:
        raise NoBagError(f"展开后超过 {LARGEST // 1_000_000} MB，不像是归档包")
    if len({entry.filename for entry in entries}) != len(entries):
        raise NoBagError("包里有两个文件同名")
    packed.extractall(place)  # every name was looked at above
    return place / roots.pop()


def unsafe(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in PurePosixPath(name).parts


def bag_problems(folder: Path, named: Path) -> Iterator[Problem]:
    """What is wrong with a bag by itself: a file that is missing, altered, or in no manifest. `named` is what people call it."""

    def problem(message: str) -> Problem:
        return Problem(Position(shown(named)), RULE, message)

    try:
        bag = bagit.Bag(str(folder))
    except (bagit.BagError, ValueError, OSError, LookupError) as error:
        yield problem(f"不是 BagIt 包，或它的说明文件已损坏（{one_reason(error)}）")
        return
    missing, _ = bag.compare_manifests_with_fs()
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    extra = there - set(bag.entries) - {TAGMANIFEST}  # the standard lets tag files be in no list; ours are all listed
    yield from (problem(f"缺少文件 {name}") for name in sorted(missing))
    yield from (problem(f"多出文件 {name}：清单里没有它") for name in sorted(extra))
    altered = [name for name, sums in sorted(bag.entries.items()) if name not in missing and differs(folder / name, sums)]
    yield from (problem(f"{name} 与清单里的摘要不符，已被改动") for name in altered)
    if not missing and not extra and not altered and not bag.is_valid():
        yield problem("BagIt 包的说明文件（bagit.txt、bag-info.txt 或清单）不合规定")


def one_reason(error: Exception) -> str:
    return " ".join(str(error).split())[:120]


def differs(file: Path, sums: Mapping[str, str]) -> bool:
    return set(sums) != {"sha512"} or digest(file.read_bytes()) != sums["sha512"]
