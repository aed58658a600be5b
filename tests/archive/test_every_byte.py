"""Whatever is changed, taken away or added in a built site is found, and of what was sealed the figure that is not as it was."""

from __future__ import annotations

import os
import random
import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from gongkai.archive import wrong_site
from gongkai.build.project import project_in
from gongkai.build.site import build_site
from gongkai.build.stale import noted_sums
from gongkai.cli import main
from gongkai.county.checksums import FILE
from gongkai.imports.words import words_of
from gongkai.problems import errors
from gongkai.publish.build import preflight
from gongkai.reports.seals import read_seals
from tests.archive.conftest import county_in, seal
from tests.deploy.conftest import with_checksums


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Path:
    """A county with sealed reports, their PDF among what was sealed, and its site."""
    folder = tmp_path_factory.mktemp("office")
    data = county_in(folder)
    assert seal(data)[0]
    assert errors(build_site(project_in(folder), jobs=1).problems) == []
    assert told(folder) == []
    return folder


def told(folder: Path, *, noted: bool = True) -> list[str]:
    seals, problems = read_seals(folder / "data")
    sums = noted_sums(project_in(folder)) if noted else {}
    return [str(problem) for problem in (*problems, *wrong_site(seals, folder / "site", "demo", sums, words_of))]


def put_back(file: Path, content: bytes, stamp: os.stat_result) -> None:
    file.write_bytes(content)
    os.utime(file, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))


def changed(content: bytes, chance: random.Random) -> bytes:
    """One byte, one more, one fewer."""
    place = chance.randrange(len(content)) if content else 0
    other = bytes([(content[place] + chance.randrange(1, 256)) % 256]) if content else b"x"
    return chance.choice(
        (content[:place] + other + content[place + 1 :], content + b" ", content[:place] + b"<" + content[place:])
    )


@pytest.mark.parametrize("places", [40, pytest.param(320, marks=pytest.mark.audit)])
def test_any_file_changed_lost_or_added_is_found(office, places):
    """By `verify --site` and by `publish`, over all kinds of files."""
    chance = random.Random(places)
    site = office / "site"
    kinds: dict[str, list[Path]] = {}
    for file in sorted(site.rglob("*")):
        if file.is_file():
            kinds.setdefault(file.suffix, []).append(file)
    assert {".html", ".js", ".css", ".csv", ".json", ".docx", ".xlsx", ".zip", ".txt", ".svg"} <= {*kinds}
    missed = []
    for number in range(places):
        file = chance.choice(kinds[sorted(kinds)[number % len(kinds)]])
        stamp, before, what = file.stat(), file.read_bytes(), chance.choice(("changed", "lost", "added"))
        other = file.with_name(f"more-{file.name}")
        if what == "changed":
            file.write_bytes(changed(before, chance))
        elif what == "lost":
            file.unlink()
        else:
            other.write_bytes(before)
        name = (other if what == "added" else file).relative_to(office).as_posix()
        found = {"verify": told(office), "verify elsewhere": told(office, noted=False), "publish": [*map(str, preflight(site))]}
        missed += [
            (name, what, by) for by, lines in found.items() if not any(name in line for line in lines) and file.name != FILE
        ]
        missed += [(name, what, by) for by, lines in found.items() if not lines]
        other.unlink(missing_ok=True)
        put_back(file, before, stamp)
    assert missed == []
    assert told(office) == []


def test_sums_that_were_written_anew_deceive_nobody_here(office, capsys, monkeypatch):
    """Who built the site has noted them outside it."""
    monkeypatch.chdir(office)
    site = Path("site")
    page, sums = site / "index.html", site / FILE
    before, listed, stamps = page.read_bytes(), sums.read_bytes(), (page.stat(), sums.stat())
    page.write_bytes(before.replace("公开".encode(), "公布".encode()))
    with_checksums(site)
    assert main(["verify", "--site", "site"]) == 1
    said = capsys.readouterr().out.splitlines()
    put_back(page, before, stamps[0])
    put_back(sums, listed, stamps[1])
    assert said == [f"site/{name}: 被改动：与 {FILE} 里的摘要不符 [verify]" for name in (FILE, "index.html")]
    assert main(["verify", "--site", "site"]) == 0
    assert re.search(r"网站的 \d+ 个文件与生成时的摘要相同", capsys.readouterr().err)


FIGURES = {
    "zfxxgknb/2021/tables/licensing.csv": (lambda content: content.replace(b"8112", b"8113"), "8112", "8113"),
    "zfxxgknb/2021/report.json": (lambda content: content.replace(b"8112", b"8113"), "8112", "8113"),
    "zfxxgknb/2021/report.docx": (lambda content: in_zip(content, b"8112", b"8113"), "8112", "8113"),
    "zfxxgknb/2021/report.xlsx": (lambda content: in_zip(content, b"8112", b"8113"), "8112", "8113"),
}


@pytest.mark.parametrize("path", FIGURES)
def test_the_sealed_figure_is_told_that_an_altered_download_contradicts(office, path):
    alter, was, now = FIGURES[path]
    file = office / "site" / path
    before, stamp = file.read_bytes(), file.stat()
    file.write_bytes(alter(before))
    lines = told(office)
    put_back(file, before, stamp)
    (line,) = (line for line in lines if "与封存的第 1 版不同" in line)
    assert line.startswith(file.as_posix())
    sealed, _, found = line.partition("文件里是")
    assert was in sealed
    assert now in found


def in_zip(content: bytes, old: bytes, new: bytes) -> bytes:
    """The same file with one figure another, packed as before."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as packed, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as other:
        for entry in packed.infolist():
            other.writestr(entry, packed.read(entry).replace(old, new))
    return made.getvalue()


def test_a_site_without_its_sums_is_told(office, capsys, monkeypatch):
    monkeypatch.chdir(office)
    sums = Path("site", FILE)
    listed, stamp = sums.read_bytes(), sums.stat()
    sums.unlink()
    lines = told(office, noted=False)
    code = main(["publish", "site", "--zip", "whole.zip"])
    put_back(sums, listed, stamp)
    assert [line for line in lines if "没有这个文件：不能逐个核对网站的文件" in line]
    assert code == 1
    assert not Path("whole.zip").exists()


def test_what_a_server_gives_packed_is_no_file_of_its_own(office, capsys, monkeypatch):
    """A release that was put live is a site, too."""
    monkeypatch.chdir(office)
    assert main(["publish", "site", "srv"]) == 0
    live = Path("srv/current/site")
    assert [*live.rglob("*.html.gz")]
    assert (main(["verify", "--site", str(live)]), capsys.readouterr().out) == (0, "")
    packed = live / "index.html.gz"
    content = packed.read_bytes()
    packed.unlink()  # the file of this release alone, not what it shares with others
    packed.write_bytes(content[:-4])
    assert main(["verify", "--site", str(live)]) == 1
    assert "index.html.gz: 是多出来的" in capsys.readouterr().out
