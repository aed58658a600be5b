"""Bags and sealed data compared with the seals: every byte that differs is a problem, a line each."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

import bagit

from gongkai.archive.bags import RULE, TAGMANIFEST, NoBagError, bag_problems, unpacked
from gongkai.archive.chained import verify_chain
from gongkai.archive.since import said_since
from gongkai.collection import Collection, load_collection
from gongkai.problems import Position, Problem, Severity, shown
from gongkai.reports.seals import Seals, Version, archive_folder, bag_file, bag_name, digest, digests, signatures_folder

READ = ("report.yml", "narrative.md")
PUBLISHED = re.compile(rb"""^published:\s*['"]?(\d{4}-\d\d-\d\d)""", re.MULTILINE)
ALTERED = "与封存时的 SHA-512 不符，已被改动"


def verify_seals(seals: Seals) -> Iterator[Problem]:
    """Everything that was sealed: the data, every version's bag, and nothing unknown among the bags."""

    @cache
    def loaded() -> tuple[Collection, list[Problem]]:
        return load_collection(seals.data)

    for year, seal in seals.years.items():
        for agency, versions in seal.reports.items():
            yield from altered_data(seals, year, agency, versions[-1], loaded)
            for version in versions:
                yield from altered_bag(seals, year, agency, version)
    yield from unknown_files(seals)
    yield from verify_chain(seals)


def altered_data(
    seals: Seals, year: int, agency: str, version: Version, loaded: Callable[[], tuple[Collection, list[Problem]]]
) -> Iterator[Problem]:
    """Files of a report's folder that are not what its newest version sealed."""
    folder = folder_of(seals, year, agency)
    found = digests(folder) if folder.is_dir() else {}
    different = [name for name in sorted({*version.files, *found}) if found.get(name) != version.files.get(name)]
    since = said_since(year, agency, version, *loaded()) if any(name in READ for name in different) else ""
    for name in different:
        severity = Severity.ERROR
        if name in found and name in version.files and name in READ and since:
            severity = Severity.WARNING
            fault = f"封存以后有改动，已写明{since}；要封存成新的一版，请运行 gongkai archive {year}，用 --date 写明日期"
        else:
            fault = "不见了" if name not in found else "是封存以后添的" if name not in version.files else ALTERED
        message = f"{fault}（第 {version.version} 版，{version.sealed} 封存）"
        yield Problem(Position(shown(folder / name)), RULE, message, severity)


def folder_of(seals: Seals, year: int, agency: str) -> Path:
    return seals.data / "reports" / str(year) / agency


def altered_bags(seals: Seals) -> Iterator[Problem]:
    """Sealed bags that are lost or altered: what a build asks before it offers them."""
    for year, agency, version in seals.all:
        yield from altered_bag(seals, year, agency, version)


def altered_bag(seals: Seals, year: int, agency: str, version: Version) -> Iterator[Problem]:
    file = bag_file(seals.data, year, agency, version.version)
    place = Position(shown(file))
    if not file.is_file():
        again = f"，或运行 gongkai archive {year} 重新生成" if can_be_made_again(seals, year, agency, version) else ""
        yield Problem(place, RULE, f"归档包不见了（{version.sealed} 封存）；请从备份恢复{again}")
        return
    if digest(file.read_bytes()) != version.zip:
        yield Problem(place, RULE, ALTERED)
        yield from verify_bag(file)
        return
    yield from (Problem(seals.position(year), RULE, f"{agency}：{fault}") for fault in wrong_seal(file, version))


def can_be_made_again(seals: Seals, year: int, agency: str, version: Version) -> bool:
    """Only the newest version, from data that is as it was sealed: that of the others is not there any more."""
    folder = folder_of(seals, year, agency)
    return version == seals.versions(year, agency)[-1] and folder.is_dir() and digests(folder) == version.files


def wrong_seal(file: Path, version: Version) -> Iterator[str]:
    """What the seal says and its own bag says otherwise: then the seal was altered."""
    name = file.stem
    with zipfile.ZipFile(file) as packed:
        tagmanifest = packed.read(f"{name}/{TAGMANIFEST}")
        lines = packed.read(f"{name}/bag-info.txt").decode().splitlines()
        manifest = packed.read(f"{name}/manifest-sha512.txt").decode().splitlines()
        published = PUBLISHED.search(packed.read(f"{name}/data/report.yml"))
    if published and published.group(1).decode() > version.sealed.isoformat():
        yield f"封存日期 {version.sealed} 早于公布的日期 {published.group(1).decode()}"
    info = {label: text for label, _, text in (line.partition(": ") for line in lines)}
    sums = {path: known for known, _, path in (line.partition("  ") for line in manifest)}
    if digest(tagmanifest) != version.tagmanifest:
        yield "封存记录里 tagmanifest 的摘要与归档包不同"
    if (info["Bagging-Date"], info["Sealed-By"]) != (str(version.sealed), version.by):
        yield "封存记录里的日期或单位与归档包不同"
    left_out = {kind for kind in info.get("Left-Out", "").split(", ") if kind}
    if left_out - {"source"} != set(version.without):
        yield "封存记录里 without 与归档包不同"
    for path, known in version.files.items():
        if sums.get(f"data/{path}", known if "source" in left_out else "") != known:
            yield f"封存记录里 {path} 的摘要与归档包不同"


def unknown_files(seals: Seals) -> Iterator[Problem]:
    """Told, and no fault: whatever no seal names is not published."""
    known = {bag_file(seals.data, year, agency, version.version) for year, agency, version in seals.all}
    signatures = signatures_folder(seals.data)  # looked through by themselves
    for file in sorted(path for path in archive_folder(seals.data).rglob("*") if path.is_file()):
        if file not in known and signatures not in file.parents:
            message = "没有封存记录，不会公布；可能是中断的封存留下的，重新运行 gongkai archive 或删去"
            yield Problem(Position(shown(file)), RULE, message, Severity.WARNING)


def verify_paths(paths: Sequence[Path], seals: Seals) -> Iterator[Problem]:
    """Bags that somebody names, as zip files or folders, or folders of bags: by themselves, against the seals and the chain."""
    for path in paths:
        found = bags_at(path)
        if not found:
            missing = "这里没有归档包（.zip，或有 bagit.txt 的文件夹）" if path.exists() else "找不到"
            yield Problem(Position(shown(path)), RULE, missing)
        for bag in found:
            yield from verify_bag(bag, seals)
    yield from verify_chain(seals)  # a bag and its seal may have been replaced together


def bags_at(path: Path) -> list[Path]:
    if path.is_file() or (path / "bagit.txt").is_file():
        return [path]
    zips = [file for file in path.rglob("*.zip") if not any(part.startswith(".") for part in file.relative_to(path).parts)]
    return sorted({*zips, *(file.parent for file in path.rglob("bagit.txt"))})


def verify_bag(path: Path, seals: Seals | None = None) -> Iterator[Problem]:
    try:
        with unpacked(path) as folder:
            yield from bag_problems(folder, path)
            if seals and (version := sealed_as(folder, path, seals)):
                yield from unlike_seal(path, folder, version)
    except (NoBagError, OSError) as error:
        yield Problem(Position(shown(path)), RULE, str(error) if isinstance(error, NoBagError) else "读不了这个归档包")


def sealed_as(folder: Path, path: Path, seals: Seals) -> Version | None:
    """The seal's word on a bag of that name; None when no seal knows it."""
    names = {folder.name, path.stem if path.is_file() else path.name, stated_name(folder)}
    return next((version for year, agency, version in seals.all if bag_name(year, agency, version.version) in names), None)


def stated_name(folder: Path) -> str:
    try:
        return str(bagit.Bag(str(folder)).info.get("External-Identifier", ""))
    except (bagit.BagError, ValueError, OSError, LookupError):
        return ""


def unlike_seal(path: Path, folder: Path, version: Version) -> Iterator[Problem]:
    tagmanifest = folder / TAGMANIFEST
    same = tagmanifest.is_file() and digest(tagmanifest.read_bytes()) == version.tagmanifest
    if not same or (path.is_file() and digest(path.read_bytes()) != version.zip):
        yield Problem(
            Position(shown(path)), RULE, f"与封存记录里的 SHA-512 不符（第 {version.version} 版，{version.sealed} 封存）"
        )


def unknown(paths: Sequence[Path], seals: Seals) -> list[str]:
    """Bags among those named that no seal knows, so that they could be compared with themselves only."""
    known = {bag_name(year, agency, version.version) for year, agency, version in seals.all}
    bags = (bag for path in paths for bag in bags_at(path))
    return [shown(bag) for bag in bags if (bag.stem if bag.is_file() else bag.name) not in known]


def years_of(paths: Sequence[Path], seals: Seals) -> list[int]:
    """The years whose seals name one of those bags."""
    named = {bag.stem if bag.is_file() else bag.name for path in paths for bag in bags_at(path)}
    return sorted({year for year, agency, version in seals.all if bag_name(year, agency, version.version) in named})
