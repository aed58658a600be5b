"""`gongkai publish`: what an office types, what it is told, and what lies in the folder afterwards."""

from __future__ import annotations

import fcntl
import gzip
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gongkai.cli import main
from gongkai.publish import go_back, publish
from gongkai.publish.copying import sums_of
from tests.deploy.conftest import contents, county, with_checksums


def run(capsys, *words: object) -> tuple[int, str, str]:
    code = main(["publish", *map(str, words)])
    said = capsys.readouterr()
    return code, said.out, said.err


def live(target: Path) -> dict[str, bytes]:
    """What readers get, without what is packed."""
    files = contents(target / "current" / "site")
    return {name: content for name, content in files.items() if not name.endswith(".gz")}


@pytest.fixture
def in_office(builds, tmp_path, monkeypatch):
    """A folder with a build in `site`, to work in."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(builds[0], "site")


def test_published_again_and_back(capsys, builds, tmp_path):
    one, other = builds
    target = tmp_path / "srv"
    code, _, said = run(capsys, one, target)
    assert (code, live(target)) == (0, contents(one))
    assert said.startswith("已发布：0001-")
    assert "nginx -s reload" in said  # there are redirects now
    code, _, said = run(capsys, other, target)
    assert (code, live(target)) == (0, contents(other))
    assert "nginx" not in said
    code, _, said = run(capsys, "--back", target)
    assert (code, live(target)) == (0, contents(one))
    assert said.startswith("已退回：0001-")
    code, out, said = run(capsys, "--back", target)
    assert (code, live(target)) == (1, contents(one))
    assert "没有更早的版本可以退回" in out
    assert "没有改动线上的网站" in said


def test_the_same_build_again_changes_nothing(capsys, builds, tmp_path):
    run(capsys, builds[0], tmp_path / "srv")
    before = sorted((path, path.lstat().st_mtime_ns) for path in (tmp_path / "srv/releases").rglob("*"))
    code, _, said = run(capsys, builds[0], tmp_path / "srv")
    assert code == 0
    assert said.startswith("没有变化，线上仍是：0001-")
    assert sorted((path, path.lstat().st_mtime_ns) for path in (tmp_path / "srv/releases").rglob("*")) == before


def test_a_release_that_was_taken_back_is_not_gone_back_to(builds, tmp_path):
    one, other = builds
    target = tmp_path / "srv"
    for step in (one, other):
        publish(step, target)
    go_back(target)
    mended = shutil.copytree(other, tmp_path / "mended")
    (mended / "data/report.csv").write_bytes(b"mended\n")
    publish(with_checksums(mended), target)
    assert live(target) == contents(mended)
    go_back(target)
    assert live(target) == contents(one)


def test_the_last_ones_stay_and_what_they_need(builds, tmp_path):
    target = tmp_path / "srv"
    for step in (0, 1, 0, 1, 0):
        publish(builds[step], target, keep=3)
    assert [path.name[:4] for path in sorted((target / "releases").glob("[0-9]*"))] == ["0003", "0004", "0005"]
    styles = {path.name for build in builds for path in (build / "assets").glob("*.css")}
    assert len(styles) == 2
    assert {path.name for path in (target / "kept/assets").glob("*.css")} == styles
    other = shutil.copytree(builds[0], tmp_path / "other")
    for number in range(3):
        (other / "data/report.csv").write_bytes(b"%d" % number)
        publish(with_checksums(other), target, keep=3)
    assert {path.name for path in (target / "kept/assets").glob("*.css")} == {p.name for p in (other / "assets").glob("*.css")}


def test_packed_the_same_always_and_only_when_smaller(builds, tmp_path):
    for name in ("srv", "again"):
        publish(builds[0], tmp_path / name)
    first, second = (contents(tmp_path / name / "current/site") for name in ("srv", "again"))
    assert first == second
    packed = {name.removesuffix(".gz"): gzip.decompress(content) for name, content in first.items() if name.endswith(".gz")}
    assert packed
    assert all(first[name] == content and len(first[f"{name}.gz"]) < len(content) for name, content in packed.items())
    assert "assets/icon.svg" not in packed
    assert "data/report.xlsx" not in packed


def test_a_file_that_changed_has_a_later_time_and_one_that_did_not_keeps_its_own(builds, tmp_path):
    """nginx tells versions apart by time and length alone; a corrected digit changes neither by itself."""
    target, changed = tmp_path / "srv", shutil.copytree(builds[0], tmp_path / "changed")
    (changed / "p/1/index.html").write_bytes(
        (builds[0] / "p/1/index.html").read_bytes().replace("第甲".encode(), "第丙".encode())
    )
    with_checksums(changed)
    seen, steady = set(), set()
    for build in (builds[0], changed, builds[0], changed):
        publish(build, target)
        site = target / "current/site"
        seen.add((site / "p/1/index.html").stat().st_mtime)
        steady.add((site / "p/2/index.html").stat().st_mtime)
    assert len(steady) == 1
    assert len(seen) == 4


WRONG = {
    "an empty folder": (lambda site: (shutil.rmtree(site), site.mkdir()), "index.html: 没有这个文件"),
    "no such folder": (shutil.rmtree, "找不到这个文件夹；请先运行 gongkai build"),
    "a page that breaks off": (lambda site: (site / "p/7/index.html").write_text("<html><p>公开"), "p/7/index.html: 网页没有写完"),
    "an empty page": (lambda site: (site / "p/7/index.html").write_text(""), "p/7/index.html: 网页没有写完"),
    "no style": (lambda site: next((site / "assets").glob("*.css")).unlink(), "index.html: 网页要用“assets/site-"),
    "a working file": (lambda site: (site / "p/index.html.tmp").write_text("x"), "p/index.html.tmp: 这像是临时文件"),
    "a hidden file": (lambda site: (site / ".env").write_text("x"), ".env: 这像是临时文件或隐藏文件"),
    "a link": (lambda site: (site / "x.html").symlink_to("/etc/passwd"), "x.html: 这是一个链接"),
    "a link to a folder": (lambda site: (site / "x").symlink_to("/etc"), "x: 这是一个链接"),
    "a pipe": (lambda site: os.mkfifo(site / "x"), "x: 这既不是文件也不是文件夹"),
    "packed otherwise": (lambda site: (site / "index.html.gz").write_bytes(gzip.compress(b"x")), "index.html.gz: 解压后与 index.html 不同"),
    "not packed at all": (lambda site: (site / "index.html.gz").write_bytes(b"x"), "index.html.gz: 解压后与 index.html 不同"),
    "a redirect that nginx cannot read": (lambda site: (site / "redirects.map").write_text("/a /b; }\n"), "redirects.map:1:1: 应写成"),
    "a figure changed": (
        lambda site: (site / "data/report.csv").write_bytes((site / "data/report.csv").read_bytes().replace("乙".encode(), "丁".encode())),
        "data/report.csv: 被改动：与 checksums.txt 里的摘要不符"),
    "a file that no build made": (lambda site: (site / "data/more.pdf").write_bytes(b"x"), "data/more.pdf: 是多出来的：checksums.txt 里没有"),
    "a file lost": (lambda site: (site / "data/report.pdf").unlink(), "data/report.pdf: 不见了"),
    "no sums": (lambda site: (site / "checksums.txt").unlink(), "checksums.txt: 没有这个文件：不能逐个核对网站的文件"),
    "a redirect twice": (lambda site: (site / "redirects.map").write_text("/a /b;\n/A /c;\n"), "redirects.map:2:1: 这个旧网址写了两次"),
}  # fmt: skip


@pytest.mark.parametrize("kind", WRONG)
def test_what_is_not_a_whole_build_stays_out(capsys, builds, tmp_path, kind):
    break_, sentence = WRONG[kind]
    target, broken = tmp_path / "srv", shutil.copytree(builds[1], tmp_path / "broken")
    run(capsys, builds[0], target)
    before = ((target / "current").readlink(), sums_of(target / "releases"))
    break_(broken)
    code, out, said = run(capsys, broken, target)
    assert code == 1
    assert sentence in out
    assert "没有改动线上的网站" in said
    assert ((target / "current").readlink(), sums_of(target / "releases")) == before


def test_folders_that_cannot_be_published_to(capsys, builds, tmp_path):
    (tmp_path / "file").write_text("x")
    (tmp_path / "taken/current").mkdir(parents=True)
    site = shutil.copytree(builds[0], tmp_path / "around/site")
    for target, sentence in (
        (tmp_path / "file", "这是一个文件，不是文件夹"),
        (tmp_path / "taken", "这里应是发布程序建的链接"),
        (site / "below", "不能在网站文件夹里面"),
        (site, "不能在网站文件夹里面"),
        (tmp_path / "around", "不能在发布到的文件夹里面"),
    ):
        code, out, _ = run(capsys, site, target)
        assert (code, len(out.splitlines())) == (1, 1), target
        assert sentence in out
    assert sums_of(site) == sums_of(builds[0])


def test_a_link_that_leads_elsewhere_is_not_taken_for_a_release(capsys, builds, tmp_path):
    target = tmp_path / "srv"
    run(capsys, builds[0], target)
    (target / "current").unlink()
    (target / "current").symlink_to(tmp_path)
    code, out, _ = run(capsys, builds[1], target)
    assert code == 1
    assert "不是这里的版本" in out
    assert len(list((target / "releases").iterdir())) == 1


def test_a_release_that_decayed_is_not_gone_back_to_and_not_carried_on(capsys, builds, tmp_path):
    target = tmp_path / "srv"
    for build in builds:
        run(capsys, build, target)
    page = next((target / "releases").glob("0001-*/site/p/1/index.html"))
    page.write_bytes(page.read_bytes().replace(b"p", b"q"))
    code, out, _ = run(capsys, "--back", target)
    assert code == 1
    assert "与发布时的摘要不符" in out
    assert live(target) == contents(builds[1])
    (target / "current/site/data/report.zip").write_bytes(b"decayed")
    assert run(capsys, builds[1], target)[0] == 0
    assert live(target) == contents(builds[1])


def test_a_name_that_should_change_with_its_content(capsys, builds, tmp_path):
    target, changed = tmp_path / "srv", shutil.copytree(builds[0], tmp_path / "changed")
    run(capsys, builds[0], target)
    next((changed / "assets").glob("*.css")).write_bytes(b"body { color: red }")
    with_checksums(changed)
    code, out, _ = run(capsys, changed, target)
    assert code == 1
    assert "同名而内容不同" in out
    assert live(target) == contents(builds[0])


def test_one_publisher_at_a_time(capsys, builds, tmp_path):
    target = tmp_path / "srv"
    run(capsys, builds[0], target)
    with (target / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for words in ((builds[1], target), ("--back", target)):
            code, out, _ = run(capsys, *words)
            assert code == 1
            assert "另一个发布正在进行" in out
    assert live(target) == contents(builds[0])
    assert run(capsys, builds[1], target)[0] == 0


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("srv",), 2, "命令写得不对：缺少网站文件夹"),
        (("--back", "site", "srv"), 2, "命令写得不对：--back 后面只写一个文件夹"),
        (("--back", "srv"), 1, "这里没有发布过网站"),
        (("site", "srv", "--keep", "1"), 1, "至少要保留 2 个版本"),
    ],
)
def test_called_wrongly(capsys, in_office, words, code, sentence):
    try:
        got = main(["publish", *words])
    except SystemExit as stopped:
        got = stopped.code
    said = capsys.readouterr()
    assert got == code
    assert sentence in said.out + said.err
    assert not Path("srv").exists()


# Publishes `new` over a copy of `target` once for every step that changes the disk, and stops dead at that step.
STOPPED = """
import json, os, shutil, sys
from pathlib import Path
from gongkai.publish import publish
from gongkai.publish.copying import sums_of
STEPS = {"os.mkdir", "os.rename", "os.link", "os.symlink", "os.remove", "os.rmdir", "os.utime"}
new, target, work = map(Path, sys.argv[1:])
def stopping_at(number):
    left = [number]
    def hook(event, arguments):
        if event in STEPS or (event == "open" and isinstance(arguments[1], str) and "w" in arguments[1]):
            left[0] -= 1
            if left[0] == 0:
                os._exit(9)
    return hook
