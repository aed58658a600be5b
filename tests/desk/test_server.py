"""The desk as a process of its own: 300 MB sent to it, a full disk, killed while it saves, what it says of its address."""

from __future__ import annotations

import http.client
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from gongkai import files
from gongkai.cli import main
from gongkai.editing import file_change
from tests.desk.conftest import Clerk, sat_down, words
from tests.desk.served import served_desk
from tests.desk.test_editing import CELL, HOME, REPORT, report

SENTENCES = re.compile(r"http://(?P<host>127\.0\.0\.1:\d+)/open/(?P<token>\S+)")


def test_300_mb_are_answered_with_a_sentence(clerk: Clerk) -> None:
    with served_desk(clerk.data) as keeper:
        connection = http.client.HTTPConnection(keeper.host, timeout=120)
        connection.putrequest("POST", f"{HOME}tables/requests/", skip_host=True)
        for name, value in (("Host", keeper.host), ("Content-Length", str(300_000_000)), ("Origin", keeper.origin)):
            connection.putheader(name, value)
        connection.endheaders()
        block = bytes(1_000_000)
        for _ in range(300):
            connection.send(block)
        answer = connection.getresponse()
        assert answer.status == 413
        assert "内容超过 60 MB，没有接收" in answer.read().decode()


def test_a_full_disk_is_told_and_nothing_is_half_written(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    before, room = report(clerk), {"left": 0}

    def full(file: str, *content: bytes) -> tuple[int, int]:
        room["left"] -= 1
        if room["left"] < 0:
            Path(file).write_bytes(content[0][:10])
            raise OSError(28, os.strerror(28), file)
        return written(file, *content)

    written = files.write_whole
    monkeypatch.setattr(files, "write_whole", full)
    for left in range(3):  # full at once, after the note of the change, after the files
        room["left"] = left
        answer = clerk.type(CELL, "12")
        if answer.status_code == 303:
            break
        said = words(answer)
        assert "没有写入，文件还是原来的样子" in said
        assert "磁盘" in said
        assert 'value="12"' in answer.text or "输入的内容也没能另存" in said
        assert report(clerk) == before
    assert not [*clerk.data.rglob("*.new")]
    monkeypatch.setattr(files, "write_whole", written)
    assert clerk.type(CELL, "12").status_code == 303
    assert "natural_person: 12" in report(clerk)


def test_a_correction_stopped_between_its_two_files_is_finished(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed after narrative.md and before report.yml: whoever opens the desk again finds both."""
    folder = clerk.data / "reports/2022/demo"
    texts = {name: (folder / name).read_text("utf-8") for name in ("narrative.md", "report.yml")}
    changes = [file_change.FileChange(folder / name, text, f"{text}# 新\n") for name, text in texts.items()]

    def stopped(made: list[file_change.FileChange]) -> None:
        made[0].file.write_text(made[0].after, "utf-8")
        raise KeyboardInterrupt

    monkeypatch.setattr("gongkai.desk.journal.write_changes", stopped)
    with pytest.raises(KeyboardInterrupt):
        clerk.desk.journal.write("2022/demo", "两个文件", changes)
    monkeypatch.undo()
    assert (folder / "report.yml").read_text("utf-8") == texts["report.yml"]
    sat_down(clerk.data)
    assert {name: (folder / name).read_text("utf-8") for name in texts} == {name: f"{text}# 新\n" for name, text in texts.items()}


@contextmanager
def running(data: Path) -> Iterator[tuple[subprocess.Popen[str], str, str]]:
    """The process, its host and its token."""
    command = [sys.executable, "-m", "gongkai", "desk", str(data.parent), "--no-browser"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdin=subprocess.PIPE, text=True, encoding="utf-8")
    assert process.stderr
    found = SENTENCES.search(process.stderr.readline())
    assert found
    try:
        yield process, found["host"], found["token"]
    finally:
        process.kill()
        process.wait()


def test_it_opens_again_at_a_key_and_takes_no_used_token(clerk: Clerk) -> None:
    with running(clerk.data) as (process, host, token):
        assert process.stdin
        assert process.stderr
        assert "按一下回车" in process.stderr.readline()
        assert [asked(host, f"/open/{token}")[0] for _ in range(2)] == [200, 403]
        process.stdin.write("\n")
        process.stdin.flush()
        found = SENTENCES.search(process.stderr.readline())
        assert found
        assert asked(host, f"/open/{found['token']}")[0] == 200


def asked(host: str, path: str, cookie: str = "", body: str = "", method: str = "GET") -> tuple[int, str, str]:
    """Status, cookie and text of an answer."""
    connection = http.client.HTTPConnection(host, timeout=60)
    headers = {"Cookie": cookie, "Origin": f"http://{host}", "Content-Type": "application/x-www-form-urlencoded"}
    connection.request(method, path, body=body.encode(), headers=headers)
    answer = connection.getresponse()
    return answer.status, (answer.getheader("Set-Cookie") or "").partition(";")[0], answer.read().decode()


def killed_while_saving(clerk: Clerk, moments: list[float]) -> None:
    """Each time another value is sent, and the process is killed so many seconds later: the file has the old or the new one."""
    value = 100
    known = {report(clerk)}
    for moment in moments:
        with running(clerk.data) as (process, host, token):
            _, cookie, _ = asked(host, f"/open/{token}")
            page = asked(host, f"{HOME}tables/requests/", cookie)[2]
            form = re.search(r'name="form_token" value="([0-9a-f]+)"', page)
            seen = re.search(rf'name="seen\.{re.escape(CELL)}" value="([^"]*)"', page)
            assert form
            assert seen
            value += 1
            body = f"form_token={form[1]}&cell.{CELL}={value}&seen.{CELL}={seen[1]}"
            old = report(clerk)
            connection = http.client.HTTPConnection(host, timeout=60)
            headers = {"Cookie": cookie, "Origin": f"http://{host}", "Content-Type": "application/x-www-form-urlencoded"}
            connection.request("POST", f"{HOME}tables/requests/", body=body.encode(), headers=headers)
            time.sleep(moment)
            process.send_signal(signal.SIGKILL)
            process.wait()
        now = report(clerk)
        at = re.search(r"granted: .*natural_person: +(\w+)", now)
        assert at
        assert at[1] in {seen[1] or "null", str(value)}
        assert (
            now == old
            or now == old.replace(f"natural_person: {seen[1] or 'null'}", f"natural_person: {value}", 1)
            or at[1] == str(value)
        )
        known.add(now)
        again = sat_down(clerk.data)  # the journal agrees with the files
        last = again.desk.journal.to_undo("2022/demo")
        if last is not None:
            assert last.files[REPORT][1] == now
    assert len(known) > 1  # some were in time


def test_killed_while_saving(clerk: Clerk) -> None:
    killed_while_saving(clerk, [0.05, 0.2, 0.6])


@pytest.mark.audit
def test_killed_at_twenty_random_moments(clerk: Clerk) -> None:
    chance = random.Random(20)
    killed_while_saving(clerk, [chance.uniform(0, 0.7) for _ in range(20)])


def test_it_says_what_another_address_means(clerk: Clerk, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["desk", str(clerk.data.parent), "--host", "0.0.0.0"]) == 2
    assert "要写这台电脑的一个具体地址" in capsys.readouterr().err
    assert main(["desk", str(clerk.data.parent), "--host", "203.0.113.7", "--no-browser"]) == 1  # not this machine's
    said = capsys.readouterr().err
    assert "同一网络里的其他电脑也能连到这里" in said
    assert "用不了" in said


def test_a_folder_without_data_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["desk", str(tmp_path)]) == 1
    assert "这里没有县的数据" in capsys.readouterr().out
