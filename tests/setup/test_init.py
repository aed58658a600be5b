"""`gongkai init`: a folder that builds at once, holds nothing that nobody said, and is written whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
import stat
from pathlib import Path

import pytest

from gongkai import __version__
from gongkai.cli import main
from gongkai.collection import load_collection
from gongkai.downloads.schema import schema_files
from tests.site.kept import ROOT

FILES = [
    ".ci/run",
    ".gitattributes",
    ".gitignore",
    "data/agencies.yml",
    "data/site.yml",
    "docs/.gitkeep",
    "mkdocs.yml",
    "requirements.txt",
    *(f"schemas/{name}" for name in sorted(schema_files())),
]
# Beside the county's own, the root of this repository has the program and its documents.
PROGRAM = {"docs-images", "deploy", "src", "tests", "benchmarks", "examples", "decisions", "manual", "schemas"}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files_below(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_folder_that_is_whole_and_says_what_to_do_next(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "青禾县"]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines() == [
        "已建好 青禾县/，现在就能生成。接下来：",
        "  1. cd 青禾县",
        "  2. 在 data/site.yml 里补上门户的名称、编号和联系方式（gongkai portal 会写）；不知道的不写",
        "  3. 看一遍 data/agencies.yml：现在只有青禾县人民政府；其他机构照样加在后面",
        "  4. 导入一份报告：gongkai import 报告.docx --into data/reports/年度/qinghe；或从空白表开始：gongkai new 年度 qinghe",
        "  5. 公开的文件（可以没有）：gongkai documents form 空白清单.xlsx 写出一份空白清单，填好用 gongkai documents import 读入",
        "  6. gongkai check 检查数据，gongkai serve 预览，gongkai build 生成网站，放在 site/",
    ]
    folder = Path("青禾县")
    assert files_below(folder) == FILES
    assert len((folder / "mkdocs.yml").read_text("utf-8").splitlines()) <= 10
    assert f"=={__version__}\n" in (folder / "requirements.txt").read_text("utf-8")
    assert stat.S_IMODE((folder / ".ci/run").stat().st_mode) == 0o755
    assert [path.name for path in Path().iterdir()] == ["青禾县"]


SCHEMA = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")


def named_schema(file: Path) -> Path | None:
    """The file that an editor opens for it; None where it names none in its first line."""
    found = SCHEMA.match(file.read_text("utf-8"))
    return (file.parent / found[1]).resolve() if found else None


def test_an_editor_finds_the_schema_of_every_file_that_is_typed() -> None:
    main(["init", "青禾县", "--into", "."])
    assert main(["new", "2020", "qinghe"]) == 0
    assert main(["new", "2021", "qinghe"]) == 0
    files = {
        "data/site.yml": "site",
        "data/agencies.yml": "agencies",
        "data/reports/2020/qinghe/report.yml": "report-2019",
        "data/reports/2021/qinghe/report.yml": "report-2021",
    }
    for file, schema in files.items():
        assert named_schema(Path(file)) == Path(f"schemas/{schema}.json").resolve()
        assert Path(f"schemas/{schema}.json").is_file()


def test_a_folder_without_schemas_names_none() -> None:
    main(["init", "青禾县", "--into", "."])
    shutil.rmtree("schemas")
    assert main(["new", "2020", "qinghe"]) == 0
    report = Path("data/reports/2020/qinghe/report.yml")
    assert named_schema(report) is None
    assert report.read_text("utf-8").startswith("# 一份年度报告：")


def test_nothing_is_invented() -> None:
    main(["init", "青禾县"])
    collection, problems = load_collection(Path("青禾县/data"))
    assert problems == []
    assert collection.site is not None
    stated = {name: value for name in collection.site.__dataclass_fields__ if (value := getattr(collection.site, name))}
    unknown = {"contact", "catalogue", "face"}  # groups, of which no part is stated
    assert {name: value for name, value in stated.items() if name not in unknown} == {
        "data_version": 2,
        "county": "青禾县",
        "government": "青禾县人民政府",
        "government_agency": "qinghe",
    }
    assert not any(getattr(collection.site.contact, name) for name in collection.site.contact.__dataclass_fields__)


def test_the_root_of_the_repository_is_such_a_folder() -> None:
    """Of the same kinds of files: every one that `init` writes is there, with the same settings; what else is there is the program."""
    main(["init", "正宁县", "--into", "anew"])
    own = {name for name in files_below(Path("anew")) if name != "docs/.gitkeep"}  # the county has written pages
    assert [name for name in own if not (ROOT / name).is_file()] == []
    assert (ROOT / "docs").is_dir()

    def told(file: Path) -> list[str]:
        """What is stated, without what is only explained."""
        return [line for line in file.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]

    for name in ("mkdocs.yml", "data/site.yml", "data/agencies.yml"):
        assert told(Path("anew", name)) == told(ROOT / name), name
    ours = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")}
    assert ours - PROGRAM <= {"data", "docs", "macros", "archive", "site", "gongkai-offline"}


def test_into_another_folder_and_into_an_empty_one() -> None:
    Path("空").mkdir()
    assert main(["init", "青禾县", "--into", "空"]) == 0
    assert main(["init", "青禾县", "--into", "深/网站"]) == 0
    assert files_below(Path("空")) == files_below(Path("深/网站")) == FILES


def test_a_zone_whose_organ_the_list_names() -> None:
    Path("名单.csv").write_text("名称,类别\n青禾经济开发区管理委员会,本级政府\n", "utf-8")
    assert main(["init", "青禾经济开发区", "--agencies", "名单.csv"]) == 0
    site = Path("青禾经济开发区/data/site.yml").read_text("utf-8")
    assert "government: 青禾经济开发区管理委员会\n" in site


NO_NAMES = {
    "": "“”：县名是空的；请写全称，例如 示例县。没有写入任何文件",
    "  ": "“”：县名是空的；请写全称，例如 示例县。没有写入任何文件",
    "Qinghe": "“Qinghe”：县名只能用汉字，2 到 20 个字；请写全称，例如 示例县。没有写入任何文件",
    "青禾county": "“青禾county”：县名只能用汉字，2 到 20 个字；请写全称，例如 示例县。没有写入任何文件",
    "青禾/县": "“青禾/县”：县名只能用汉字，2 到 20 个字；请写全称，例如 示例县。没有写入任何文件",
    "..\\青禾县": "“..\\青禾县”：县名只能用汉字，2 到 20 个字；请写全称，例如 示例县。没有写入任何文件",
    "青\n禾县": "“青 禾县”：县名只能用汉字，2 到 20 个字；请写全称，例如 示例县。没有写入任何文件",
    "青\u202e禾县": "“青 禾县”：县名只能用汉字，2 到 20 个字；请写全称，例如 示例县。没有写入任何文件",
    "青\u0007禾县": "“青 禾县”：县名只能用汉字，2 到 20 个字；请写全称，例如 示例县。没有写入任何文件",
    "县": "“县”：县名只能用汉字，2 到 20 个字；请写全称，例如 示例县。没有写入任何文件",
    "禾" * 20 + "县": f"“{'禾' * 20}县”：县名只能用汉字，2 到 20 个字；请写全称，例如 示例县。没有写入任何文件",
    "青禾": "“青禾”：县名应以县、市、区或旗结尾；请写全称，例如 示例县。没有写入任何文件",
}


@pytest.mark.parametrize("name", NO_NAMES)
def test_a_name_that_is_no_name(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", name, "--into", "x"]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", NO_NAMES[name] + "\n")
    assert [*Path().iterdir()] == []


def occupied() -> None:
    Path("x").mkdir()
    Path("x/.hidden").write_text("theirs")


def a_file() -> None:
    Path("x").write_text("theirs")


def a_link() -> None:
    Path("elsewhere").mkdir()
    Path("x").symlink_to("elsewhere")


def below_a_file() -> None:
    Path("x").write_text("theirs")


TAKEN = {
    occupied: ("x", "x: 这个文件夹里已有东西，不会覆盖；请用 --into 写一个新的文件夹 [init]"),
    a_file: ("x", "x: 这里已有一个文件，不能作文件夹；请换一个 [init]"),
    a_link: ("x", "x: 这个文件夹里已有东西，不会覆盖；请用 --into 写一个新的文件夹 [init]"),
    below_a_file: ("x/y", "x/y: 这里已有一个文件，不能作文件夹；请换一个 [init]"),
}


@pytest.mark.parametrize("make", TAKEN, ids=lambda make: make.__name__)
def test_what_is_there_is_left_alone(make, capsys: pytest.CaptureFixture[str]) -> None:
    make()
    before = [(path, os.lstat(path).st_mtime_ns) for path in sorted(Path().rglob("*"))]
    into, line = TAKEN[make]
    assert main(["init", "青禾县", "--into", into]) == 1
    said = capsys.readouterr()
    assert said.out.splitlines() == [line]
    assert said.err == "1 个错误，0 条提醒，0 条已说明。没有写入任何文件\n"
    assert [(path, os.lstat(path).st_mtime_ns) for path in sorted(Path().rglob("*"))] == before


def test_into_the_empty_folder_that_one_stands_in(capsys: pytest.CaptureFixture[str]) -> None:
    inode = Path().stat().st_ino
    assert main(["init", "青禾县", "--into", "."]) == 0
    said = capsys.readouterr().err.splitlines()
    assert said[:2] == [
        "已建好 ./，现在就能生成。接下来：",
        "  1. 在 data/site.yml 里补上门户的名称、编号和联系方式（gongkai portal 会写）；不知道的不写",
    ]
    assert files_below(Path()) == FILES
    assert [path for path in Path().rglob("*") if path.name.startswith(".gongkai")] == []
    assert Path().stat().st_ino == inode, "the person stands in it still"
    assert main(["build"]) == 0


def test_what_was_moved_is_taken_back_when_the_rest_cannot_be(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def no_more(path: Path, target: Path) -> Path:
        if path.name == "docs":
            raise OSError(28, "No space left on device")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", no_more)
    assert main(["init", "青禾县", "--into", "."]) == 1
    assert capsys.readouterr().out.startswith(".: 写不了这个文件夹：")
    assert [*Path().iterdir()] == []


def test_a_zone_whose_organ_nobody_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "青禾经济开发区"]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert re.search("管理机构叫什么，从名称看不出来；请用 --agencies 给出名单", line)
    assert [*Path().iterdir()] == []


def test_a_disk_that_cannot_be_written_leaves_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("gongkai.setup.new_folder.put_in_place", full)
    assert main(["init", "青禾县"]) == 1
    assert capsys.readouterr().out.startswith("青禾县: 写不了这个文件夹：")
    assert [*Path().iterdir()] == []