for number in range(1, 100_000):
    place = work / str(number)
    shutil.copytree(target, place, symlinks=True)
    if os.fork() == 0:
        sys.addaudithook(stopping_at(number))
        publish(new, place, keep=2)
        os._exit(0)
    finished = os.waitstatus_to_exitcode(os.wait()[1]) == 0
    site = place / "current" / "site"
    kept = sorted(str(path.relative_to(place / "kept")) for path in (place / "kept").rglob("*") if path.is_file())
    seen = sums_of(site)
    after, problems = publish(new, place, keep=2)
    left = sorted(entry.name for entry in (place / "releases").iterdir())
    print(json.dumps([number, seen, kept, bool(after), left]))
    shutil.rmtree(place)
    if finished:
        break
"""


def test_stopped_at_every_step_leaves_the_old_site_or_the_new_one(builds, tmp_path):
    few = shutil.ignore_patterns("p", "data", "redirects.map")
    three = (*builds, county(tmp_path / "earlier", "丙"))
    small = [with_checksums(shutil.copytree(build, tmp_path / f"small{n}", ignore=few)) for n, build in enumerate(three)]
    target = tmp_path / "srv"
    for build in (small[2], small[0]):
        publish(build, target, keep=2)
    done = subprocess.run(
        [sys.executable, "-c", STOPPED, small[1], target, tmp_path / "work"], capture_output=True, text=True, check=True
    )
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    wholes = [sums_of(build) for build in small[:2]]
    lives = [wholes.index({name: sum for name, sum in seen.items() if not name.endswith(".gz")}) for _, seen, *_ in rows]
    assert lives == sorted(lives)  # the old one up to some step, from there on the new one
    assert set(lives) == {0, 1}
    assert len(rows) > 40
    for (_, seen, kept, after, left), number in zip(rows, lives, strict=True):
        assert {name for name in seen if name.startswith(("assets/site-", "jiansuo/"))} <= set(kept), number
        assert after
        assert not [name for name in left if name.startswith(".")]


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("data", "data: 这个文件夹里已有别的东西，也没有发布过网站；请换一个空文件夹 [publish]\n"),
        ("全站.zip", "全站.zip: 要写成 zip 文件，请写：gongkai publish 网站文件夹 --zip 全站.zip [publish]\n"),
    ],
)
def test_a_folder_that_is_no_server_s_is_left_alone(target, said, capsys, in_office):
    Path("data").mkdir()
    Path("data/note.txt").write_text("甲")
    assert run(capsys, "site", target)[:2] == (1, said)
    assert not Path(target, "releases").exists()
