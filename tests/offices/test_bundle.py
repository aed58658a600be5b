"""The folder for an office without internet. What `make bundle` made is looked at where it was made; nothing is downloaded here."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from deploy.bundle.audit import LIST, LOCKS, SUMS, faults, files_in, name_in, sum_of
from deploy.bundle.lock import locked, read_lock
from deploy.bundle.starters import DESK_DESKTOP, DESK_LINUX, DESK_WINDOWS, DESKTOP, LINUX, PAGE, WINDOWS, starters
from deploy.bundle.systems import PYTHONS, SYSTEMS, places

ROOT = Path(__file__).parents[2]
BUNDLE = Path(os.environ.get("GONGKAI_BUNDLE") or ROOT / "gongkai-offline")
made = pytest.mark.skipif(not (BUNDLE / SUMS).is_file(), reason=f"{BUNDLE.name}: 还没有离线安装包；先运行 make bundle")
SUM = "0" * 64
NOWHERE = "http://127.0.0.1:9"  # nobody listens there


# ---- The folder that was made


@made
def test_every_system_has_a_wheel_of_everything() -> None:
    assert list(faults(BUNDLE)) == []


@made
def test_an_office_installs_it_without_a_network_and_builds(tmp_path: Path) -> None:
    """By the starter, in a folder with a blank and Chinese, with no way out: no network where that can be had, else no proxy."""
    folder = tmp_path / "离线 安装包"
    shutil.copytree(BUNDLE, folder, copy_function=os.link, ignore=shutil.ignore_patterns(".venv"))
    done = offline(["bash", str(folder / LINUX), "--install-only"], tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1] == "装好了。"
    county = tmp_path / "县"
    shutil.copytree(ROOT / "tests/sites/demo", county)
    done = offline([str(folder / ".venv/bin/gongkai"), "build"], county)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (county / "site/zfxxgknb/2021/index.html").is_file()


def offline(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    alone = ["unshare", "--net", "--map-root-user"]
    can = subprocess.run([*alone, "true"], capture_output=True, check=False).returncode == 0 if shutil.which("unshare") else False
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), NOWHERE)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
    environment = {**kept, **proxies, "PIP_CONFIG_FILE": os.devnull, "PATH": f"{Path(sys.executable).parent}:{kept['PATH']}"}
    return subprocess.run(
        [*(alone if can else []), *command], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )


# ---- What finds a folder that is not whole


def wheel(folder: Path, name: str, *wants: str, tags: str = "py3-none-any") -> Path:
    file = folder / "wheels" / f"{name}-1.0-{tags}.whl"
    file.parent.mkdir(parents=True, exist_ok=True)
    told = "".join(f"Requires-Dist: {want}\n" for want in wants)
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr(f"{name}-1.0.dist-info/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n{told}\n")
    return file


def listed(folder: Path, *files: Path) -> None:
    """The list and the sums of a folder, as `make bundle` writes them."""
    by_name: dict[str, list[str]] = {}
    for file in files:
        by_name.setdefault(file.name.split("-")[0], []).append(f" --hash=sha256:{sum_of(file)}")
    (folder / LIST).write_text("".join(f"{name}==1.0{''.join(sums)}\n" for name, sums in by_name.items()), "utf-8")
    (folder / SUMS).write_text("".join(f"{sum_of(file)}  {name_in(folder, file)}\n" for file in files_in(folder)), "utf-8")


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one program that wants another on Windows only."""
    monkeypatch.setattr("deploy.bundle.audit.LOCKS", ())
    files = [wheel(tmp_path, "one", 'two>=1; sys_platform == "win32"', 'three; extra == "more"'), wheel(tmp_path, "two")]
    listed(tmp_path, *files)
    return tmp_path


def test_a_whole_folder_has_no_fault(small: Path) -> None:
    assert list(faults(small)) == []


def test_what_only_windows_wants_is_missed_there(small: Path) -> None:
    (small / "wheels/two-1.0-py3-none-any.whl").unlink()
    listed(small, small / "wheels/one-1.0-py3-none-any.whl")
    assert list(faults(small)) == [f"Windows x86-64，Python {python}: one 还要 two>=1" for python in PYTHONS]


def test_a_system_without_its_wheel_is_named(small: Path) -> None:
    (small / "wheels/two-1.0-py3-none-any.whl").unlink()
    other = [wheel(small, "two", tags=tags) for tags in ("cp311-abi3-win_amd64", "cp311-abi3-manylinux_2_28_x86_64")]
    listed(small, small / "wheels/one-1.0-py3-none-any.whl", *other)
    assert list(faults(small)) == [f"Linux aarch64，Python {python}: 缺少 two 1.0 的 wheel" for python in PYTHONS]


def test_a_wheel_for_a_later_glibc_does_not_count(small: Path) -> None:
    (small / "wheels/two-1.0-py3-none-any.whl").unlink()
    listed(small, small / "wheels/one-1.0-py3-none-any.whl", wheel(small, "two", tags="cp311-abi3-manylinux_2_31_x86_64"))
    assert f"Linux x86-64，Python {PYTHONS[0]}: 缺少 two 1.0 的 wheel" in list(faults(small))


