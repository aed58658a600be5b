"""Whatever an office does to its data, its pages, the cache or the site: the next build gives what a clean build gives."""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from gongkai.build.inputs import font_digest
from gongkai.build.project import Project, project_in
from gongkai.build.site import build_site
from gongkai.cli import main
from gongkai.collection import load_collection
from gongkai.problems import errors
from gongkai.reports.published import record, state_of
from gongkai.reports.seals import digest
from tests.build.county import entry, field_text, files_in, write
from tests.years.county import SITE, county

FIGURE = re.compile(r"(disclosed_total|in_force|items_last_year|decisions|amount): (\d+)")
STATE = re.compile(r"^state: .*\n", re.MULTILINE)
DAY = "2025-01-02"  # the stated day of a sealing


@pytest.fixture(autouse=True)
def without_fonts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Without the PDF a build takes a third of the time."""
    monkeypatch.setenv("GONGKAI_FONTS", "/nowhere")
    font_digest.cache_clear()
    yield
    font_digest.cache_clear()


class Office:
    """A county with several agencies, years and formats, a catalogue and written pages; and what may happen to it."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.chance = chance
        county(folder / "data")
        shutil.copytree(SITE / "docs", folder / "docs")
        self.project = project_in(folder)
        self.entries = [entry(number) for number in range(1, 6)]
        self.write_entries()
        self.set_aside: dict[Path, Path] = {}

    @property
    def data(self) -> Path:
        return self.project.data

    def reports(self) -> list[Path]:
        return sorted(file.parent for file in (self.data / "reports").glob("*/*/report.yml"))

    def write_entries(self) -> None:
        one = [{**each, "agencies": "demo"} for each in self.entries]
        write(self.data / "catalogue/social-assistance.yml", field_text("社会救助", one))

    def edit(self, file: Path, change: Callable[[str], str]) -> None:
        file.write_text(change(file.read_text("utf-8")), "utf-8")

    # ---- What may happen, each by its name

    def a_figure(self) -> None:
        file = self.chance.choice(self.reports()) / "report.yml"
        found = [*FIGURE.finditer(file.read_text("utf-8"))]
        if found:
            place = self.chance.choice(found)
            self.edit(file, lambda text: f"{text[: place.start(2)]}{int(place[2]) + 1}{text[place.end(2) :]}")

    def a_printed_mistake(self) -> None:
        """A total raised by one, and let stand as the received document has it; or the document touched afterwards."""
        folder = self.chance.choice(self.reports())
        file, document = folder / "report.yml", folder / "source" / "原件.txt"
        text = file.read_text("utf-8")
        found = re.search(r"    reconsideration: .*total: (\d+)\}", text)
        if document.exists() or not found or "accepted:" in text:
            write(document, f"原件{self.chance.randrange(9)}")
            return
        write(document, "原件")
        proof = f"source_document: 原件.txt\nsource_digest: {digest('原件'.encode())}\n"
        entry = "{rule: balance, subject: review_litigation.reconsideration.total, reason: 原件如此, by: 办公室, date: 2026-01-01, as_printed: true}"
        wrong = f"{text[: found.start(1)]}{int(found[1]) + 1}{text[found.end(1) :]}"
        file.write_text(f"{wrong.rstrip()}\n{proof}accepted: [{entry}]\n", "utf-8")

    def a_report_recorded(self) -> None:
        """As published: from now on a change of it needs a correction, until it is recorded anew."""
        collection, _ = load_collection(self.data)
        if collection.reports:
            report = self.chance.choice(collection.reports)
            record(self.data, {**collection.published, (report.year, report.agency_id): state_of(report)})

    def prose(self) -> None:
        word = self.chance.choice("甲乙丙丁戊己庚辛")
        self.edit(
            self.chance.choice(self.reports()) / "narrative.md", lambda text: f"{text.rstrip()}另有{word}类工作继续推进。\n"
        )

    def a_title(self) -> None:
        file = self.chance.choice(self.reports()) / "report.yml"
        self.edit(
            file,
            lambda text: re.sub(
                r"^(title: .+?)(（[甲乙丙]）)?$", rf"\1（{self.chance.choice('甲乙丙')}）", text, flags=re.MULTILINE
            ),
        )

    def a_name(self) -> None:
        word = self.chance.choice("东南西北中")
        self.edit(self.data / "agencies.yml", lambda text: re.sub(r"财政[东南西北中]?局", f"财政{word}局", text))

    def an_agency(self) -> None:
        added = "harbour:\n  name: 港口管理局\n  kind: department\n"
        self.edit(
            self.data / "agencies.yml", lambda text: text.replace(added, "") if added in text else f"{text.rstrip()}\n{added}"
        )

    def the_site(self) -> None:
        notice = f"notice: 声明{self.chance.randrange(9)}\n"
        self.edit(self.data / "site.yml", lambda text: re.sub(r"^notice: .*\n|\Z", notice, text, count=1, flags=re.MULTILINE))

    def an_entry(self) -> None:
        self.chance.choice(self.entries)["matter"] = f"事项{self.chance.randrange(99)}"
        if self.chance.random() < 0.3:
            self.entries.append(entry(len(self.entries) + 1))
        self.write_entries()

    def a_page(self) -> None:
        self.edit(self.project.docs / "index.md", lambda text: f"{text.rstrip()}\n\n第{self.chance.randrange(99)}次修改。\n")

    def a_new_page(self) -> None:
        page = self.project.docs / "zfxxgkzn/index.md"
        if page.exists():
            page.unlink()
        else:
            write(page, "# 指南\n\n## 甲\n\n| 项 | 数 |\n|---|---|\n| 甲 | 1 |\n")

    def a_report_away(self) -> None:
        folder = self.chance.choice(self.reports())
        kept = self.project.data.parent / f"kept-{len(self.set_aside)}"
        shutil.move(folder, kept)
        self.set_aside[folder] = kept

    def a_report_back(self) -> None:
        if self.set_aside:
            folder, kept = self.set_aside.popitem()
            shutil.move(kept, folder)

    def a_state(self) -> None:
        """A draft is called ready, or something else becomes one."""
        file = self.chance.choice(self.reports()) / "report.yml"
        word = "state: draft\n"
        self.edit(file, lambda text: text.replace(word, "state: ready\n") if word in text else f"{STATE.sub('', text)}{word}")

    def an_error(self) -> None:
        """A figure becomes none, or is one again."""
        file = self.chance.choice(self.reports()) / "report.yml"
        self.edit(file, lambda text: text.replace(": 3O7", ": 307") if ": 3O7" in text else FIGURE.sub(r"\1: 3O7", text, count=1))

    def the_ledger(self) -> None:
        """A report's address is recorded as published, or nothing is."""
        ledger, folder = self.data / "addresses.txt", self.chance.choice(self.reports())
        if ledger.exists():
            ledger.unlink()
        else:
            government = folder.name == "demo"
            write(ledger, f"zfxxgknb/{folder.parent.name}/{'' if government else f'{folder.name}/'}\n")

    def a_seal(self) -> None:
        year = self.chance.choice(self.reports()).parent.name
        main(["archive", year, str(self.data), "--date", DAY])

    def the_cache(self) -> None:
        """One byte of it flipped, wherever it stands."""
        files = sorted(file for file in self.project.cache.glob("*") if file.is_file() and file.stat().st_size)
        if files:
            file = self.chance.choice(files)
            content = bytearray(file.read_bytes())
            content[self.chance.randrange(len(content))] ^= 1 << self.chance.randrange(8)
            file.write_bytes(content)

    def a_file_of_the_site(self) -> None:
        files = sorted(file for file in self.project.site.rglob("*") if file.is_file())
        if files:
            file = self.chance.choice(files)
            if self.chance.random() < 0.5:
                file.unlink()
            else:
                file.write_text("别人改过", "utf-8")

    def a_file_too_many(self) -> None:
        write(self.project.site / f"extra-{self.chance.randrange(9)}.html", "别人放的")


