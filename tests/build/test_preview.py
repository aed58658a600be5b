"""`gongkai serve`: the site on this machine, made again when something is changed, left as it is when that is wrong."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from gongkai.cli import main

SITE = "青禾县/data/site.yml"
LONGEST = 60  # seconds; a busy machine may take long


class Server:
    """The command as it runs; what it says comes a line at a time."""

    def __init__(self, folder: Path) -> None:
        environment = {**os.environ, "GONGKAI_FONTS": "/nowhere", "PYTHONUNBUFFERED": "1"}
        command = [sys.executable, "-m", "gongkai", "serve", "青禾县", "--port", "0"]
        self.process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.said = ""
        self.address = self.heard(r"http://[\d.]+:\d+/")

    def heard(self, pattern: str) -> str:
        assert self.process.stdout
        for line in self.process.stdout:
            self.said = line
            if found := re.search(pattern, line):
                return found[0]
        raise AssertionError(f"ended after: {self.said}")

    def page(self, path: str = "") -> str:
        with urlopen(self.address + path, timeout=LONGEST) as answer:
            return str(answer.read().decode())


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.chdir(tmp_path)
    assert main(["init", "青禾县"]) == 0
    running = Server(tmp_path)
    yield running
    running.process.send_signal(signal.SIGINT)
    rest, _ = running.process.communicate(timeout=LONGEST)
    assert rest.endswith("已停止\n")
    assert running.process.returncode == 0


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + LONGEST
    while not true():
        assert time.monotonic() < end
        time.sleep(0.1)


def test_a_change_is_seen_and_a_mistake_leaves_the_page(server: Server) -> None:
    page = "zfxxgkzn/"
    assert "青禾县" in server.page(page)
    site = Path(SITE)
    text = site.read_text("utf-8")
    site.write_text(text + "notice: 这是改过的一句\n", "utf-8")
    server.heard("已生成：写了")
    until(lambda: "这是改过的一句" in server.page(page))
    site.write_text(text + "notice: [\n", "utf-8")
    server.heard("没有重新生成，网页还是原来的样子")
    assert "这是改过的一句" in server.page(page)
    site.write_text(text, "utf-8")
    server.heard("已生成：写了")
    until(lambda: "这是改过的一句" not in server.page(page))
    assert not Path("青禾县/site").exists()  # nobody's published site was touched


def test_what_is_not_there_has_the_page_for_it_and_a_folder_lists_nothing(server: Server) -> None:
    for path in ("nothing/", "assets/", "..%2f..%2fdata/site.yml"):
        with pytest.raises(HTTPError) as answered:
            server.page(path)
        assert answered.value.code == 404
        assert "找不到" in answered.value.read().decode()


def test_only_this_machine_is_answered(server: Server) -> None:
    place = urlsplit(server.address)
    answer = http.client.HTTPConnection("127.0.0.1", place.port or 0)
    answer.request("HEAD", "/404.html")
    assert answer.getresponse().headers["Cache-Control"] == "no-store"
    listening = Path("/proc/net/tcp")
    if listening.is_file():
        port = f"{place.port:04X}"
        assert any(f"0100007F:{port} " in line for line in listening.read_text().splitlines())
        assert not any(f"00000000:{port} " in line for line in listening.read_text().splitlines())


def test_a_port_that_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    main(["init", "青禾县"])
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert main(["serve", "青禾县", "--port", str(port)]) == 1
    said = capsys.readouterr().err.splitlines()
    assert said[-1] == f"127.0.0.1 的端口 {port} 用不了，可能已被别的程序占用；请用 --port 换一个，例如 --port 8001"


@pytest.mark.parametrize("port", ["-1", "70000"])
def test_a_port_that_is_none(
    port: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    main(["init", "青禾县"])
    assert main(["serve", "青禾县", f"--port={port}"]) == 1
    assert "用不了" in capsys.readouterr().err.splitlines()[-1]


def test_nothing_is_served_where_there_is_no_county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["serve"]) == 1
    assert [*Path().iterdir()] == []
