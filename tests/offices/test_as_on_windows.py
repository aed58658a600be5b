"""An office with Windows: `D:\\政务 公开`, `\\` in what is typed, CRLF in what is edited, a console that speaks GBK, and no Linux call.

tests/offices/as_on_windows.py says what is taken away. The site has to be the same, byte for byte.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from gongkai.problems import shown
from gongkai.statute.formats import formats
from tests.archive.conftest import county_in
from tests.conftest import replace_once
from tests.deploy.conftest import contents
from tests.imports.forms import as_html, as_md, as_tabs, report
from tests.offices.as_on_windows import FORBIDDEN

ROOT = Path(__file__).parents[2]
PROGRAM = Path(__file__).parent / "as_on_windows.py"
FOLDER = "政务 公开"
EDITED = (".yml", ".md", ".txt", ".csv")
WITHOUT_PDF = {"GONGKAI_FONTS": "/nowhere"}
ROOM = 120  # characters of a path that are left to the county's own folder, of 259


def windows(folder: Path, *words: str, fonts: bool = False) -> tuple[int, str, str]:
    """What a command says there, and its exit code."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "gbk", **({} if fonts else WITHOUT_PDF)}
    command = [sys.executable, str(PROGRAM), *words]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    out, said = (told.decode("gbk") for told in (done.stdout, done.stderr))
    assert "Traceback" not in said, said
    assert "程序自身出错" not in said, said
    return done.returncode, out, said


