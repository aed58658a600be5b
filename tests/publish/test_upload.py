"""`gongkai publish --zip` and `--changes`: what a portal that is fed by upload is given, and what it has after it was uploaded."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from gongkai.cli import main
from gongkai.publish.earlier import state_of
from tests.deploy.conftest import contents, with_checksums

BESIDE = {"readme.txt", "delete.txt", "changes.json"}


def run(capsys, *words: object) -> tuple[int, str, str]:
    try:
        code = main(["publish", *map(str, words)])
    except SystemExit as stopped:
        code = int(stopped.code or 0)
    said = capsys.readouterr()
    return code, said.out, said.err


def uploaded(zip: Path, portal: Path) -> dict[str, bytes]:
    """What the portal has when somebody did as `readme.txt` says."""
    with zipfile.ZipFile(zip) as packed:
        for name in packed.namelist():
            if name.startswith("site/"):
                target = portal / name.removeprefix("site/")
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(packed.read(name))
        for line in packed.read("delete.txt").decode("utf-8-sig").splitlines():
            if not line.startswith("#"):
                (portal / line).unlink()
    return contents(portal)


def text_in(zip: Path, name: str) -> str:
    with zipfile.ZipFile(zip) as packed:
        return packed.read(name).decode("utf-8-sig").replace("\r\n", "\n")


@pytest.fixture
def office(builds, tmp_path, monkeypatch):
    """A folder with the builds 甲 and 乙; 乙 has a page more, and other files of the search. 甲 is on the portal."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(builds[0], "甲")
    shutil.copytree(builds[0], "portal")
    shutil.copytree(builds[1], "乙")
    (tmp_path / "乙/新 页").mkdir()
    shutil.copy("乙/p/8/index.html", "乙/新 页/index.html")
    with_checksums(tmp_path / "乙")
    return tmp_path


def test_the_whole_site_is_its_files_and_nothing_else(capsys, office):
    code, _, said = run(capsys, "甲", "--zip", "全站.zip")
    assert code == 0
    assert said.startswith(f"已写好 全站.zip：版本 {state_of(office / '甲').version}，58 个文件 ")
    with zipfile.ZipFile("全站.zip") as packed:
        assert {name: packed.read(name) for name in packed.namelist()} == contents(office / "甲")


def test_changes_uploaded_give_the_new_site(capsys, office):
    run(capsys, "甲", "--zip", "全站.zip")
    code, _, said = run(capsys, "乙", "--changes", "全站.zip", "--zip", "变动.zip")
    assert code == 0
    before, after = state_of(office / "甲"), state_of(office / "乙")
    assert said.splitlines()[0] == f"依据 全站.zip：版本 {before.version}，58 个文件。门户网站上现在应当正是这一版"
    assert said.splitlines()[1].startswith(f"已写好 变动.zip：版本 {after.version}，要上传 ")
    assert uploaded(Path("变动.zip"), office / "portal") == contents(office / "乙")


def test_what_did_not_change_is_not_uploaded_again(capsys, office):
    (office / "甲/p/3/index.html").write_bytes(
        (office / "甲/p/3/index.html").read_bytes().replace("第甲".encode(), "第丙".encode())
    )
    with_checksums(office / "甲")
    run(capsys, "甲", "--changes", "portal", "--zip", "变动.zip")
    with zipfile.ZipFile("变动.zip") as packed:
        assert set(packed.namelist()) == {"site/p/3/index.html", "site/checksums.txt", *BESIDE}


def test_the_next_changes_are_based_on_the_last(capsys, office):
    run(capsys, "乙", "--changes", "甲", "--zip", "1.zip")
    uploaded(Path("1.zip"), office / "portal")
    shutil.copytree("乙/新 页", "甲/新 页")
    with_checksums(office / "甲")
    run(capsys, "甲", "--changes", "1.zip", "--zip", "2.zip")
    assert uploaded(Path("2.zip"), office / "portal") == contents(office / "甲")


def test_the_same_changes_are_the_same_bytes_whatever_they_are_based_on(capsys, office):
    run(capsys, "甲", "--zip", "全站.zip")
    for based, name in (("全站.zip", "1.zip"), ("甲", "2.zip")):
        run(capsys, "乙", "--changes", based, "--zip", name)
    assert Path("1.zip").read_bytes() == Path("2.zip").read_bytes()


def test_what_stands_beside_the_files_says_what_to_do(capsys, office):
    run(capsys, "乙", "--changes", "甲", "--zip", "变动.zip")
    told = json.loads(text_in(Path("变动.zip"), "changes.json"))
    before, after = state_of(office / "甲"), state_of(office / "乙")
    assert (told["based_on"], told["result"]) == (before.digest, after.digest)
    assert told["delete"] == sorted(before.sums.keys() - after.sums.keys())
    assert {Path(name).parts[0] for name in told["delete"]} == {"assets", "jiansuo"}
    assert told["new"][-1] == "新 页/index.html"
    assert told["files"] == after.sums
    assert text_in(Path("变动.zip"), "delete.txt").splitlines()[1:] == told["delete"]
    readme = text_in(Path("变动.zip"), "readme.txt")
    assert f"依据的版本：{before.version}（58 个文件）" in readme
    assert f"（改动 {len(told['changed'])} 个，新增 {len(told['new'])} 个）" in readme
    assert f"删除 delete.txt 列出的 {len(told['delete'])} 个文件。先上传，后删除" in readme


