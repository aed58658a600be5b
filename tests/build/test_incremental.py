"""After any change the site holds, byte for byte, what a build into an empty folder gives; and only that was written which differs."""

import shutil
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gongkai import catalogue
from gongkai.build import build_pages, inputs
from gongkai.build import targets as units
from gongkai.build.authored_pages import Foreign
from gongkai.cli import main
from gongkai.problems import errors
from gongkai.search import SearchPart
from tests.build.county import AGENCIES, ITEMS, SITE, built, entry, field_text, files_in, small_county, write

FIELDS = {"social-assistance": "社会救助", "elderly-care": "养老服务"}


def clean(county, folder):
    """A site and a memory that know nothing."""
    shutil.rmtree(folder, ignore_errors=True)
    fresh = replace(county, site=folder / "site", cache=folder / "cache")
    built(fresh)
    return files_in(fresh.site)


# ---- What an office, an operator or a developer may do. Each is (what, field, entry, word).


class World:
    """A county's data as lists that can be changed and written out again."""

    def __init__(self, folder, patch):
        self.county = small_county(folder)
        self.patch = patch
        self.fields = {
            "social-assistance": [entry(n) for n in range(1, 25)],
            "elderly-care": [*(entry(n) for n in range(1, 4)), {"id": "bare"}],
        }
        self.titles = dict(FIELDS)
        self.items = ITEMS

    def do(self, what, field, number, word):
        entries = self.fields[field]
        if what == "word":
            entries[number % len(entries)]["matter"] = f"事项{word}"
        elif what == "agency":
            entries[number % len(entries)]["agencies"] = ("east", "civil", "[east, civil]")[word % 3]
        elif what == "level":
            entries[number % len(entries)]["levels"] = ("县级", "乡级", "市级")[word % 3]
        elif what == "add":
            entries.insert(number % len(entries), entry(100 + len(entries) * 7 + word, id=f"n{len(entries)}-{word}"))
        elif what == "take" and len(entries) > 1:
            del entries[number % len(entries)]
        elif what == "many":
            entries += [entry(n, id=f"m{len(entries)}-{n}") for n in range(90)]
        elif what == "title":
            self.titles[field] = f"{FIELDS[field]}{word}"
        elif what == "gone":
            self.fields[field] = [entry(1)]
        else:
            self.around(what, word)
        for id, own in self.fields.items():
            write(self.county.data / f"catalogue/{id}.yml", field_text(self.titles[id], own))
        write(self.county.data / "catalogue/items/2026.yml", self.told_items())

    def told_items(self):
        """An item of an entry that is gone belongs to none; it would be an error otherwise."""
        there = {f"entry: {field}/{entry['id']}" for field, own in self.fields.items() for entry in own}
        lines = self.items.splitlines(keepends=True)
        return "".join(line for line in lines if "entry:" not in line or line.strip() in there)

    def around(self, what, word):
        data, site = self.county.data, self.county.site
        if what == "site":
            write(data / "site.yml", SITE + f"notice: 声明{word}\n")
        elif what == "agencies":
            write(data / "agencies.yml", AGENCIES.replace("东镇人民政府", f"东{word}镇人民政府"))
        elif what == "items":
            self.items = ITEMS.replace("公示二", f"公示{word}").replace("通知三", f"通知{word % 3}")
        elif what == "menu":
            write(self.county.docs / "ysqgk/index.md", "# 依申请公开\n")
        elif what == "code":
            self.patch.setattr(units, "CATALOGUE_NAME", f"目录{word}")
            self.patch.setattr(inputs, "code_digest", lambda: f"code {word}")
        elif what == "spoil" and site.exists():
            pages = sorted(site.rglob("index.html"))
            pages[word % len(pages)].write_text("别人改过", "utf-8")
        elif what == "lose" and site.exists():
            pages = sorted(site.rglob("*.*"))
            pages[word % len(pages)].unlink()
        elif what == "forget":
            (self.county.cache / "manifest.json").unlink(missing_ok=True)
        elif what == "cut":  # what was remembered of the files and of the search, cut short
            for file in sorted((*self.county.cache.glob("[rs]e*"), *self.county.cache.glob("*.yml"))):
                file.write_bytes(file.read_bytes()[: -1 - word])


EDITS = ("word", "agency", "level", "add", "take", "many", "title", "gone")
AROUND = ("site", "agencies", "items", "menu", "code", "spoil", "lose", "forget", "cut")
EDIT = st.tuples(st.sampled_from(EDITS + AROUND), st.sampled_from(sorted(FIELDS)), st.integers(0, 300), st.integers(0, 9))


