"""After any change the site holds what a build into an empty folder gives, byte for byte; only what differs was written."""

import shutil
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gongkai import catalogue
from gongkai.build import catalogue_targets, inputs
from gongkai.build.site import build_site
from gongkai.cli import main
from gongkai.problems import errors
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
        elif what == "submatter":
            entries[number % len(entries)]["submatter"] = f"指南{word}"
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
            self.patch.setattr(catalogue_targets, "CATALOGUE_NAME", f"目录{word}")
            self.patch.setattr(inputs, "code_digest", lambda: f"code {word}")
        elif what == "spoil" and site.exists():
            pages = sorted(site.rglob("index.html"))
            pages[word % len(pages)].write_text("别人改过", "utf-8")
        elif what == "lose" and site.exists():
            pages = sorted(site.rglob("*.*"))
            pages[word % len(pages)].unlink()
        elif what == "forget":
            self.county.manifest.unlink(missing_ok=True)
        elif what == "cut":  # what was remembered of the files and of the search, cut short
            for file in sorted((*self.county.cache.glob("[rs]e*"), *self.county.cache.glob("*.yml"))):
                file.write_bytes(file.read_bytes()[: -1 - word])


EDITS = ("word", "submatter", "agency", "level", "add", "take", "many", "title", "gone")
AROUND = ("site", "agencies", "items", "menu", "code", "spoil", "lose", "forget", "cut")
EDIT = st.tuples(st.sampled_from(EDITS + AROUND), st.sampled_from(sorted(FIELDS)), st.integers(0, 300), st.integers(0, 9))


EDITS = st.lists(st.lists(EDIT, min_size=1, max_size=3), min_size=1, max_size=4)
SLOW = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]


@example([[("cut", "elderly-care", 0, 3), ("word", "elderly-care", 1, 5)]])
@example([[("take", "elderly-care", 0, 0), ("forget", "elderly-care", 0, 0)]])
@settings(max_examples=5, suppress_health_check=SLOW)
@given(EDITS)
def test_no_edit_leaves_a_stale_page(tmp_path_factory, edits):
    leaves_no_stale_page(tmp_path_factory.mktemp("county"), edits)


@pytest.mark.audit
@settings(max_examples=60, suppress_health_check=SLOW)
@given(EDITS)
def test_no_edit_of_many_leaves_a_stale_page(tmp_path_factory, edits):
    leaves_no_stale_page(tmp_path_factory.mktemp("county"), edits)


def leaves_no_stale_page(folder, edits):
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
    world.do("submatter", "social-assistance", 4, 9)  # e5; its matter stands beside every page of the field
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
    assert str(build_site(world.county).problems[0]) == str(build_site(world.county).problems[0])
    assert read[1:] == ["elderly-care", "elderly-care"]


def test_what_is_wrong_with_an_agency_is_told_every_time(world):
    write(world.county.data / "agencies.yml", AGENCIES.replace("kind: township", "kind: village"))
    findings = [[str(problem) for problem in build_site(world.county).problems] for _ in range(2)]
    assert findings[0] == findings[1]
    assert "“kind”只能是" in findings[0][0]
    write(world.county.data / "agencies.yml", AGENCIES)
    assert built(world.county).written == 0


SMALL = """
import sys
from pathlib import Path
from gongkai.build.project import Project
from gongkai.build.site import build_site
project = Project(*map(Path, sys.argv[1:]), alone=True)
print(build_site(project).written > 0, [name for name in ("pydantic", "lxml") if name in sys.modules])
"""


def test_a_small_change_loads_nothing_that_checks_shapes(world):
    county = world.county
    built(replace(county, alone=True))
    world.do("word", "social-assistance", 4, 9)
    command = [sys.executable, "-c", SMALL, county.data, county.docs, county.docs, county.site, county.cache]
    assert subprocess.run(command, check=True, capture_output=True, text=True).stdout == "True []\n"


def test_an_entry_that_is_gone_leaves_no_page_and_no_empty_folder(world):
    world.do("take", "elderly-care", 2, 0)
    done = built(world.county)
    assert done.removed
    assert not (world.county.site / "fdzdgknr/elderly-care/e3").exists()


def test_with_an_error_in_the_data_the_site_stays_and_the_place_is_named(world):
    before = files_in(world.county.site)
    write(world.county.data / "catalogue/elderly-care.yml", "entries:\n  - id: a\n    channels: 网站\n")
    done = build_site(world.county)
    assert [str(problem).rsplit("/", 1)[1] for problem in errors(done.problems)] == [
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
        ("", "fdzdgknr/\nfdzdgknr/elderly-care/e1/\nfdzdgknr/elderly-care/e9/\n"),
        "addresses.txt:3:1: 已公布过的网址“fdzdgknr/elderly-care/e9/”不见了；请恢复，或在 redirects.yml 里写明它现在的网址 [address]",
    ),
}


