"""The archivist's page followed to the letter in 2045: a hash program, a ZIP program and OpenSSL, and nothing of ours."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from gongkai.reports.archivist import text

PROGRAMS = {"sha256sum", "sha512sum", "unzip", "openssl"}
BAG = "2021-demo-1"


@dataclass(frozen=True)
class Ran:
    command: str
    agreed: bool
    printed: str


def commands_in(note: str) -> Iterator[tuple[str, str]]:
    """Each command of the text with the folder that it names."""
    place = "."
    for line in note.splitlines():
        if found := re.match(r"   在(?:这个文件夹|展开的文件夹 (?P<bag>\S+) )里运行：", line):
            place = found["bag"] or "."
        elif line.startswith("      "):
            yield place, line.strip()


def run(command: str, folder: Path) -> Ran:
    words = shlex.split(command)
    assert words[0] in PROGRAMS, command
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    return Ran(command, done.returncode == 0, done.stdout + done.stderr)


@pytest.fixture
def desk(signed_once, tmp_path) -> Path:
    """One folder with what the text asks for, copied from the office's places."""
    folder = tmp_path / "2045"
    shutil.copytree(signed_once / "archive/signatures", folder)
    for file in (f"archive/2021/{BAG}.zip", "data/seals/chain.txt", "data/seals/2021.yml"):
        shutil.copy(signed_once / file, folder)
    return folder


def note_in(desk: Path) -> str:
    """As it lies in the bag."""
    with zipfile.ZipFile(desk / f"{BAG}.zip") as packed:
        return packed.read(f"{BAG}/data/CHECK.txt").decode()


def what_it_shows(desk: Path, note: str, head: str) -> list[str]:
    """The steps done as the text says them; what does not come out as it says, in words."""
    wrong = []
    for place, command in commands_in(note):
        ran = run(command, desk / place)
        if not ran.agreed:
            wrong.append(command)
        sum = ran.printed.partition(" ")[0]
        if command == "sha256sum chain.txt" and sum != head:
            wrong.append("the head")
        elif command == "sha512sum 2021.yml":
            of_year = [line for line in (desk / "chain.txt").read_text("utf-8").split("\n# ") if line.startswith("seal ")]
            wrong += [] if of_year[-1].split()[1] == sum else ["the seal"]
        elif command == "sha512sum tagmanifest-sha512.txt":
            seal = (desk / "2021.yml").read_text("utf-8")
            (of_bag,) = re.findall(r"  demo:\n(?:.*\n)*?      tagmanifest: '(\w+)'", seal)
            wrong += [] if of_bag == sum else ["the tagmanifest"]
    signatures = [line.strip() for line in (desk / "README.txt").read_text("utf-8").splitlines() if line.startswith("  openssl")]
    assert len(signatures) == 1 + 2 + 2 * 4
    return wrong + [command for command in signatures if not run(command, desk).agreed]


@pytest.fixture
def head(signed_once) -> str:
    """As it was printed."""
    return run("sha256sum chain.txt", signed_once / "data/seals").printed.split()[0]


def test_the_text_is_in_the_bag_and_uses_nothing_else(desk):
    note = note_in(desk)
    assert note == text(2021, "demo", 1)
    assert {shlex.split(command)[0] for _, command in commands_in(note)} == PROGRAMS
    assert "gongkai" not in note


def test_what_was_sealed_and_signed_is_found_right(desk, head):
    assert what_it_shows(desk, note_in(desk), head) == []


def changed(file: Path, old: bytes, new: bytes) -> None:
    content = file.read_bytes()
    assert old in content
    file.write_bytes(content.replace(old, new, 1))


def repacked(desk: Path) -> None:
    """Another bag, whole by itself: a word altered, and every list in it made anew."""
    with zipfile.ZipFile(desk / f"{BAG}.zip") as packed:
        packed.extractall(desk / "new")
    inside = desk / "new" / BAG
    changed(inside / "data/narrative.md", "。".encode(), "！".encode())
    manifest = subprocess.run(
        ["sha512sum", *sorted(path.relative_to(inside).as_posix() for path in (inside / "data").rglob("*") if path.is_file())],
        cwd=inside,
        capture_output=True,
        check=True,
    ).stdout
    (inside / "manifest-sha512.txt").write_bytes(manifest)
    tags = subprocess.run(
        ["sha512sum", "bag-info.txt", "bagit.txt", "manifest-sha512.txt"], cwd=inside, capture_output=True, check=True
    )
    (inside / "tagmanifest-sha512.txt").write_bytes(tags.stdout)
    with zipfile.ZipFile(desk / f"{BAG}.zip", "w") as packed:
        for path in sorted(inside.rglob("*")):
            packed.write(path, f"{BAG}/{path.relative_to(inside)}")
    shutil.rmtree(desk / "new")


DAMAGE = {
    "a byte in the bag": (lambda d: changed(d / f"{BAG}.zip", "本年".encode(), "今年".encode()), "sha512sum -c"),
    "another bag, whole by itself": (repacked, "the tagmanifest"),
    "the seal": (lambda d: changed(d / "2021.yml", b"2022-04-01", b"2022-03-01"), "the seal"),
    "the chain": (lambda d: changed(d / "chain.txt", b"2022-04-01", b"2022-03-01"), "the head"),
    "the seal's digest in the chain with it": (
        lambda d: (
            changed(d / "2021.yml", b"2022-04-01", b"2022-03-01"),
            changed(
                d / "chain.txt",
                re.search(rb"# seal (\w+)", (d / "chain.txt").read_bytes())[1],
                run("sha512sum 2021.yml", d).printed.split()[0].encode(),
            ),
        ),
        "the head",
    ),
    "a signature": (lambda d: shutil.copy(d / "2021-2.p7s", d / "2021-1.p7s"), "openssl ts -verify -data 2021-1.p7s"),
    "a raw signature": (lambda d: shutil.copy(d / "2021-3.sig", d / "2021-4.sig"), "openssl pkeyutl"),
    "a stamp": (lambda d: shutil.copy(d / "2021-6.tsr", d / "2021-5.tsr"), "openssl ts -verify -data 2021-5.seal"),
    "what was signed": (lambda d: changed(d / "2021-4.seal", b"2022-04-01", b"2022-03-01"), "openssl pkeyutl"),
    "the certificates": (lambda d: (d / "certificates.pem").write_text(""), "openssl x509"),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_what_was_altered_is_seen(name, desk, head):
    note = note_in(desk)
    damage, seen = DAMAGE[name]
    damage(desk)
    found = what_it_shows(desk, note, head)
    assert any(line.startswith(seen) for line in found), found


def test_an_older_head_is_checked_by_a_text_editor_and_a_hash_program(desk):
    """As the fifth step says: what comes after that entry is cut off."""
    said = (desk / "chain.txt").read_text("utf-8")
    entry = said.index("# 3 ")
    (old,) = re.findall(r"# 3 .*\n# before (\w{64})\n", said)
    (desk / "old.txt").write_text(said[:entry], "utf-8")
    assert run("sha256sum old.txt", desk).printed.split()[0] == old
    (desk / "old.txt").write_text(said[:entry].replace("2022-04-01", "2022-03-01"), "utf-8")
    assert run("sha256sum old.txt", desk).printed.split()[0] != old