@example([[("cut", "elderly-care", 0, 3), ("word", "elderly-care", 1, 5)]])
@example([[("take", "elderly-care", 0, 0), ("forget", "elderly-care", 0, 0)]])
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(EDIT, min_size=1, max_size=3), min_size=1, max_size=4))
def test_no_edit_leaves_a_stale_page(tmp_path_factory, edits):
    folder = tmp_path_factory.mktemp("county")
    with pytest.MonkeyPatch.context() as patch:
        world = World(folder, patch)
        built(world.county)
        for step in edits:
            for edit in step:
                world.do(*edit)
            built(world.county)
            assert files_in(world.county.site) == clean(world.county, folder / "clean")
    shutil.rmtree(folder)


# ---- Cases that a person would ask about


@pytest.fixture
def world(tmp_path, monkeypatch):
    world = World(tmp_path, monkeypatch)
    built(world.county)
    return world


def test_without_any_change_nothing_is_written(world):
    done = built(world.county)
    assert (done.written, done.removed) == (0, 0)
    assert done.files == len(files_in(world.county.site))


def test_one_changed_entry_leaves_other_entries_and_other_fields_as_they_are(world):
    before = {path: path.stat().st_mtime_ns for path in world.county.site.rglob("index.html")}
    world.do("word", "social-assistance", 4, 9)  # e5
    built(world.county)
    touched = {
        path.relative_to(world.county.site / "fdzdgknr").parts[:2]
        for path, time in before.items()
        if path.stat().st_mtime_ns != time
    }
    own = {("social-assistance", name) for name in ("e4", "e5", "e6", "index.html")}  # e4 and e6 name their neighbour
    assert {pair for pair in touched if pair[0] in FIELDS and not pair[1].count("-")} == own
    assert ("elderly-care", "index.html") not in touched


def test_one_changed_entry_is_one_file_read_and_what_is_wrong_is_told_every_time(world, monkeypatch):
    read, plainly = [], catalogue.read_field
    monkeypatch.setattr(catalogue, "read_field", lambda file, problems: read.append(file.stem) or plainly(file, problems))
    world.do("word", "social-assistance", 4, 9)
    built(world.county)
    assert read == ["social-assistance"]
    write(world.county.data / "catalogue/elderly-care.yml", "entries:\n  - id: a\n    channels: 网站\n")
    assert str(build_pages(world.county).problems[0]) == str(build_pages(world.county).problems[0])
    assert read[1:] == ["elderly-care", "elderly-care"]


def test_what_is_wrong_with_an_agency_is_told_every_time(world):
    write(world.county.data / "agencies.yml", AGENCIES.replace("kind: township", "kind: village"))
    told = [[str(problem) for problem in build_pages(world.county).problems] for _ in range(2)]
    assert told[0] == told[1]
    assert "“kind”只能是" in told[0][0]
    write(world.county.data / "agencies.yml", AGENCIES)
    assert built(world.county).written == 0


SMALL = """
import sys
from pathlib import Path
from gongkai.build import County, build_pages
print(build_pages(County(*map(Path, sys.argv[1:]))).written > 0, [name for name in ("pydantic", "lxml") if name in sys.modules])
"""


def test_a_small_change_loads_nothing_that_checks_shapes(world):
    world.do("word", "social-assistance", 4, 9)
    county = world.county
    command = [sys.executable, "-c", SMALL, county.data, county.docs, county.site, county.cache]
    assert subprocess.run(command, check=True, capture_output=True, text=True).stdout == "True []\n"


def test_an_entry_that_is_gone_leaves_no_page_and_no_empty_folder(world):
    world.do("take", "elderly-care", 2, 0)
    done = built(world.county)
    assert done.removed
    assert not (world.county.site / "fdzdgknr/elderly-care/e3").exists()


def test_with_an_error_in_the_data_the_site_stays_and_the_place_is_named(world):
    before = files_in(world.county.site)
    write(world.county.data / "catalogue/elderly-care.yml", "entries:\n  - id: a\n    channels: 网站\n")
    done = build_pages(world.county)
    assert [str(problem).rsplit("/", 1)[1] for problem in done.problems] == [
        "elderly-care.yml:3:15: 渠道“网站”应写成“■政府网站 □政府公报”：■ 必选，□ 可选 [catalogue]"
    ]
    assert files_in(world.county.site) == before