def test_nothing_to_upload_writes_nothing(capsys, office):
    code, _, said = run(capsys, "甲", "--changes", "portal", "--zip", "变动.zip")
    assert code == 0
    assert said.endswith("没有变化，没有写 zip 文件\n")
    assert not Path("变动.zip").exists()


def test_changes_that_take_an_address_away_are_refused(capsys, office):
    """As they are where a site goes live; a page that stays there and leads on is no loss."""
    shutil.rmtree("乙/p/9")
    (office / "乙/data/report.csv").unlink()
    with_checksums(office / "乙")
    code, out, said = run(capsys, "乙", "--changes", "甲", "--zip", "变动.zip")
    assert out.splitlines() == [
        f"乙: 已公布过的网址“{address}”不见了；请恢复，或在 redirects.yml 里写明它现在的网址 [publish]"
        for address in ("data/report.csv", "p/9/")
    ]
    assert (code, said) == (1, "2 个错误，0 条提醒，0 条已说明。没有写 zip 文件\n")
    assert not Path("变动.zip").exists()
    assert run(capsys, "乙", "--zip", "全站.zip")[0] == 0  # of the whole site nobody knows what was there before


def other_zip(name: str, **files: str) -> None:
    with zipfile.ZipFile(name, "w") as packed:
        for path, text in files.items():
            packed.writestr(path.replace("_", "."), text)


def altered(name: str) -> None:
    """A zip of changes in which somebody changed a line of the list."""
    main(["publish", "乙", "--changes", "甲", "--zip", "真的.zip"])
    told = json.loads(text_in(Path("真的.zip"), "changes.json"))
    told["files"].pop("404.html")
    other_zip(name, changes_json=json.dumps(told))


WRONG = {
    "no such base": (lambda: None, "旧.zip: 找不到这个文件"),
    "no zip": (lambda: Path("旧.zip").write_text("x"), "旧.zip: 这不是 gongkai publish --zip 写的 zip 文件"),
    "a zip of something else": (lambda: other_zip("旧.zip", a_txt="x"), "旧.zip: 里面没有 index.html，不是网站"),
    "a list of something else": (lambda: other_zip("旧.zip", changes_json="[]"), "旧.zip: 这不是 gongkai publish --zip 写的"),
    "no list": (lambda: other_zip("旧.zip", changes_json="{"), "旧.zip: 这不是 gongkai publish --zip 写的"),
    "an altered list": (lambda: altered("旧.zip"), "旧.zip: changes.json 被改动过，与它自己写的摘要不符"),
    "a folder of something else": (lambda: Path("旧.zip").mkdir(), "旧.zip: 里面没有 index.html，不是网站"),
    "half a site": (lambda: Path("乙/p/7/index.html").write_text("<html><p>公开"), "乙/p/7/index.html: 网页没有写完"),
    "no site": (lambda: shutil.rmtree("乙"), "乙: 找不到这个文件夹；请先运行 gongkai build"),
    "a zip that is there": (lambda: Path("新.zip").write_text("x"), "新.zip: 已经有这个文件"),
}  # fmt: skip


@pytest.mark.parametrize("kind", WRONG)
def test_what_cannot_be_packed_is_said_in_a_line_and_nothing_is_written(capsys, office, kind):
    make, sentence = WRONG[kind]
    make()
    capsys.readouterr()
    before = contents(office)
    code, out, said = run(capsys, "乙", "--changes", "旧.zip", "--zip", "新.zip")
    assert (code, len(out.splitlines())) == (1, 1)
    assert sentence in out
    assert said == "1 个错误，0 条提醒，0 条已说明。没有写 zip 文件\n"
    assert contents(office) == before


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        ("全站.rar", "全站.rar: 文件名应以 .zip 结尾"),
        ("没有/全站.zip", "没有: 没有这个文件夹"),
        ("甲/全站.zip", "甲/全站.zip: zip 文件不能放在网站文件夹里面"),
    ],
)
def test_where_a_zip_cannot_be(capsys, office, file, sentence):
    assert run(capsys, "甲", "--zip", file)[:2] == (1, f"{sentence} [publish]\n")


def test_a_name_that_should_change_with_its_content(capsys, office):
    style = next((office / "甲/assets").glob("*.css"))
    style.write_bytes(b"body { color: red }")
    with_checksums(office / "甲")
    code, out, _ = run(capsys, "甲", "--changes", "portal", "--zip", "变动.zip")
    assert (code, out) == (1, f"甲/assets/{style.name}: 名字应随内容改变，但以前上传过同名而内容不同的文件 [publish]\n")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("甲", "--changes", "portal"), "--changes 要与 --zip 同时写：变动写到哪个 zip 文件"),
        (("--back", "甲", "--zip", "1.zip"), "--back 不能与 --zip 同时写"),
        (("甲", "srv", "--zip", "1.zip"), "写了 --zip，就只写网站文件夹"),
        (("--zip", "1.zip"), "写了 --zip，就只写网站文件夹"),
    ],
)
def test_called_wrongly(capsys, office, words, sentence):
    code, _, said = run(capsys, *words)
    assert code == 2
    assert said == f"命令写得不对：{sentence}。查看写法：gongkai publish --help\n"
