"""Readers while publishers are killed: every answer is whole, and a page's style and scripts are of the build that the page is of."""

from __future__ import annotations

import gzip
import http.client
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from gongkai.publish import go_back, publish

from .conftest import PAGES, Server, contents, serve

KILLS = 20
MOST_LOADS = 10_000
PUBLISH = """
import sys
from pathlib import Path
from gongkai.publish import publish
print("begins", flush=True)
publish(Path(sys.argv[1]), Path(sys.argv[2]), keep=2)
print("done", flush=True)
"""
USED = re.compile(rb'(?:href|src)="((?:\.\./)*)((?:assets|jiansuo)/[^"]+)"')


@pytest.fixture
def server(tmp_path, builds) -> Iterator[Server]:
    for build in (builds[1], builds[0]):
        published, problems = publish(build, tmp_path / "srv", keep=2)
        assert published, problems
    yield from serve(tmp_path / "nginx", tmp_path / "srv")


class Reader(threading.Thread):
    """Loads pages with all that they use, one after the other, as a browser does, until it is told to stop."""

    def __init__(self, server: Server, builds: list[Mapping[str, bytes]], seed: int) -> None:
        super().__init__()
        self.server, self.builds, self.chance = server, builds, random.Random(seed)
        self.faults: list[str] = []
        self.seen: Counter[int] = Counter()
        self.stopped = threading.Event()

    def run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=30)
        while not self.stopped.is_set() and self.seen.total() < MOST_LOADS and not self.faults:
            try:
                self.load(connection, self.chance.choice(PAGES))
                time.sleep(0.005)  # a steady load; the machine has others to serve
            except (OSError, http.client.HTTPException, EOFError) as error:
                self.faults.append(f"not a whole answer: {error!r}")
        connection.close()

    def load(self, connection: http.client.HTTPConnection, page: str) -> None:
        content = self.get(connection, page)
        number = next((number for number, build in enumerate(self.builds) if build[page] == content), None)
        if number is None:
            self.faults.append(f"{page} is of no build: {content[:200]!r}")
            return
        for _, name in USED.findall(content):
            if self.get(connection, name.decode()) != self.builds[number][name.decode()]:
                self.faults.append(f"{page} of build {number} got another {name!r}")
        self.seen[number] += 1

    def get(self, connection: http.client.HTTPConnection, name: str) -> bytes:
        packed = self.chance.random() < 0.7
        connection.request("GET", f"/zwgk/{name}", headers={"Accept-Encoding": "gzip" if packed else "identity"})
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            self.faults.append(f"{name}: {answer.status}")
        return gzip.decompress(body) if answer.headers["Content-Encoding"] == "gzip" else body


def kill_at(moment: float, build: Path, target: Path) -> str:
    """Publish, and kill it that many seconds after it began; where it was then."""
    command = [sys.executable, "-c", PUBLISH, str(build), str(target)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as publisher:
        assert publisher.stdout.readline() == "begins\n"
        time.sleep(moment)
        publisher.send_signal(signal.SIGKILL)
        if publisher.stdout.read() == "done\n":
            return "done"
    return "building" if (target / "releases/.building").exists() else "elsewhere"


def test_publishers_killed_under_a_steady_load(server, builds):
    known = [contents(build) for build in builds]
    readers = [Reader(server, known, seed) for seed in range(3)]
    for reader in readers:
        reader.start()
    chance = random.Random(2020)
    begun = time.monotonic()
    publish(builds[1], server.target, keep=2)
    whole = time.monotonic() - begun
    ended = Counter(kill_at(chance.uniform(0, whole), builds[number % 2], server.target) for number in range(KILLS))
    for number in range(6):  # and some that nobody kills, or every reader might see one build only
        publish(builds[number % 2], server.target, keep=2)
    go_back(server.target)
    for reader in readers:
        reader.stopped.set()
        reader.join(timeout=60)
    assert [fault for reader in readers for fault in reader.faults] == []
    assert ended["building"] >= 3, ended
    seen = sum((reader.seen for reader in readers), Counter())
    assert set(seen) == {0, 1}
    assert seen.total() > 100


def test_a_reader_who_holds_a_page_of_the_build_before_still_gets_its_style(server, builds):
    for page in (contents(build)["p/1/index.html"] for build in builds):
        for _, name in USED.findall(page):
            assert server.ask(f"/zwgk/{name.decode()}")[0] == 200


def test_a_corrected_digit_reaches_those_who_have_the_page(server, builds):
    """The two builds' pages are of one length, and are published within one second. nginx may remember a file for a second."""
    known = server.ask("/zwgk/p/1/")[1]
    for build in (builds[1], builds[0], builds[1]):
        publish(build, server.target)
        known = changed(server, known, (build / "p/1/index.html").read_bytes())
    go_back(server.target)
    changed(server, known, (builds[0] / "p/1/index.html").read_bytes())


def changed(server: Server, known: http.client.HTTPMessage, expected: bytes) -> http.client.HTTPMessage:
    """Ask as a browser does that has the page, until each of nginx's workers has told of another one many times over."""
    successes = 0
    for _ in range(300):
        status, now, body = server.ask("/zwgk/p/1/", if_none_match=known["ETag"], if_modified_since=known["Last-Modified"])
        successes = successes + 1 if status == 200 else 0
        if successes == 50:
            assert body == expected
            return now
        time.sleep(0.02)
    raise AssertionError("somebody still gets the page of the build before")