@pytest.mark.parametrize("what", CHECKED)
def test_what_a_whole_build_refuses_is_refused_here_too(what, world, capsys):
    name, (was, now), line = CHECKED[what]
    file = world.county.data / name
    assert main(["build", str(world.county.data.parent), "--site", str(world.county.site)]) == 0
    before = files_in(world.county.site)
    world.do("word", "social-assistance", 1, 1)  # so that there is something to do
    write(file, file.read_text("utf-8").replace(was, now, 1) if was else now)
    capsys.readouterr()
    assert main(["build", str(world.county.data.parent), "--site", str(world.county.site)]) == 1
    said = capsys.readouterr()
    assert [printed.rsplit("/data/", 1)[1] for printed in said.out.splitlines()] == [line]
    assert "条提醒" in said.err
    assert said.err.endswith("网站没有改动\n")
    assert files_in(world.county.site) == before


def test_an_entry_that_moved_is_led_on_from_its_old_address(world):
    data = world.county.data
    write(data / "addresses.txt", "fdzdgknr/elderly-care/e3/\n")
    world.do("take", "elderly-care", 2, 0)
    (problem,) = errors(build_site(world.county).problems)
    assert problem.message.startswith("已公布过的网址“fdzdgknr/elderly-care/e3/”不见了")
    write(data / "redirects.yml", "fdzdgknr/elderly-care/e3/: fdzdgknr/elderly-care/e2/\n")
    built(world.county)
    moved = (world.county.site / "fdzdgknr/elderly-care/e3/index.html").read_text("utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../e2/">' in moved
    assert "/elderly-care/e3/" not in (world.county.site / "sitemap.xml").read_text("utf-8")


@pytest.mark.parametrize(
    ("id", "message"),
    [
        ("ye-2", "“ye-2”在网址里另有所指，不能作条目代号；请换一个"),
        ("con", "“con”是 Windows 的设备名，那里建不了这样的文件夹，不能作条目代号；请换一个"),
    ],
)
def test_an_entry_that_cannot_have_a_page_of_its_name_is_refused(world, id, message):
    world.fields["elderly-care"][1]["id"] = id
    world.do("", "elderly-care", 0, 0)
    done = build_site(world.county)
    assert [str(p).rsplit("/", 1)[1] for p in errors(done.problems)] == [f"elderly-care.yml:14:9: {message} [pages]"]


def test_a_site_in_another_folder_is_the_same_and_has_a_memory_of_its_own(world, tmp_path):
    other = replace(world.county, site=tmp_path / "new")
    built(other)
    assert files_in(other.site) == files_in(world.county.site)
    assert [built(county).written for county in (world.county, other)] == [0, 0]


def test_pages_that_somebody_wrote_stand_in_search_and_site_map(world):
    write(world.county.docs / "zfxxgkzn/index.md", "# 指南\n\n本机关办公地点在<b>东街</b>九十九号。\n")
    built(world.county)
    sitemap = (world.county.site / "sitemap.xml").read_text("utf-8")
    robots = (world.county.site / "robots.txt").read_text("utf-8")
    assert robots.endswith("Allow: /\nSitemap: https://www.example.gov.cn/zwgk/sitemap.xml\n")
    assert "<url><loc>https://www.example.gov.cn/zwgk/zfxxgkzn/</loc></url>" in sitemap
    assert "<url><loc>https://www.example.gov.cn/zwgk/fdzdgknr/elderly-care/e1/</loc></url>" in sitemap
    texts = "".join(file.read_text("utf-8") for file in (world.county.site / "jiansuo/index").rglob("t*.js"))
    assert "九十九号" in texts
    assert "办事指南1" in texts
    world.do("word", "elderly-care", 1, 5)
    built(world.county)
    assert (world.county.site / "sitemap.xml").read_text("utf-8") == sitemap


def test_whatever_else_lies_in_the_folder_of_the_site_is_gone(world):
    before = files_in(world.county.site)
    write(world.county.site / "extra/index.html", "别人放的")
    built(world.county)
    assert files_in(world.county.site) == before


def test_two_pages_at_one_address_are_told(world):
    write(world.county.docs / "fdzdgknr/mulu/index.md", "# 目录\n")
    (problem,) = errors(build_site(world.county).problems)
    assert str(problem).startswith("fdzdgknr/mulu/index.html: 网站里有两处都要写这个文件")


DEAD = {
    "[甲](nowhere.md)": "docs/ysqgk/index.md:3:5: 链接“nowhere/”指向的网页或文件不在网站里；请改正或删去 [link]",
    '<a href="mulu/x.pdf">甲</a>': "docs/ysqgk/index.md:3:15: 链接“mulu/x.pdf”指向的网页或文件不在网站里；请改正或删去 [link]",
    "[甲](../fdzdgknr/index.md#没有)": "docs/ysqgk/index.md:3:26: 链接“../fdzdgknr/#没有”指向的网页里没有“#没有”这个位置 [link]",
}


@pytest.mark.parametrize("typed", DEAD)
def test_a_link_to_nothing_is_told_at_its_line(world, typed):
    before = files_in(world.county.site)
    write(world.county.docs / "ysqgk/index.md", f"# 依申请公开\n\n{typed}\n")
    found = [str(problem) for problem in errors(build_site(world.county).problems)]
    assert [one[one.index("docs/") :] for one in found] == [DEAD[typed]]
    assert files_in(world.county.site) == before


WRONG = {
    "{{ nothing() }}": "填不出来：没有“nothing”这个写法",
    "{{ figure('x', 2020) }}": "填不出来：没有2020年度的本级政府报告",
    "{{ site.nothing }}": "填不出来：没有“nothing”这个写法",
    "{{ figure('x') }}": "填不出来：括号里的内容与这个写法不符",
    "{{ ''.__class__.__mro__ }}": "填不出来：这里不许这样写",
    "{{ 1 + }}": "写法不对；请看花括号、括号和引号是否成对",
}


@pytest.mark.parametrize("typed", WRONG)
def test_a_word_that_cannot_be_filled_in_is_told_at_its_line(world, typed):
    write(world.county.docs / "ysqgk/index.md", f"---\ntitle: 依申请公开\n---\n\n# 依申请公开\n\n{typed}\n")
    (problem,) = errors(build_site(world.county).problems)
    assert "docs/ysqgk/index.md:7:1: " in str(problem)
    assert f"{WRONG[typed]} [page]" in str(problem)


def test_a_county_adds_words_of_its_own(world):
    write(
        world.county.macros / "__init__.py",
        "from gongkai.build.author_words import register_words\n\n\ndef define_env(env):\n    register_words(env)\n\n"
        "    @env.macro\n    def greeting(name):\n        return f'{name}，{env.county.site.county}欢迎您'\n",
    )
    write(world.county.docs / "ysqgk/index.md", "# 依申请公开\n\n{{ greeting('您好') }}；{{ site.county }}。\n")
    built(world.county)
    assert "<p>您好，示例县欢迎您；示例县。</p>" in (world.county.site / "ysqgk/index.html").read_text("utf-8")


OWN_WORDS = {
    "def define_env(env:\n    pass\n": "macros/__init__.py:1:15: 这里不是合乎语法的 Python：'(' was never closed [macros]",
    "import nothing_like_it\n": "macros/__init__.py:1:1: 运行到这里出错：ModuleNotFoundError: No module named 'nothing_like_it' [macros]",
    "def define_env(env):\n    return 1 / 0\n": "macros/__init__.py:2:1: 运行到这里出错：ZeroDivisionError: division by zero [macros]",
}


@pytest.mark.parametrize("program", OWN_WORDS)
def test_a_county_s_own_words_that_cannot_be_run_are_told_at_their_line(world, program):
    write(world.county.macros / "__init__.py", program)
    before = world.county.site.stat().st_ino
    (problem,) = errors(build_site(world.county).problems)
    assert str(problem).endswith(OWN_WORDS[program])
    assert world.county.site.stat().st_ino == before, "another site took its place"


def test_a_county_s_own_word_that_raises_anything_is_told_where_it_is_used(world):
    write(
        world.county.macros / "__init__.py",
        "from gongkai.build.author_words import register_words\n\n\ndef define_env(env):\n    register_words(env)\n\n"
        "    @env.macro\n    def greeting(name):\n        return {}[name]\n",
    )
    write(world.county.docs / "ysqgk/index.md", "# 依申请公开\n\n{{ greeting('您好') }}\n")
    (problem,) = errors(build_site(world.county).problems)
    assert "docs/ysqgk/index.md:3:1: {{ }} 里的词运行出错：KeyError: '您好'" in str(problem)