EDITS: tuple[Callable[[Office], None], ...] = (
    *(
        Office.a_figure,
        Office.a_figure,
        Office.a_printed_mistake,
        Office.prose,
        Office.a_title,
        Office.a_name,
        Office.an_agency,
        Office.the_site,
    ),
    *(Office.an_entry, Office.a_page, Office.a_new_page, Office.a_report_away, Office.a_report_back, Office.a_seal),
    *(Office.a_state, Office.an_error, Office.the_ledger, Office.a_state, Office.an_error),
    Office.a_report_recorded,
    *(Office.the_cache, Office.the_cache, Office.a_file_of_the_site, Office.a_file_too_many),
)


def clean(project: Project, folder: Path) -> tuple[dict[str, bytes], list[str], tuple[str, ...]]:
    """The files of a build that knows nothing of any other, its errors, and the reports that it goes without."""
    shutil.rmtree(folder, ignore_errors=True)
    fresh = replace(project, site=folder / "site", cache=folder / "cache")
    done = build_site(fresh, jobs=1)
    files = files_in(fresh.site) if fresh.site.exists() else {}
    return files, [str(problem) for problem in errors(done.problems)], done.held


def step(office: Office, chosen: Sequence[Callable[[Office], None]], folder: Path, name: str) -> None:
    """After those edits a build tells what a clean build tells, and the site is what that gives; or it is as it was."""
    before = files_in(office.project.site)
    for edit in chosen:
        edit(office)
    touched = any(edit in (Office.a_file_of_the_site, Office.a_file_too_many) for edit in chosen)
    done = build_site(office.project, jobs=office.chance.choice((1, 2, 3)))
    messages = [str(problem) for problem in errors(done.problems)]
    expected, faults, held = clean(office.project, folder / "clean")
    assert (messages, done.held) == (faults, held), name
    found = files_in(office.project.site)
    if faults:
        assert touched or found == before, name
    else:
        assert [path for path in sorted({*found, *expected}) if found.get(path) != expected.get(path)] == [], name


