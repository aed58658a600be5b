"""`gongkai upgrade`: what is told, what is done when told, and that what people wrote stays."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.build.authored_pages import author_words
from gongkai.build.county import load_county
from gongkai.build.project import project_in
from gongkai.build.site import build_site
from gongkai.cli import main
from gongkai.problems import errors
from gongkai.setup.steps import STEPS, from_1
from gongkai.setup.upgrade import carry_out, planned
from tests.site.conftest import run_build
from tests.site.kept import ROOT

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "settings.yml").read_text("utf-8"))
# git archive --format=zip 0061242 mkdocs.yml macros theme docs data examples/demo/{mkdocs.yml,docs,addresses.txt,redirects.yml}
FOLDER_OF_0_1_0 = Path(__file__).parent / "folder-0.1.0.zip"
# The only pages that a folder may have besides those of 0.1.0: parts of the column and the statement, which every site has since.
NEW = {"fdzdgknr/index.html", "zfxxgkzd/index.html", "zfxxgknb/guidang/index.html", "wzasm/index.html"}
NEW |= {"ysqgk/qixian/index.html", "ysqgk/shenqingbiao/index.html"}
# A report or a year as one file, a year's promises, the pages of the agencies and of the figures in their prose.
NEW_OF_MANY = re.compile(
    r"zfxxgknb/[0-9]{4}/([a-z]+/)?(report|shuju/zfxxgknb-[0-9]{4})\.html|zfxxgknb/[0-9]{4}/gaijin/index\.html|"
    r"jigou/([a-z]+/)?index\.html|zfxxgknb/jigou/[a-z]+/zhengwen(/ye-[0-9]+)?/index\.html|zfxxgknb/jigou/[a-z]+/zhengwen/zhengwen\.csv"
)
# What 0.1.0 published: its pages and data files, and the figures of every report.json.
PUBLISHED = Path(__file__).parent / "published-0.1.0.json"


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of 正宁县, and in it that of the demo, as version 0.1.0 had them."""
    with zipfile.ZipFile(FOLDER_OF_0_1_0) as archive:
        archive.extractall(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GONGKAI_FONTS", "/nowhere")
    return tmp_path


def content(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and ".cache" not in path.relative_to(folder).parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


# ---- Steps


def test_the_steps_lead_from_each_version_to_the_next() -> None:
    from gongkai.county.data_version import PRESENT

    assert [step.before for step in STEPS] == [*range(1, PRESENT)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_settings_of_version_1(case: dict[str, Any]) -> None:
    result = from_1.run({"mkdocs.yml": case["before"].encode(), "data/site.yml": b"county: a\n"})
    texts = {change.path: change.content for change in result.changes}
    assert [str(problem) for problem in result.problems] == case.get("problems", [])
    assert list(result.remarks) == case.get("remarks", [])
    if "after" in case:
        assert (texts["mkdocs.yml"] or b"").decode() == case["after"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# 说明\n\ncounty: 甲县\n", "# 说明\n\ndata_version: 2\ncounty: 甲县\n"),
        ("county: 甲县\r\nicp: x\r\n", "data_version: 2\r\ncounty: 甲县\r\nicp: x\r\n"),
        ("---\n# 说明\ncounty: 甲县\ndata_version: 1\n", "---\n# 说明\ndata_version: 2\ncounty: 甲县\n"),
    ],
)
def test_the_version_is_written_and_nothing_else_is_touched(before: str, after: str) -> None:
    (change,) = from_1.run({"data/site.yml": before.encode()}).changes
    assert (change.content or b"").decode() == after


# ---- What is told, and what is done


def test_what_a_new_version_changes_is_told_first(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = content(old)
    assert main(["upgrade"]) == 0
    said = capsys.readouterr()
    lines = said.out.splitlines()
    assert lines[0].startswith("第 1 版 → 第 2 版：")
    assert "  删去 macros/hooks.py：程序包里已有" in lines
    assert "  改写 mkdocs.yml：写上插件 gongkai 和主题 gongkai，去掉它们已经知道的设置" in lines
    assert said.err == "还没有改动；确认以后运行 gongkai upgrade --yes\n"
    assert content(old) == before


def test_a_folder_of_0_1_0_becomes_as_one_that_is_made_today(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = content(old)
    assert main(["upgrade", "--yes"]) == 0
    assert capsys.readouterr().err == "已改好。改动前的文件留在 .cache/upgrade/1；请运行 gongkai check 和 gongkai build 看一遍\n"
    after = content(old)
    assert not {path for path in after if path.startswith(("macros/", "theme/"))}
    assert not (old / "macros").exists()
    assert not (old / "theme").exists()
    changed = {path for path in before.keys() & after.keys() if before[path] != after[path]}
    assert changed == {"mkdocs.yml", "data/site.yml"}
    assert yaml.safe_load(after["mkdocs.yml"]) == yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    assert after["mkdocs.yml"].decode().splitlines()[0] == before["mkdocs.yml"].decode().splitlines()[0]
    kept = {
        path.relative_to(old / ".cache/upgrade/1").as_posix() for path in (old / ".cache/upgrade/1").rglob("*") if path.is_file()
    }
    assert kept == changed | (before.keys() - after.keys())
    assert main(["upgrade", "--yes"]) == 0
    assert capsys.readouterr().err == "已是第 2 版，没有要改的\n"


def test_the_site_has_the_same_addresses_and_figures(old: Path) -> None:
    """As 0.1.0 built it from the same folder: every address, every figure, every file of data; pages and files that are new are named."""
    assert main(["upgrade", "--yes"]) == 0
    done = run_build(old, old / "site", GONGKAI_FONTS="/nowhere")
    assert done.returncode == 0, done.stdout + done.stderr
    assert_as_published(old / "site", "正宁县")


def assert_as_published(site: Path, county: str) -> None:
    published = json.loads(PUBLISHED.read_text("utf-8"))[county]
    files = (path for path in site.rglob("*") if path.suffix in (".html", ".csv") or path.name == "report.json")
    there = {path.relative_to(site).as_posix() for path in files}
    assert set(published["pages"]) - there == set()
    assert {page for page in there - set(published["pages"]) if not NEW_OF_MANY.fullmatch(page)} <= NEW
    for path, figures in published["figures"].items():
        assert json.loads((site / path).read_text("utf-8"))["tables"] == figures, path


def test_the_demo_of_0_1_0_too(old: Path, county_data: Path) -> None:
    """Its data was generated, and still is; its pages, addresses and settings are those of that version."""
    demo = old / "examples/demo"
    shutil.copytree(county_data, demo / "data", ignore=keep_few)
    site = demo / "data/site.yml"
    site.write_text(re.sub(r"^data_version: .*\n", "", site.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    assert [str(problem) for problem in errors(build_site(project_in(demo)).problems)] != []
    upgrade = planned(demo)
    assert [*upgrade.remarks] == ["mkdocs.yml 不再继承 ../../mkdocs.yml，那是原来放程序的文件夹里的"]
    carry_out(demo, upgrade)
    done = run_build(demo, demo / "site", GONGKAI_FONTS="/nowhere")
    assert done.returncode == 0, done.stdout + done.stderr
    assert_as_published(demo / "site", "示例县")


NOT_THEN = (
    "addresses.txt", "columns.yml", "documents", "guides", "index_numbers.yml", "link-results.csv", "links.yml", "map.yml", "seals", "words.yml",
)  # fmt: skip


def keep_few(folder: str, names: list[str]) -> list[str]:
    """What is left out, so that a test stays quick: all reports but those of three agencies, all fields of the catalogue but one."""
    if Path(folder).parent.name == "reports":
        return [name for name in names if name not in ("shili", "market", "xugu")]
    if Path(folder).name == "catalogue":
        return [name for name in names if name != "taxation.yml"]
    return [name for name in names if name.startswith("catalogue-") or name in NOT_THEN]


# ---- What people wrote


OWN_WORD = '''"""What mkdocs-macros calls."""

from __future__ import annotations

from typing import Any

from .county import county
from .ours import office
from .words import Words

PUBLIC = (
    "figure",
    "contact",
)


def define_env(env: Any) -> None:
    """Ours and theirs."""
    words = Words(county(env.conf))
    env.macro(office)
    env.variables["site"] = words.site
    for word in PUBLIC:
        env.macro(getattr(words, word), word)
'''
AS_IT_BECOMES = '''"""What mkdocs-macros calls."""

from __future__ import annotations

from typing import Any

from gongkai.build.author_words import register_words
from .ours import office


def define_env(env: Any) -> None:
    """Ours and theirs."""
    register_words(env)
    env.macro(office)
'''


def test_a_word_of_the_county_s_own_still_works(old: Path) -> None:
    (old / "macros/__init__.py").write_text(OWN_WORD, "utf-8")
    (old / "macros/ours.py").write_text("def office():\n    return '政务公开办'\n", "utf-8")
    assert main(["upgrade", "--yes"]) == 0
    assert (old / "macros/__init__.py").read_text("utf-8") == AS_IT_BECOMES
    assert sorted(path.name for path in (old / "macros").glob("*.py")) == ["__init__.py", "ours.py"]
    project = project_in(old)
    words = author_words(project, load_county(project.data, project.cache))
    assert words.filled("{{ office() }} {{ site.county }}", old / "docs/index.md") == ("政务公开办 正宁县", [])


def test_each_county_has_its_own_words(tmp_path: Path) -> None:
    """Also where one run of the program makes the sites of both, and where a file was changed since it was run."""
    for name, office in (("甲县", "甲县政务公开办"), ("乙县", "乙县政务公开办"), ("甲县", "后来的名称")):
        folder = tmp_path / name
        if not folder.exists():
            main(["init", name, "--into", str(folder)])
            (folder / "macros").mkdir()
            (folder / "macros/__init__.py").write_text(AS_IT_BECOMES, "utf-8")
        (folder / "macros/ours.py").write_text(f"def office():\n    return '{office}'\n", "utf-8")
        project = project_in(folder)
        words = author_words(project, load_county(project.data, project.cache))
        assert words.filled("{{ office() }}", folder / "docs/index.md") == (office, [])


def test_a_file_of_the_program_that_was_changed_stays(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed = (old / "theme/main.html").read_text("utf-8") + "<!-- 本县的 -->\n"
    (old / "theme/main.html").write_text(changed, "utf-8")
    assert main(["upgrade", "--yes"]) == 0
    assert "  请看：theme/main.html 改过，原样留着；新版本不再用它" in capsys.readouterr().out.splitlines()
    assert (old / "theme/main.html").read_text("utf-8") == changed
    assert not (old / "theme/sitemap.xml").exists()


def test_a_copy_with_the_line_ends_of_windows_is_as_it_came(old: Path) -> None:
    for file in (*(old / "macros").glob("*.py"), old / "mkdocs.yml"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert main(["upgrade", "--yes"]) == 0
    assert not (old / "macros").exists()


def test_code_that_asks_for_what_is_gone_is_for_a_person(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (old / "macros/__init__.py").write_text(OWN_WORD, "utf-8")
    (old / "macros/ours.py").write_text("from gongkai.site import Site\nfrom .pages import navigation\n", "utf-8")
    before = content(old)
    assert main(["upgrade", "--yes"]) == 1
    said = capsys.readouterr()
    assert [line for line in said.out.splitlines() if line.startswith("macros/")] == [
        "macros/ours.py:1:1: 这里用到的“gongkai.site”已经没有了；请先改好这一处，或把这个文件移开 [upgrade]",
        "macros/ours.py:2:1: 这里用到的“macros.pages”已经没有了；请先改好这一处，或把这个文件移开 [upgrade]",
    ]
    assert said.err == "有 2 处要先由人处理。没有写入任何文件\n"
    assert content(old) == before


def test_a_disk_that_fails_half_way_leaves_all_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from gongkai.setup import upgrade as module

    before, real, failed = content(old), module.put, iter([True])

    def put(file: Path, text: bytes | None) -> None:
        if file == old / "mkdocs.yml" and next(failed, False):
            raise OSError(28, "No space left on device")
        real(file, text)

    monkeypatch.setattr(module, "put", put)
    with pytest.raises(OSError, match="space"):
        carry_out(old, planned(old))
    assert content(old) == before
    assert main(["upgrade", "--yes"]) == 0


def test_the_version_in_requirements_is_this_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    main(["init", "青禾县", "--into", "x"])
    file = tmp_path / "x/requirements.txt"
    this = file.read_text("utf-8")
    file.write_text(this.replace("gongkai[site,pdf]==0.1.0", "gongkai[site,pdf]==0.0.9") + "ours==1.0\n", "utf-8")
    capsys.readouterr()
    assert main(["upgrade", "x", "--yes"]) == 0
    assert capsys.readouterr().out.splitlines() == ["  改写 requirements.txt：gongkai 0.0.9 改为 0.1.0"]
    assert file.read_text("utf-8") == this + "ours==1.0\n"


def test_the_schemas_for_editors_follow_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    main(["init", "青禾县", "--into", "x"])
    now = {file.name: file.read_bytes() for file in Path("x/schemas").iterdir()}
    Path("x/schemas/site.json").write_text("{}", "utf-8")
    Path("x/schemas/report-2021.json").unlink()
    capsys.readouterr()
    assert main(["upgrade", "x", "--yes"]) == 0
    changed = [f"  改写 schemas/{name}.json：编辑器用的填写提示" for name in ("report-2021", "site")]
    assert capsys.readouterr().out.splitlines() == changed
    assert {file.name: file.read_bytes() for file in Path("x/schemas").iterdir()} == now
    shutil.rmtree("x/schemas")
    assert main(["upgrade", "x"]) == 0
    assert capsys.readouterr().out == ""  # a county may have none


# ---- A version that is not this one's


def versions() -> list[tuple[str, str, str]]:
    older = "这是第 1 版的写法，这个程序用的是第 2 版；请运行 gongkai upgrade 查看要改什么 [data-version]"
    newer = "这是第 9 版的写法，这个程序用的是第 2 版；请先把程序升级到新版本 [data-version]"
    return [
        ("data_version: 1", "", f"data/site.yml:1:1: {older}"),
        ("data_version: 9  # 以后的", "", f"data/site.yml:1:1: {newer}"),
        ("", "hooks:\n  - macros/hooks.py\n", f"mkdocs.yml:7:1: {older}"),
    ]


@pytest.fixture
def new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as it is made today, in which one stands."""
    monkeypatch.chdir(tmp_path)
    main(["init", "青禾县", "--into", "x"])
    monkeypatch.chdir(tmp_path / "x")
    return tmp_path / "x"


@pytest.mark.parametrize("stated", ["abc", "-1", "0", "2.0", "'2'", "第二版"])
@pytest.mark.parametrize("command", ["check", "build", "upgrade", "upgrade --yes"])
def test_what_is_no_version_is_refused_in_one_line(
    command: str, stated: str, new: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = Path("data/site.yml")
    file.write_text(file.read_text("utf-8").replace("data_version: 2", f"data_version: {stated}  # ?"), "utf-8")
    before = content(new)
    capsys.readouterr()
    assert main(command.split()) == 1
    line = f"data/site.yml:3:1: data_version 写的“{stated}”不是版本号；现在是第 2 版，不知道的请删去这一行 [data-version]"
    assert capsys.readouterr().out.splitlines() == [line]
    assert content(new) == before


@pytest.mark.parametrize("stated", ["data_version: 99999", "'data_version': 3", '"data_version" : 3'])
def test_a_newer_version_is_seen_however_it_is_typed(stated: str, new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = Path("data/site.yml")
    file.write_text(file.read_text("utf-8").replace("data_version: 2", stated), "utf-8")
    for command in ("build", "upgrade"):
        capsys.readouterr()
        assert main([command]) == 1
        assert "请先把程序升级到新版本" in capsys.readouterr().out


@pytest.mark.parametrize("version", versions(), ids=lambda version: version[2])
@pytest.mark.parametrize("command", ["check", "build", "serve", "export json"])
def test_another_version_is_refused_in_one_line(
    command: str, version: tuple[str, str, str], new: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stated, settings, line = version
    head, rest = Path("data/site.yml").read_text("utf-8").split("data_version: 2\n")
    Path("data/site.yml").write_text((f"{stated}\n" if stated else head) + rest, "utf-8")
    Path("mkdocs.yml").write_text(Path("mkdocs.yml").read_text("utf-8") + settings, "utf-8")
    before = content(new)
    capsys.readouterr()
    assert main(command.split()) == 1
    assert capsys.readouterr().out.splitlines() == [line]
    assert content(new) == before


def test_a_generator_refuses_it_in_the_same_line(new: Path) -> None:
    file = new / "data/site.yml"
    file.write_text(file.read_text("utf-8").replace("data_version: 2", "data_version: 1"), "utf-8")
    for program in ("mkdocs", "properdocs"):
        done = run_build(new, new / "site", program=program)
        assert done.returncode == 1
        assert done.stdout.splitlines()[0].startswith("data/site.yml:3:1: 这是第 1 版的写法")
        assert "Traceback" not in done.stdout + done.stderr
        assert not (new / "site").exists()


@pytest.mark.parametrize("words", [["upgrade"], ["upgrade", "nowhere", "--yes"]])
def test_no_county_s_folder(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(words) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.endswith(": 这里没有 data/site.yml；请在县的文件夹里运行 [upgrade]")
    assert [*tmp_path.iterdir()] == []