def test_a_file_that_was_changed_lost_or_added_is_named(small: Path) -> None:
    (small / "new.txt").write_text("x", "utf-8")
    with (small / LIST).open("ab") as file:
        file.write(b"# x\n")
    (small / "wheels/two-1.0-py3-none-any.whl").unlink()
    assert list(faults(small))[:3] == [
        "wheels/two-1.0-py3-none-any.whl: 没有这个文件",
        f"new.txt: 不在 {SUMS} 里",
        f"{LIST}: 与 {SUMS} 不符",
    ]


def test_a_lock_that_went_on_is_named(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (small.parent / "lock.txt").write_text(f"two==2.0 --hash=sha256:{SUM}\n", "utf-8")
    monkeypatch.setattr("deploy.bundle.audit.LOCKS", (small.parent / "lock.txt",))
    assert list(faults(small)) == [f"{LIST}: 没有锁定的 two 2.0；请再运行 make bundle"]


def test_the_lock_is_read_whole() -> None:
    text = "".join(file.read_text("utf-8") for file in LOCKS)
    assert len(read_lock(*LOCKS)) == len(re.findall(r"^[\w-]+==", text, re.MULTILINE))
    assert locked(f'a.B==1.0 ; sys_platform == "win32" --hash=sha256:{SUM}').line == (
        f'a-b==1.0 ; sys_platform == "win32" \\\n    --hash=sha256:{SUM}\n'
    )
    with pytest.raises(ValueError, match="not locked"):
        locked("a>=1.0")


def test_three_systems_and_every_python_of_ours() -> None:
    assert [system.name for system in SYSTEMS] == ["Windows x86-64", "Linux x86-64", "Linux aarch64"]
    assert len(list(places())) == len(SYSTEMS) * len(PYTHONS)
    assert f'requires-python = ">={PYTHONS[0]}"' in (ROOT / "pyproject.toml").read_text("utf-8")


# ---- What people double-click


@pytest.mark.parametrize(("name", "lines"), [(WINDOWS, 30), (DESK_WINDOWS, 20)])
def test_the_batch_file_is_as_a_console_of_chinese_windows_reads_it(name: str, lines: int) -> None:
    text = starters()[name].decode("gbk")
    assert text.count("\n") == text.count("\r\n") > lines
    assert "{" not in text
    labels = set(re.findall(r"^:(\w+)", text, re.MULTILINE))
    assert set(re.findall(r"goto (\w+)", text)) <= labels
    assert name == DESK_WINDOWS or "--no-index --find-links wheels --require-hashes" in text


def test_a_clerk_drags_the_county_into_the_window_once(tmp_path: Path) -> None:
    """As a desktop hands a path over: in quotation marks, with a blank behind it."""
    county = tmp_path / "政务 公开"
    (county / "data").mkdir(parents=True)
    (county / "data/agencies.yml").write_text("", "utf-8")
    (tmp_path / DESK_LINUX).write_bytes(starters()[DESK_LINUX])
    (tmp_path / LINUX).write_text('[ "$1" = --install-only ]\n', "utf-8")
    program = tmp_path / ".venv/bin/gongkai"
    program.parent.mkdir(parents=True)
    program.write_text('#!/bin/sh\necho "$1|$2"\n', "utf-8")
    program.chmod(0o755)
    for typed in (f"不在这里\n'{county}' \n", ""):
        done = subprocess.run(["bash", DESK_LINUX], cwd=tmp_path, input=typed, capture_output=True, encoding="utf-8", check=True)
        assert done.stdout == f"desk|{county}\n"


def test_the_shell_script_is_one() -> None:
    for name in (LINUX, DESK_LINUX):
        subprocess.run(["bash", "-n"], input=starters()[name], check=True)
    assert b"\r" not in b"".join(starters()[name] for name in (LINUX, DESKTOP, DESK_LINUX, DESK_DESKTOP))


def test_the_script_says_which_python_is_wanted(tmp_path: Path) -> None:
    (tmp_path / LINUX).write_bytes(starters()[LINUX])
    for program in ("bash", "dirname"):
        (tmp_path / program).symlink_to(shutil.which(program) or "")
    done = subprocess.run(
        ["bash", LINUX], cwd=tmp_path, env={"PATH": str(tmp_path)}, capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stdout) == (
        1,
        f"没有找到 Python {PYTHONS[0]} 到 {PYTHONS[-1]}。请先安装 Python，再运行一次；见 说明.html。\n",
    )


def test_the_page_of_instructions_asks_no_host_and_names_what_is_there() -> None:
    page = starters()[PAGE].decode("utf-8")
    assert not re.search(r"https?:|src=|url\(", page)
    assert {name for name in (WINDOWS, LINUX, DESKTOP, SUMS) if f"{name}</code>" in page or f"bash {name}" in page} >= {
        WINDOWS,
        LINUX,
        DESKTOP,
        SUMS,
    }