def linux(folder: Path, *words: str, fonts: bool = False) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **({} if fonts else WITHOUT_PDF)}
    command = [sys.executable, "-m", "gongkai", *words]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def with_crlf(folder: Path) -> None:
    """As Windows' editors save what they are given to edit."""
    for file in folder.rglob("*"):
        if file.suffix in EDITED and "source" not in file.parts:
            file.write_bytes(file.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The small fictional county, every file of it with CRLF."""
    folder = tmp_path / FOLDER
    county_in(folder)
    shutil.copytree(ROOT / "tests/sites/demo/docs", folder / "docs")
    with_crlf(folder)
    return folder


def test_a_year_from_the_form_to_the_upload(office: Path) -> None:
    """Every command that an office needs, one after another."""
    steps = {
        "new 2022 demo": "已建好待填的报告：data/reports/2022/demo。",
        "export docx data\\reports\\2021\\finance --into 导出": "",
        "import 导出\\2021\\finance\\report.docx --into 草稿\\2021\\finance": "",
        "check data\\reports\\2021\\finance": "0 个错误",
        "build": "已生成 site/：共 ",
        "archive 2021 --date 2022-04-01 --without pdf": "2021 年新封存 2 份。归档包在 archive/2021，封存记录是 data/seals/2021.yml",
        "verify": "核对无误：1 个年度，2 个归档包",
        "build --site .\\网站": "已生成 网站/：共 ",
        "verify --site 网站": "核对无误",
        "addresses 网站 --record": "",
        "publish site --zip 全站.zip": "已写好 全站.zip：版本 ",
        "publish 网站 --changes .\\全站.zip --zip 变动.zip": "已写好 变动.zip：版本 ",
    }
    for words, sentence in steps.items():
        code, out, said = windows(office, *words.split(" "))
        assert code == 0, (words, out, said)
        assert sentence in said, (words, said)
        if words.startswith("new"):
            shutil.rmtree(office / "data/reports/2022")  # nobody fills it in here
    for name in ("report.yml", "narrative.md"):
        assert b"\r" not in (office / "草稿/2021/finance" / name).read_bytes(), "what is written is the same on every system"


def test_the_site_is_the_same_byte_for_byte(office: Path) -> None:
    """Also the PDF files, and whether files end their lines as on Windows or as on Linux."""
    code, out, said = windows(office, "build", fonts=True)
    assert code == 0, out + said
    other = office.parent / "linux"
    for name in ("data", "docs"):
        shutil.copytree(office / name, other / name)
        for file in (other / name).rglob("*"):
            if file.suffix in EDITED:
                file.write_bytes(file.read_bytes().replace(b"\r\n", b"\n"))
    linux(other, "build", fonts=True)
    assert contents(office / "site") == contents(other / "site")


@pytest.mark.audit
def test_the_fictional_county_is_the_same_byte_for_byte(county_data: Path, tmp_path: Path) -> None:
    for name in (FOLDER, "linux"):
        shutil.copytree(county_data, tmp_path / name / "data")
        shutil.copytree(ROOT / "examples/demo/docs", tmp_path / name / "docs")
    code, out, said = windows(tmp_path / FOLDER, "build", fonts=True)
    assert code == 0, out + said
    linux(tmp_path / "linux", "build", fonts=True)
    assert contents(tmp_path / FOLDER / "site") == contents(tmp_path / "linux/site")


def test_an_error_is_told_at_its_line_and_column(office: Path) -> None:
    replace_once(office / "data/reports/2021/demo", "issued: 2", "issued: 3O7")
    with_crlf(office)
    lines = (office / "data/reports/2021/demo/report.yml").read_text("utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "3O7" in text)
    code, out, _ = windows(office, "check", "data")
    assert code == 1
    assert f"data/reports/2021/demo/report.yml:{line}:{lines[line - 1].index('3O7') + 1}: " in out


def test_what_the_console_cannot_show_is_replaced(office: Path) -> None:
    replace_once(office / "data/reports/2021/demo", "issued: 2", "issued: 二😀")
    code, out, _ = windows(office, "check", "data\\reports\\2021\\demo")
    assert code == 1
    assert "“二?”" in out


def test_what_programs_read_is_never_replaced(office: Path) -> None:
    replace_once(office / "data/reports/2021/demo", "issued: 2", "issued: 二😀")
    _, out, _ = windows(office, "check", "data", "--format", "json")
    assert any("“二😀”" in finding["message"] for finding in json.loads(out))


def test_a_path_on_another_drive_is_told_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    def of_another_drive(path: object) -> str:
        raise ValueError(f"path is on mount 'E:', start on mount 'D:': {path}")

    monkeypatch.setattr("os.path.relpath", of_another_drive)
    assert shown(Path("/E/收到的/报告.docx")) == "/E/收到的/报告.docx"


def test_a_site_goes_live_on_the_server_only(office: Path) -> None:
    windows(office, "build")
    code, out, _ = windows(office, "publish", "site", "线上")
    assert code == 1
    assert (
        out == "线上: 只能在放网站的 Linux 服务器上一步换上线；在这台电脑上请用 --zip 做成 zip 文件，再上传到门户网站 [publish]\n"
    )


def test_more_processors_are_asked_for_in_vain(office: Path) -> None:
    _, _, said = windows(office, "build", "--jobs", "4")
    assert "只能用一个处理器生成，--jobs 不起作用" in said


SAVED = {
    "Markdown": ("报告.md", lambda blocks: as_md(blocks, bars=True).encode()),
    "text": ("报告.txt", as_tabs),
    "text in GBK": ("报告.txt", lambda blocks: as_tabs(blocks).decode().encode("gb18030")),
    "a web page": ("报告.html", as_html),
}


@pytest.mark.parametrize("kind", SAVED)
def test_what_is_imported_may_have_any_line_end(office: Path, kind: str) -> None:
    """The same report saved with the line ends of either system gives the same draft."""
    name, saved = SAVED[kind]
    content = saved(report(formats()["2021"], lambda *address: str(len("".join(address)))))
    drafts = []
    for ending, folder in ((b"\n", "甲"), (b"\r\n", "乙")):
        (office / name).write_bytes(content.replace(b"\n", ending))
        code, out, said = windows(office, "import", name, "--into", f"{folder}\\demo")
        assert code == 0, out + said
        drafts.append(
            {
                path: text
                for path, text in contents(office / folder).items()
                if "source/" not in path and "import-record" not in path
            }
        )
    assert drafts[0] == drafts[1]
    assert {"demo/report.yml", "demo/narrative.md"} <= drafts[0].keys()


# ---- Names


def faults(names: list[str]) -> list[str]:
    """What Windows cannot hold: a name that it forbids, two that it takes for one, a path that leaves no room for a folder above."""
    odd = [name for name in names if any(FORBIDDEN.fullmatch(part) for part in name.split("/"))]
    folded: dict[str, str] = {}
    same = [name for name in names if folded.setdefault(name.casefold(), name) != name]
    return [*odd, *same, *(name for name in names if len(name) > 259 - ROOM)]


def test_every_name_on_a_site_may_stand_on_windows(county_site: Path) -> None:
    names = [path.relative_to(county_site).as_posix() for path in county_site.rglob("*")]
    assert faults(names) == []


def test_a_name_that_windows_forbids_is_found() -> None:
    names = ["a/con/index.html", "NUL.txt", "x:y", "p. /a", "A/b", "a/B", "a" * 140, "console/aux-1.js"]
    assert faults(names) == ["a/con/index.html", "NUL.txt", "x:y", "p. /a", "a/B", "a" * 140]


def test_a_zip_names_no_folder_and_no_backslash(office: Path) -> None:
    windows(office, "build")
    windows(office, "publish", "site", "--zip", "全站.zip")
    with zipfile.ZipFile(office / "全站.zip") as packed:
        assert not [entry for entry in packed.infolist() if "\\" in entry.filename or entry.is_dir() or entry.create_system != 3]
