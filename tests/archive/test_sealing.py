"""`gongkai archive`: what a bag holds, the same bytes on any day, a second version beside the first, and never half of one."""

import os
import random
import shutil
import signal
import subprocess
import time
import zipfile
from datetime import date, timedelta
from pathlib import Path

import bagit
import pytest

from gongkai.archive import Order, seal_year, verify_seals
from gongkai.cli import main
from gongkai.collection import load_collection
from gongkai.downloads import fonts
from gongkai.problems import errors
from gongkai.reports.seals import read_seals
from tests.archive.conftest import DAY, PUBLISHED, SOURCE, county_in, seal, whole, wrong

KILLS = 20
CORRECTION = """  - {date: 2022-05-10, cell: documents.normative_documents.issued, was: 2, now: 3, why: 漏记一件, by: 示例县人民政府办公室}
"""


def unzipped(county: Path, name: str) -> Path:
    with zipfile.ZipFile(county / f"archive/2021/{name}.zip") as packed:
        packed.extractall(county / "unzipped")
    return county / "unzipped" / name


def test_a_bag_holds_all_of_the_report_and_is_one_by_another_s_judgement(county):
    bag = unzipped(county, "2021-demo-1")
    assert bagit.Bag(str(bag)).validate()
    for manifest in ("manifest-sha512.txt", "tagmanifest-sha512.txt"):
        assert subprocess.run(["sha512sum", "--check", "--quiet", manifest], cwd=bag, check=False).returncode == 0
    held = set(whole(bag / "data"))
    tables = {"documents", "licensing", "enforcement", "fees", "requests", "review_litigation"}
    assert held == {
        *("README.txt", "CHECK.txt", "findings.json", "narrative.md", "report.yml", f"source/{SOURCE}"),
        *("report.html", "report.docx", "report.xlsx", "report.json"),
        *(f"tables/{table}.csv" for table in tables),
    }
    for name in ("report.yml", "narrative.md", f"source/{SOURCE}"):
        assert (bag / "data" / name).read_bytes() == (county / "data/reports/2021/demo" / name).read_bytes()
    info = (bag / "bag-info.txt").read_text("utf-8")
    assert {"Bagging-Date: 2022-04-01", "Sealed-By: 示例县人民政府办公室", "Left-Out: pdf"} <= set(info.splitlines())
    assert (bag / "bagit.txt").read_text("utf-8").startswith("BagIt-Version: 1.0\n")
    assert "没有 pdf 文件" in (bag / "data/README.txt").read_text("utf-8")


def test_findings_and_what_was_accepted_are_in_the_bag(county):
    found = (unzipped(county, "2021-demo-1") / "data/findings.json").read_text("utf-8")
    assert '"severity": "accepted"' in found
    assert "两项有2条重复，总数只计一次" in found


def test_sealed_twice_on_different_days_and_places_it_is_the_same_bytes(county, tmp_path, monkeypatch):
    later = time.time() + 40 * 86400

    class Later(date):
        @classmethod
        def today(cls):
            return date.today() + timedelta(40)

    monkeypatch.setattr(bagit, "date", Later)
    monkeypatch.setattr(time, "time", lambda: later)
    for clock in ("localtime", "gmtime"):
        real = getattr(time, clock)
        monkeypatch.setattr(time, clock, lambda seconds=None, real=real: real(later if seconds is None else seconds))
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()
    data = county_in(tmp_path / "elsewhere")
    os.utime(data / "reports/2021/demo/report.yml", (0, 0))
    assert seal(data)[0]
    assert whole(data.parent) == whole(county)
    monkeypatch.undo()
    time.tzset()


def test_nothing_new_nothing_changes_and_no_date_is_asked(county):
    before = whole(county)
    sealed, problems = seal(county / "data", day=None)
    assert (sealed.new, sealed.made_again, problems) == ((), (), [])
    assert whole(county) == before


def test_a_lost_bag_is_made_again_when_it_comes_out_the_same(county):
    before = whole(county)
    (county / "archive/2021/2021-finance-1.zip").unlink()
    assert len(wrong(county / "data")) == 1
    assert seal(county / "data", day=None)[0].made_again == ("2021-finance-1",)
    assert whole(county) == before


def test_a_lost_bag_that_comes_out_otherwise_is_told(county, monkeypatch):
    (county / "archive/2021/2021-finance-1.zip").unlink()
    monkeypatch.setattr("gongkai.archive.bags.__version__", "9.9")
    sealed, problems = seal(county / "data", day=None)
    assert sealed is None
    assert "重新生成的与封存的不同" in str(problems[0])
    assert not (county / "archive/2021/2021-finance-1.zip").exists()


def test_a_correction_is_sealed_beside_the_first_version(county, retyped, capsys):
    before = whole(county / "archive")
    retyped("demo/report.yml", "normative_documents: {issued: 2,", "normative_documents: {issued: 3,")
    report = county / "data/reports/2021/demo/report.yml"
    report.write_text(report.read_text("utf-8").replace("revisions:\n", f"revisions:\n{CORRECTION}"), "utf-8")
    assert main(["archive", "2021", str(county / "data"), "--date", "2022-06-01", "--without", "pdf"]) == 1  # not at the end
    report.write_text(report.read_text("utf-8").replace(CORRECTION, "") + CORRECTION, "utf-8")
    assert wrong(county / "data") == []  # what was corrected since is told, and no fault
    assert main(["archive", "2021", str(county / "data"), "--date", "2022-05-01", "--without", "pdf"]) == 1
    assert "封存日期 2022-05-01 早于这份报告里更正的日期 2022-05-" in capsys.readouterr().out
    assert main(["archive", "2021", str(county / "data"), "--date", "2022-06-01", "--without", "pdf"]) == 0
    versions = read_seals(county / "data")[0].versions(2021, "demo")
    assert [(v.version, str(v.sealed)) for v in versions] == [(1, "2022-04-01"), (2, "2022-06-01")]
    after = whole(county / "archive")
    assert set(after) - set(before) == {"2021/2021-demo-2.zip"}
    assert before.items() <= after.items()
    assert wrong(county / "data") == []


