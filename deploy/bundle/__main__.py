"""`python -m deploy.bundle FOLDER`: makes the folder anew, from the lock file; needs the network, and nothing else later does."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from deploy.bundle.audit import LIST, LOCKS, ROOT, SUMS, WHEELS, files_in, name_in, sum_of, wheel_in
from deploy.bundle.audit import main as audit
from deploy.bundle.lock import Locked, read_lock
from deploy.bundle.starters import starters
from deploy.bundle.systems import places
from gongkai.downloads.errors import CannotMakeError
from gongkai.downloads.fonts import NAMES, font_folder

SOURCE_ONLY = ("bagit",)  # published without a wheel; it is made here of the source, which is locked by its sum
EPOCH = {"SOURCE_DATE_EPOCH": "315532800"}  # the first day a zip file can say
LICENCE = Path("/usr/share/doc/fonts-noto-cjk/copyright")


def main(folder: Path) -> int:
    """Made beside its place, so that a download that breaks off leaves the folder of before."""
    entries = read_lock(*LOCKS)
    fresh = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    (fresh / WHEELS).mkdir(parents=True)
    take_wheels(entries, fresh / WHEELS)
    make_wheels(entries, fresh / WHEELS)
    (fresh / LIST).write_text(listed(entries, fresh / WHEELS), "utf-8", newline="\n")
    take_fonts(fresh / "fonts")
    for name, content in starters().items():
        (fresh / name).write_bytes(content)
        (fresh / name).chmod(0o755 if name.endswith((".sh", ".desktop")) else 0o644)
    sums = {name_in(fresh, file): sum_of(file) for file in files_in(fresh)}
    (fresh / SUMS).write_text("".join(f"{sum}  {name}\n" for name, sum in sums.items()), "utf-8", newline="\n")
    if audit(fresh):
        return 1
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)
    print(f"离线安装包已放好：{folder}", file=sys.stderr)
    return 0


def pip(*words: str, **more: str) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *words]
    subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, **more})  # noqa: S603 -- this interpreter, our own words


def take_wheels(entries: Sequence[Locked], wheels: Path) -> None:
    """For each system and each Python; every file is compared with the sums of the lock."""
    for system, python in places():
        environment = system.environment(python)
        wanted = [entry.everywhere for entry in entries if entry.needed(environment) and entry.name not in SOURCE_ONLY]
        with written_list(wanted) as file:
            platforms = [word for platform in system.platforms for word in ("--platform", platform)]
            pip("download", "--no-deps", "--only-binary=:all:", "--implementation=cp", f"--python-version={python}", *platforms,
                "--require-hashes", "--dest", str(wheels), "--requirement", file.name)  # fmt: skip


def make_wheels(entries: Sequence[Locked], wheels: Path) -> None:
    """Of what is published as source alone, and of this program."""
    with written_list([entry for entry in entries if entry.name in SOURCE_ONLY]) as file:
        pip("wheel", "--no-deps", "--require-hashes", "--wheel-dir", str(wheels), "--requirement", file.name, **EPOCH)
    with tempfile.TemporaryDirectory() as place:  # the build leaves its traces in the tree that it is made of
        source = Path(place) / "source"
        shutil.copytree(ROOT / "src", source / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        for name in ("pyproject.toml", "README.md", "LICENSE"):
            shutil.copy(ROOT / name, source)
        pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(wheels), str(source), **EPOCH)


def written_list(entries: Iterable[Locked]) -> tempfile._TemporaryFileWrapper[str]:
    file = tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8", newline="\n")  # noqa: SIM115 -- the caller's `with` ends it
    file.writelines(entry.line for entry in entries)
    file.flush()
    return file


def listed(entries: Sequence[Locked], wheels: Path) -> str:
    """What the starters install, with the sums of the files that lie here; the markers are the lock's."""
    markers: Mapping[str, str] = {entry.name: entry.marker for entry in entries}
    found: dict[tuple[str, str], list[str]] = {}
    for wheel in map(wheel_in, sorted(wheels.glob("*.whl"))):
        found.setdefault((wheel.name, wheel.version), []).append(wheel.sum)
    kept = (Locked(name, version, markers.get(name, ""), tuple(sums)) for (name, version), sums in found.items())  # type: ignore[arg-type]
    return "".join(entry.line for entry in kept)


def take_fonts(folder: Path) -> None:
    """Without them an office makes no PDF; they are free to be passed on (SIL OFL 1.1)."""
    try:
        source = font_folder()
    except CannotMakeError as error:
        print(f"{error}。离线安装包里没有字体，生成的网站不带 PDF", file=sys.stderr)
        return
    folder.mkdir()
    for name in NAMES:
        shutil.copyfile(source / name, folder / name)
    if LICENCE.is_file():
        shutil.copyfile(LICENCE, folder / "LICENSE.txt")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
