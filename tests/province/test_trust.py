"""A county's folder comes from elsewhere: nothing in it runs on the province's machine, unless the operator names it, and then apart."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import gongkai
from gongkai.cli import main
from gongkai.county.own_code import own_code
from tests.build.county import files_in, write
from tests.province.province import CONFIGURATION, reporting_county

ATTACK = "import pathlib; pathlib.Path({!r}).write_text('run', 'utf-8')\n"
PLUGINS = "plugins: [gongkai]\n"
Given = Callable[[Path, Path], None]


def with_macros(county: Path, mark: Path) -> None:
    write(
        county / "macros/__init__.py",
        f"{ATTACK.format(str(mark))}def define_env(env):\n    env.macro(lambda: '自己的词', 'own')\n",
    )


def with_hook(county: Path, mark: Path) -> None:
    write(county / "hook.py", ATTACK.format(str(mark)))
    write(county / "mkdocs.yml", f"{CONFIGURATION}hooks: [hook.py]\n")


def with_plugin(county: Path, mark: Path) -> None:
    write(county / "mkdocs.yml", CONFIGURATION.replace(PLUGINS, "plugins: [gongkai, search, macros: {module_name: hook}]\n"))


def with_python_name(county: Path, mark: Path) -> None:
    write(county / "mkdocs.yml", f"{CONFIGURATION}markdown_extensions:\n  - toc: {{slugify: !!python/name:os.system }}\n")


def with_templates(county: Path, mark: Path) -> None:
    write(county / "mkdocs.yml", CONFIGURATION.replace("theme: gongkai", "theme: {name: gongkai, custom_dir: theirs}"))


def with_another_configuration(county: Path, mark: Path) -> None:
    write(county / "mkdocs.yml", f"INHERIT: other.yml\n{CONFIGURATION}")


def with_python_among_the_pages(county: Path, mark: Path) -> None:
    write(county / "docs/__init__.py", ATTACK.format(str(mark)))


GIVEN: dict[str, tuple[Given, list[str]]] = {
    "macros/": (with_macros, ["macros/"]),
    "a hook": (with_hook, ["mkdocs.yml 的 hooks"]),
    "a plugin": (with_plugin, ["mkdocs.yml 的插件 macros"]),
    "a name of Python's": (with_python_name, ["mkdocs.yml 的 markdown_extensions"]),
    "templates": (with_templates, ["mkdocs.yml 的 theme"]),
    "another configuration": (with_another_configuration, ["mkdocs.yml 的 INHERIT"]),
    "Python among the pages": (with_python_among_the_pages, []),
    "nothing": (lambda *_: None, []),
}


@pytest.mark.parametrize("what", GIVEN)
def test_what_would_run_is_seen_and_not_loaded(what: str, tmp_path: Path) -> None:
    county = reporting_county(tmp_path / "east", "东县", {}, whole=True)
    give, seen = GIVEN[what]
    give(county, tmp_path / "mark")
    assert [*own_code(county)] == seen
    assert not (tmp_path / "mark").exists()


def test_two_tampering_counties_among_nine_are_named_and_run_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mark = tmp_path / "mark"
    for number in range(1, 10):
        county = reporting_county(tmp_path / f"in/county-{number}", f"示例{number}县", {}, whole=number < 4)
        if number < 3:
            (with_macros, with_hook)[number - 1](county, mark)
        with_python_among_the_pages(county, mark)
    assert main(["province", str(tmp_path / "in"), "--into", str(tmp_path / "out")]) == 1
    said = capsys.readouterr()
    assert [line.partition(" [")[0].partition("/in/")[2] for line in said.out.splitlines()] == [
        "county-1/mkdocs.yml: 这个县有自己的程序（macros/），没有运行，也就没有生成；看过以后信得过的，加上 --trust county-1",
        "county-2/mkdocs.yml: 这个县有自己的程序（mkdocs.yml 的 hooks），没有运行，也就没有生成；看过以后信得过的，加上 --trust county-2",
    ]
    assert "9 个县，生成了 7 个" in said.err
    assert not mark.exists()
    assert sorted(path.name for path in (tmp_path / "out").glob("county-*")) == [f"county-{number}" for number in range(3, 10)]


SEEN = """\
import gongkai, pathlib, socket
from gongkai.build.author_words import register_words
def define_env(env):
    register_words(env)
    def tried(what):
        try:
            return what()
        except OSError as error:
            return type(error).__name__
    county = pathlib.Path(__file__).parents[1]
    found = [
        tried(lambda: (county.parent / "west/data/site.yml").read_text()),
        tried(lambda: pathlib.Path(gongkai.__file__).with_name("mark").write_text("run")),
        tried(lambda: socket.create_connection(("127.0.0.1", 9), 1)),
    ]
    (county / "found.txt").write_text("\\n".join(map(str, found)))
    env.macro(lambda: "自己的词", "own")