def test_each_edit_once(tmp_path: Path) -> None:
    office = Office(tmp_path / "county", random.Random(2020))
    assert errors(build_site(office.project).problems) == []
    for edit in dict.fromkeys(EDITS):
        step(office, [edit], tmp_path, edit.__name__)


@pytest.mark.parametrize("drafts", [pytest.param(False, marks=pytest.mark.audit), True])
def test_a_report_s_life(tmp_path: Path, drafts: bool) -> None:
    """Each step of it, in the site for the public and in the preview."""
    office = Office(tmp_path / "county", random.Random(3))
    office.project = replace(office.project, drafts=drafts)
    file = office.data / "reports/2021/finance/report.yml"
    start = STATE.sub("", file.read_text("utf-8"))
    ledger = office.data / "addresses.txt"
    texts = {
        "draft": f"{start}state: draft\n",
        "with an error": FIGURE.sub(r"\1: 3O7", f"{start}state: ready\n", count=1),
        "ready": f"{start}state: ready\n",
        "draft again": f"{start}state: draft\n",
        "as before": start,
    }
    assert errors(build_site(office.project).problems) == []
    for name, text in texts.items():
        step(office, [lambda _, text=text: write(file, text)], tmp_path, name)
    step(office, [lambda _: write(ledger, "zfxxgknb/2021/finance/\n")], tmp_path, "recorded")
    step(office, [lambda _: write(file, texts["with an error"])], tmp_path, "public, with an error")
    step(office, [lambda _: ledger.unlink()], tmp_path, "not recorded any more")


def test_a_mistake_kept_as_printed_reaches_every_page_that_takes_its_figure(tmp_path: Path) -> None:
    """Then another, or the document behind the first is touched."""
    office = Office(tmp_path / "county", random.Random(1))
    assert errors(build_site(office.project).problems) == []
    for number in range(2):
        step(office, [Office.a_printed_mistake], tmp_path, f"printed {number}")


def test_a_published_report_that_changes_silently_stops_the_build(tmp_path: Path) -> None:
    office = Office(tmp_path / "county", random.Random(1))
    assert errors(build_site(office.project).problems) == []
    collection, _ = load_collection(office.data)
    record(office.data, {(report.year, report.agency_id): state_of(report) for report in collection.reports})
    step(office, [Office.prose], tmp_path, "a silent change")
    assert "published" in {problem.rule for problem in errors(build_site(office.project).problems)}


def test_a_report_s_page_sees_that_another_has_its_title(tmp_path: Path) -> None:
    """Then its head says whose it is."""
    office = Office(tmp_path / "county", random.Random(1))
    assert errors(build_site(office.project).problems) == []
    title = re.compile(r"^title: .*$", re.MULTILINE)
    first, second = (folder / "report.yml" for folder in office.reports()[:2])
    own = title.findall(first.read_text("utf-8"))[0]
    step(office, [lambda _: office.edit(second, lambda text: title.sub(own, text, count=1))], tmp_path, "one title for two")


def test_a_file_of_the_site_that_somebody_changed_is_made_again(tmp_path: Path) -> None:
    office = Office(tmp_path / "county", random.Random(1))
    assert errors(build_site(office.project).problems) == []
    page = office.project.site / "zfxxgknb/index.html"
    step(office, [lambda _: write(page, "别人改过")], tmp_path, "a page changed by hand")


@pytest.mark.audit
@pytest.mark.parametrize("seed", range(7))
def test_many_edits_in_a_row(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    office = Office(tmp_path / "county", chance)
    assert errors(build_site(office.project).problems) == []
    for number in range(30):
        chosen = chance.sample(EDITS, chance.randint(1, 2))
        step(office, chosen, tmp_path, f"seed {seed}, step {number}: {[edit.__name__ for edit in chosen]}")


def test_a_flipped_byte_in_any_file_of_the_cache_changes_nothing(tmp_path: Path) -> None:
    office = Office(tmp_path / "county", random.Random(1))
    build_site(office.project)
    expected = files_in(office.project.site)
    for file in sorted(office.project.cache.iterdir()):
        content = bytearray(file.read_bytes())
        content[len(content) * 2 // 3] ^= 4
        file.write_bytes(content)
    shutil.rmtree(office.project.site)
    office.a_page()
    office.project.docs.joinpath("index.md").write_text(
        re.sub(r"\n\n第\d+次修改。\n", "\n", office.project.docs.joinpath("index.md").read_text("utf-8")), "utf-8"
    )
    assert errors(build_site(office.project).problems) == []
    assert files_in(office.project.site) == expected


def test_any_number_of_processes_gives_the_same(tmp_path: Path) -> None:
    office = Office(tmp_path / "county", random.Random(1))
    sites = []
    for jobs in (1, 2, os.cpu_count() or 3):
        project = replace(office.project, site=tmp_path / f"site-{jobs}", cache=tmp_path / f"cache-{jobs}")
        build_site(project, jobs)
        sites.append(files_in(project.site))
    assert sites[1:] == sites[:-1]