CHECKED = {
    "a number given twice": (
        "catalogue/items/2026.yml",
        ("index_number: '2'", "index_number: '1'"),
        "catalogue/items/2026.yml:8:19: 索引号“1”已经用过（见第 2 行） [index-number]",
    ),
    "an unknown agency": (
        "catalogue/elderly-care.yml",
        ("agencies: civil", "agencies: nobody"),
        "catalogue/elderly-care.yml:13:15: agencies.yml 里没有“nobody”这个机构 [catalogue-link]",
    ),
    "a number of another": (
        "index_numbers.yml",
        ("", "numbers:\n  - number: '3'\n    owner: social-assistance/e1\n"),
        "catalogue/items/2026.yml:11:19: 索引号“3”早已发给“social-assistance/e1”，不能再用；请给“通知三”另发一个 [index-number]",
    ),
    "an address that was published": (
        "addresses.txt",
        ("", "/\nzfxxgknb/\nfdzdgknr/\nfdzdgknr/elderly-care/e1/\nfdzdgknr/elderly-care/e9/\n"),
        "addresses.txt:5:1: 已公布过的网址“fdzdgknr/elderly-care/e9/”不见了；请恢复，或在 redirects.yml 里写明它现在的网址 [address]",
    ),
}


@pytest.mark.parametrize("what", CHECKED)
def test_what_a_whole_build_refuses_is_refused_here_too(what, world, capsys):
    name, (was, now), line = CHECKED[what]
    file = world.county.data / name
    assert main(["pages", str(world.county.data)]) == 0
    before = files_in(world.county.site)
    world.do("word", "social-assistance", 1, 1)  # so that there is something to do
    write(file, file.read_text("utf-8").replace(was, now, 1) if was else now)
    capsys.readouterr()
    assert main(["pages", str(world.county.data)]) == 1
    said = capsys.readouterr()
    assert [told.rsplit("/data/", 1)[1] for told in said.out.splitlines()] == [line]
    assert "条提醒" in said.err
    assert said.err.endswith("网站没有改动\n")
    assert files_in(world.county.site) == before


def test_an_entry_that_moved_waits_for_the_whole_build_that_leads_there(world):
    data = world.county.data
    write(data / "addresses.txt", "fdzdgknr/elderly-care/e3/\n")
    write(data / "redirects.yml", "fdzdgknr/elderly-care/e3/: fdzdgknr/elderly-care/e2/\n")
    world.do("take", "elderly-care", 2, 0)
    (problem,) = errors(build_pages(world.county).problems)
    assert problem.message.startswith("网址“fdzdgknr/elderly-care/e3/”改到了别处")
    build_pages(world.county, Foreign())  # the whole build, which makes the page that leads there
    world.do("word", "elderly-care", 1, 5)
    assert built(world.county).written


def test_an_entry_called_like_a_page_of_the_list_is_refused(world):
    world.fields["elderly-care"][1]["id"] = "ye-2"
    world.do("", "elderly-care", 0, 0)
    done = build_pages(world.county)
    assert [str(p).rsplit("/", 1)[1] for p in done.problems] == [
        "elderly-care.yml:14:9: “ye-2”在网址里另有所指，不能作条目代号；请换一个 [pages]"
    ]


def test_a_new_folder_takes_over_what_is_unchanged_and_neither_can_change_the_other(world, tmp_path):
    old = files_in(world.county.site)
    other = replace(world.county, site=tmp_path / "new", before=world.county.site)
    world.do("word", "elderly-care", 1, 5)
    done = built(other)
    assert 0 < done.written < done.files / 2
    assert files_in(world.county.site) == old
    assert files_in(other.site) == clean(other, tmp_path / "clean")
    page = "fdzdgknr/social-assistance/e1/index.html"
    assert (other.site / page).samefile(world.county.site / page)
    write(world.county.data / "site.yml", SITE + "notice: 新声明\n")
    built(replace(other, before=None))
    assert files_in(world.county.site) == old


def test_what_the_generator_gives_stands_in_search_and_site_map(world):
    foreign = Foreign((SearchPart("zfxxgknb/2020/", "", "年报", "全文"),), "<urlset>\n  <url><loc>x</loc></url>\n</urlset>\n")
    build_pages(world.county, foreign)
    sitemap = (world.county.site / "sitemap.xml").read_text("utf-8")
    assert sitemap.startswith("<urlset>\n  <url><loc>x</loc></url>\n")
    assert "<url><loc>https://www.example.gov.cn/zwgk/fdzdgknr/elderly-care/e1/</loc></url>" in sitemap
    texts = "".join(file.read_text("utf-8") for file in (world.county.site / "jiansuo/index").rglob("t*.js"))
    assert "年报" in texts
    assert "办事指南1" in texts
    assert built(world.county).written == 0  # the next build still knows of them
    world.do("word", "elderly-care", 1, 5)
    built(world.county)
    assert (world.county.site / "sitemap.xml").read_text("utf-8") == sitemap


def test_a_site_that_was_never_built_whole_is_not_half_replaced(tmp_path):
    county = small_county(tmp_path)
    write(county.site / "index.html", "首页")
    done = build_pages(county)
    assert "请先运行 make site" in str(done.problems[0])
    assert list(files_in(county.site)) == ["index.html"]