"""


def test_a_trusted_county_s_program_sees_its_own_folder_and_no_network(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reporting_county(tmp_path / "in/west", "西县", {})
    county = reporting_county(tmp_path / "in/east", "东县", {}, whole=True)
    write(county / "macros/__init__.py", SEEN)
    write(county / "docs/index.md", "# 东县\n\n{{ own() }}\n")
    command = ["province", str(tmp_path / "in"), "--into", str(tmp_path / "out"), "--trust", "east"]
    assert main(command) == 0, capsys.readouterr()
    assert "自己的词" in (tmp_path / "out/east/index.html").read_text("utf-8")
    found = (county / "found.txt").read_text("utf-8").splitlines()
    assert found == ["FileNotFoundError", "OSError", "ConnectionRefusedError"]
    assert not Path(gongkai.__file__).with_name("mark").exists()


def test_without_bubblewrap_a_trusted_county_is_not_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    county = reporting_county(tmp_path / "in/east", "东县", {}, whole=True)
    with_macros(county, tmp_path / "mark")
    monkeypatch.setenv("PATH", "/nowhere")
    assert main(["province", str(tmp_path / "in"), "--into", str(tmp_path / "out"), "--trust", "east"]) == 1
    assert "它自己的程序只在隔离里运行，而这台电脑没有 bubblewrap（bwrap）；请安装，或者不写 --trust" in capsys.readouterr().out
    assert not (tmp_path / "mark").exists()


def test_an_untrusted_county_s_site_is_that_of_its_own_build(tmp_path: Path) -> None:
    county = reporting_county(tmp_path / "in/east", "东县", {"earlier": {}}, whole=True)
    assert main(["province", str(tmp_path / "in"), "--into", str(tmp_path / "out")]) == 0
    assert main(["build", str(county)]) == 0
    assert files_in(tmp_path / "out/east") == files_in(county / "site")


def test_a_county_to_trust_that_is_none_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reporting_county(tmp_path / "in/east", "东县", {})
    assert main(["province", str(tmp_path / "in"), "--into", str(tmp_path / "out"), "--trust", "est"]) == 1
    assert capsys.readouterr().err == f"没有“est”这个县的文件夹（--trust）：{tmp_path / 'in'}\n"
    assert not (tmp_path / "out").exists()


ESCAPING = """\
import pathlib
def on_post_build(config, **_):
    staging = pathlib.Path(config["site_dir"]).parents[1]
    (staging / "no-macros").mkdir(exist_ok=True)
    (staging / "no-macros/__init__.py").write_text("open('MARK', 'w').write('run')")
"""


def test_a_trusted_county_s_program_leaves_nothing_for_the_next_county(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    county = reporting_county(tmp_path / "in/a", "东县", {}, whole=True)
    reporting_county(tmp_path / "in/b", "西县", {}, whole=True)
    write(county / "hook.py", ESCAPING.replace("MARK", str(tmp_path / "mark")))
    write(county / "mkdocs.yml", f"{CONFIGURATION}hooks: [hook.py]\n")
    main(["province", str(tmp_path / "in"), "--into", str(tmp_path / "out"), "--trust", "a"])
    assert "2 个县" in capsys.readouterr().err
    assert (tmp_path / "out/b/index.html").exists()
    assert [*tmp_path.rglob("no-macros")] == []
    assert not (tmp_path / "mark").exists()


@pytest.mark.parametrize("name", ["docs", "data", "data/columns.yml", "docs/page.md"])
def test_a_link_out_of_the_county_is_not_followed(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = reporting_county(tmp_path / "in/west", "西县", {}, whole=True)
    write(other / "docs/page.md", "# 别县的\n")
    write(other / "data/columns.yml", "columns: [{id: a, name: 甲}]\n")
    county = reporting_county(tmp_path / "in/east", "东县", {}, whole=True)
    if (county / name).is_dir():
        shutil.rmtree(county / name)
    (county / name).symlink_to(other / name)
    assert main(["province", str(tmp_path / "in"), "--into", str(tmp_path / "out")]) == 1
    assert f"east/{name}: 这是一个链接，指到这个县的文件夹外面" in capsys.readouterr().out
    assert not (tmp_path / "out/east").exists()
    assert (tmp_path / "out/west/index.html").exists()


ODD = {
    "a day that does not exist": ("docs/a.md", "---\ntitle: x\npublished: 2021-13-45\n---\n\n# 甲\n"),
    "what names itself": ("mkdocs.yml", f"{CONFIGURATION}extra: &a [*a]\n"),
    "brackets without an end": ("mkdocs.yml", f"{CONFIGURATION}markdown_extensions: {'[' * 3000}\n"),
    "names of names": (
        "mkdocs.yml",
        CONFIGURATION
        + "a0: &a0 lol\n"
        + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10))
        + "theme: *a9\n",
    ),
}


@pytest.mark.parametrize("what", ODD)
def test_one_county_s_odd_file_stops_no_other(what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reporting_county(tmp_path / "in/west", "西县", {}, whole=True)
    county = reporting_county(tmp_path / "in/east", "东县", {}, whole=True)
    name, text = ODD[what]
    write(county / name, text)
    main(["province", str(tmp_path / "in"), "--into", str(tmp_path / "out")])
    said = capsys.readouterr()
    assert "Traceback" not in said.out + said.err
    assert (tmp_path / "out/west/index.html").exists()
