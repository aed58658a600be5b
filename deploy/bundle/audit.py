"""`python -m deploy.bundle.audit FOLDER`: whether an office could install from the folder alone, on each of its systems."""

from __future__ import annotations

import hashlib
import sys
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.parser import BytesParser
from pathlib import Path

from packaging.requirements import Requirement
from packaging.tags import Tag
from packaging.utils import NormalizedName, canonicalize_name, parse_wheel_filename

from deploy.bundle.lock import Locked, read_lock
from deploy.bundle.systems import System, places

ROOT = Path(__file__).parents[2]
LOCKS = (ROOT / "requirements.txt", Path(__file__).parent / "also.txt")
WHEELS, LIST, SUMS = "wheels", "requirements.txt", "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class Wheel:
    file: str
    sum: str
    name: NormalizedName
    version: str
    tags: frozenset[Tag]
    wants: tuple[Requirement, ...]


def faults(folder: Path) -> Iterator[str]:
    """What is wrong, a line each."""
    yield from wrong_sums(folder)
    wheels = [wheel_in(file) for file in sorted((folder / WHEELS).glob("*.whl"))]
    listed = read_lock(folder / LIST)
    versions = {entry.name: entry.version for entry in listed}
    for entry in read_lock(*LOCKS):
        if versions.get(entry.name) != entry.version:
            yield f"{LIST}: 没有锁定的 {entry.name} {entry.version}；请再运行 make bundle"
    known = {sum for entry in listed for sum in entry.sums}
    yield from (f"{wheel.file}: 不在 {LIST} 里" for wheel in wheels if wheel.sum not in known)
    for system, python in places():
        where = f"{system.name}，Python {python}"
        yield from (f"{where}: {fault}" for fault in dict.fromkeys(missing(listed, wheels, system, python)))


def wrong_sums(folder: Path) -> Iterator[str]:
    told = {line[66:]: line[:64] for line in (folder / SUMS).read_text("utf-8").splitlines()}
    there = {name_in(folder, file): file for file in files_in(folder)}
    yield from (f"{name}: 没有这个文件" for name in sorted(told.keys() - there.keys()))
    yield from (f"{name}: 不在 {SUMS} 里" for name in sorted(there.keys() - told.keys()))
    yield from (f"{name}: 与 {SUMS} 不符" for name in sorted(told.keys() & there.keys()) if sum_of(there[name]) != told[name])


def files_in(folder: Path) -> list[Path]:
    """Without what an installation left there."""
    return [
        file for file in sorted(folder.rglob("*")) if file.is_file() and file.relative_to(folder).parts[0] not in (".venv", SUMS)
    ]


def name_in(folder: Path, file: Path) -> str:
    return file.relative_to(folder).as_posix()


def sum_of(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def wheel_in(file: Path) -> Wheel:
    name, version, _, tags = parse_wheel_filename(file.name)
    with zipfile.ZipFile(file) as packed:
        told = next(entry for entry in packed.namelist() if entry.endswith(".dist-info/METADATA") and entry.count("/") == 1)
        wants = BytesParser().parsebytes(packed.read(told)).get_all("Requires-Dist") or ()
    return Wheel(file.name, sum_of(file), name, str(version), frozenset(tags), tuple(map(Requirement, wants)))


def missing(listed: Sequence[Locked], wheels: Sequence[Wheel], system: System, python: str) -> Iterator[str]:
    """Of what is listed, and of what that in turn wants there."""
    environment, accepted = system.environment(python), frozenset(system.tags(python))
    needed = [entry for entry in listed if entry.needed(environment)]
    versions = {entry.name: entry.version for entry in needed}
    for entry in needed:
        own = [wheel for wheel in wheels if wheel.sum in entry.sums and wheel.tags & accepted]
        if not own:
            yield f"缺少 {entry.name} {entry.version} 的 wheel"
        for wheel in own:
            yield from unmet(wheel, versions, environment)


def unmet(wheel: Wheel, versions: Mapping[NormalizedName, str], environment: dict[str, str]) -> Iterator[str]:
    for wanted in wheel.wants:
        if wanted.marker and not wanted.marker.evaluate(environment):
            continue
        version = versions.get(canonicalize_name(wanted.name))
        if version is None or not wanted.specifier.contains(version, prereleases=True):
            yield f"{wheel.name} 还要 {wanted.name}{wanted.specifier}"


def main(folder: Path) -> int:
    if not (folder / SUMS).is_file():
        print(f"{folder}: 还没有离线安装包；先运行 make bundle", file=sys.stderr)
        return 1
    found = list(faults(folder))
    for fault in found:
        print(fault)
    size = sum(file.stat().st_size for file in files_in(folder))
    print(f"{len(found)} 处不对；{len(files_in(folder))} 个文件，{size / 1e6:.0f} MB", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
