"""A county's own face: what it may be, and the one line that an office reads of each thing that it may not be."""

from __future__ import annotations

import re
import shutil
import zlib
from pathlib import Path

import pytest
import yaml

from gongkai.cli import main
from gongkai.collection import load_collection
from gongkai.county.face.colours import contrast, painted
from gongkai.county.face.schemes import LEAST, TEXT, schemes
from gongkai.county.face.settings import Colours
from tests.conftest import DEMO

FOLDER = Path(__file__).parent
CASES = yaml.safe_load((FOLDER / "face.yml").read_text("utf-8"))


@pytest.fixture
def office(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copytree(DEMO, tmp_path / "data", ignore=shutil.ignore_patterns("redirects.yml"))
    return tmp_path


def with_face(office, face, files=None, pictures=None) -> int:
    """The line of site.yml before the face."""
    site = office / "data/site.yml"
    before = site.read_text("utf-8").rstrip("\n") + "\n"
    site.write_text(before + face, "utf-8")
    for name, text in (files or {}).items():
        put(office / "data/face" / name, text.encode())
    for name, sides in (pictures or {}).items():
        put(office / "data/face" / name, png(*sides))
    return before.count("\n")


def put(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def png(width: int, height: int, more: int = 0) -> bytes:
    """A grey picture of that size; `more` bytes of a comment make it heavier."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes((8, 0, 0, 0, 0))
    rows = zlib.compress(bytes((width + 1) * height))
    parts = (chunk(b"IHDR", head), chunk(b"tEXt", bytes(more)) if more else b"", chunk(b"IDAT", rows), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_what_is_told_of_a_face(case, office):
    before = with_face(office, case["face"], case.get("files"), case.get("pictures"))
    _, problems = load_collection(Path("data"))
    told = [str(problem).removeprefix("data/") for problem in problems]
    lines = [re.sub(r"^site\.yml:(\d+)", lambda found: f"L{int(found[1]) - before}", line) for line in told]
    assert lines == case["problems"]


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_face_that_cannot_be_published_stops_the_build_and_nothing_is_written(command, office, capsys):
    with_face(office, "face: {emblem: a.svg}\n", {"a.svg": "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"})
    assert main([command]) == 1
    assert "data/face/a.svg:1:41: SVG 里不能用 <script>" in capsys.readouterr().out
    assert not (office / "site").exists()


def test_a_link_on_the_disk_that_leads_out_of_the_folder_is_not_followed(office):
    before = with_face(office, "face: {emblem: a.svg}\n")
    (office / "data/face").mkdir()
    (office / "data/face/a.svg").symlink_to(office / "data/site.yml")
    _, problems = load_collection(Path("data"))
    assert list(map(str, problems)) == [f"data/site.yml:{before + 1}:16: “a.svg”不在 data/face 里 [face]"]


def test_a_link_of_the_face_to_no_page_is_found_before_the_site_takes_its_place(office, capsys):
    before = with_face(office, "face: {links: [{name: 没有, address: meiyou/}]}\n")
    assert main(["build"]) == 1
    assert (
        f"data/site.yml:{before + 1}:36: 链接“meiyou/”指向的网页或文件不在网站里；请改正或删去 [link]" in capsys.readouterr().out
    )
    assert not (office / "site").exists()


@pytest.mark.parametrize("primary", ["#7a1f1f", "#0b5537", "#123456", "#000000", "#5c3d00"])
def test_what_is_made_of_a_readable_colour_is_readable_in_every_scheme(primary):
    for name, scheme in painted(Colours(primary=primary, accent="#8b1a1a")).items():
        low = {pair: contrast(scheme[pair[0]], scheme[pair[1]]) for pair in TEXT}
        assert {pair: ratio for pair, ratio in low.items() if ratio < LEAST} == {}, name


def test_nobody_colours_the_high_contrast_that_a_reader_asks_for():
    assert painted(Colours(primary="#7a1f1f", accent="#8b1a1a"))["contrast"] == schemes()["contrast"]