def test_the_original_is_not_in_the_bag_unless_the_office_says_so(tmp_path):
    data = county_in(tmp_path)
    report = data / "reports/2021/finance/report.yml"
    report.write_text(report.read_text("utf-8").replace(PUBLISHED, ""), "utf-8")
    assert seal(data)[0]
    bag = unzipped(tmp_path, "2021-finance-1")
    assert not (bag / "data/source").exists()
    known = read_seals(data)[0].versions(2021, "finance")[0].files[f"source/{SOURCE}"]
    assert known in (bag / "data/README.txt").read_text("utf-8")
    assert wrong(data) == []
    (data / "reports/2021/finance/source" / SOURCE).write_text("原件一字不改。\n", "utf-8")
    assert len(wrong(data)) == 1


# What cannot be sealed


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["2021"], "还没有封存；请用 --date 写明封存日期"),
        (["2021", "--date", "2022-01-01"], "封存日期 2022-01-01 早于这份报告里公布的日期 2022-"),
        (["2019", "--date", "2022-04-01"], "没有 2019 年的报告"),
        (["20200", "--date", "2022-04-01"], "没有 20200 年的报告"),
    ],
)
def test_what_the_office_asked_cannot_be_sealed(arguments, said, tmp_path, capsys):
    data = county_in(tmp_path)
    before = whole(tmp_path)
    year, *rest = arguments
    assert main(["archive", year, str(data), *rest]) == 1
    assert said in capsys.readouterr().out
    assert whole(tmp_path) == before


def test_without_fonts_nothing_is_sealed_unless_the_office_says_so(tmp_path, capsys, monkeypatch):
    data = county_in(tmp_path)
    before = whole(tmp_path)
    monkeypatch.setattr(fonts, "FOLDER", tmp_path / "none")
    monkeypatch.delenv("GONGKAI_FONTS", raising=False)
    assert main(["archive", "2021", str(data), "--date", "2022-04-01"]) == 1
    assert "没有 PDF 不封存；确实不放 PDF 的，加 --without pdf" in capsys.readouterr().out
    assert whole(tmp_path) == before


def test_an_error_in_the_data_keeps_it_from_being_sealed(county, retyped, capsys):
    retyped("finance/report.yml", "agency: finance", "agency: demo")
    assert main(["archive", "2021", str(county / "data"), "--date", "2022-06-01"]) == 1
    assert "没有写入任何文件" in capsys.readouterr().err


# Interrupted


def killed_at(moment: float, data: Path) -> None:
    """Seal in a process of its own, and kill it that many seconds after it began."""
    collection = load_collection(data)[0]
    child = os.fork()
    if child == 0:
        try:
            seal_year(collection, 2021, Order(DAY, "示例县人民政府办公室", ("pdf",)))
        finally:
            os._exit(0)
    time.sleep(moment)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def test_killed_at_twenty_moments_it_leaves_the_old_or_the_new(county, tmp_path):
    start = county_in(tmp_path / "start").parent
    began = time.monotonic()
    assert seal(shutil.copytree(start, tmp_path / "measured") / "data")[0]
    lasts = time.monotonic() - began
    chance = random.Random(4)
    seen = set()
    for number in range(KILLS):
        folder = shutil.copytree(start, tmp_path / str(number))
        killed_at(lasts * (number + chance.random()) / KILLS, folder / "data")
        seals, problems = read_seals(folder / "data")
        assert problems == []
        assert errors(verify_seals(seals)) == []
        seen.add(bool(seals.all))
        assert seals.all == () or whole(folder / "data") == whole(county / "data")
        if number % 5 == 0:
            assert seal(folder / "data")[0]
            assert whole(folder) == whole(county), "once more, and nothing is left of the one that was killed"
    assert False in seen, "some were killed before the seal was written"


@pytest.mark.parametrize("step", range(2, 10))
def test_stopped_dead_at_every_step_that_writes(step, county, tmp_path, monkeypatch):
    """The same at each single step, so that no moment is left to chance."""
    data = county_in(tmp_path / "start")
    collection = load_collection(data)[0]
    child = os.fork()
    if child == 0:
        taken = iter(range(1, step))
        for name in ("replace", "write_bytes", "mkdir"):
            stop_at(monkeypatch, Path, name, taken, data.parent)
        try:
            seal_year(collection, 2021, Order(DAY, "示例县人民政府办公室", ("pdf",)))
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    seals, problems = read_seals(data)
    assert problems == []
    assert errors(verify_seals(seals)) == []
    assert seal(data)[0]
    assert whole(data.parent) == whole(county)


def stop_at(monkeypatch, owner, name, taken, below):
    real = getattr(owner, name)

    def step(self, *arguments, **named):
        if below in self.parents and next(taken, None) is None:
            os._exit(0)
        return real(self, *arguments, **named)

    monkeypatch.setattr(owner, name, step)
