"""What the desk holds in memory over an hour of a clerk's work, in the demo county: its own server, asked as a browser asks.

    make demo && python -m benchmarks.desk_memory [--requests 2000] [--data FOLDER]

An hour at the desk is a figure every six seconds, the page beside the form after each, and every now and then another screen: the
overview, findings, a section's prose, an entry of the catalogue, a step undone. The county is a copy;
the memory is that of the process that the starter starts, as Linux counts it.
"""

from __future__ import annotations

import argparse
import http.cookiejar
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from benchmarks.county import ROOT
from gongkai.collection import load_collection

HOUR = 2000  # requests: 600 figures, 600 pages beside them, and the rest among the other screens
ADDRESS = re.compile(r"http://\S+")
TOKEN = re.compile(r'name="form_token" value="([^"]+)"')
SEEN = re.compile(r'name="seen\.([^"]+)" value="([^"]*)"')


class Held(NamedTuple):
    """MiB that the desk holds at the end and held at the most; after each tenth of the work, in their order."""

    now: float
    most: float
    tenths: tuple[float, ...]
    requests: int
    seconds: float


class Clerk:
    """A browser's part."""

    def __init__(self, address: str) -> None:
        self.origin = "/".join(address.split("/")[:3])
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar)
        self.asked = 0
        self.look(address.removeprefix(self.origin))
        found = TOKEN.search(self.look("/import/"))
        assert found
        self.token = found[1]

    def look(self, path: str) -> str:
        return self.sent(urllib.request.Request(self.origin + path))

    def type(self, path: str, fields: dict[str, str]) -> str:
        body = urllib.parse.urlencode({"form_token": self.token, **fields}).encode()
        headers = {"Origin": self.origin, "Sec-Fetch-Site": "same-origin"}
        return self.sent(urllib.request.Request(self.origin + path, body, headers))

    def sent(self, request: urllib.request.Request) -> str:
        self.asked += 1
        try:
            with self.opener.open(request, timeout=300) as answer:
                return str(answer.read().decode("utf-8", "replace"))
        except urllib.error.HTTPError as error:
            if error.code != 422:  # what is refused is an answer too
                raise
            return error.read().decode("utf-8", "replace")


def measured(data: Path, requests: int) -> Held:
    """An hour's kinds of requests, that many of them, in the county of that `data` folder, which is changed by it."""
    collection, _ = load_collection(data)
    year, agency = next(
        (year, id) for year in (2025, 2024, 2023, 2022) for id in collection.agencies if not collection.report(year, id)
    )
    entries = [f"/catalogue/{entry.address}/" for entry in collection.catalogue.entries[:200]]
    tenths: list[float] = []
    began = time.monotonic()
    with desk_of(data) as (process, address):
        clerk = Clerk(address)
        home = f"/reports/{year}/{agency}/"
        clerk.type(f"/new/{year}/{agency}/", {})
        for number, _ in enumerate(steps(clerk, home, entries)):
            if clerk.asked >= requests * (len(tenths) + 1) // 10:
                tenths.append(memory(process, "VmRSS"))
            if clerk.asked >= requests or number > requests:
                break
        return Held(memory(process, "VmRSS"), memory(process, "VmHWM"), tuple(tenths), clerk.asked, time.monotonic() - began)


def steps(clerk: Clerk, home: str, entries: list[str]) -> Iterator[None]:
    """Without end: each a figure and the page beside it, and what comes in between."""
    tables = ("proactive_disclosure", "requests", "review_litigation")
    for number in range(sys.maxsize):
        table = f"{home}tables/{tables[number % 3]}/"
        seen = SEEN.findall(clerk.look(table))
        place, stood = seen[number % len(seen)]
        clerk.type(table, {f"cell.{place}": str(number % 1000), f"seen.{place}": stood})
        clerk.look(f"{home}preview/page")
        if number % 10 == 1:
            for screen in ("/", home, f"{home}findings/", f"{home}ready", "/help/"):
                clerk.look(screen)
        if number % 10 == 5:
            clerk.type(f"{home}prose/overview/", {"text": f"第 {number} 次写的一句。", "seen": ""})
            clerk.type(f"{home}undo", {})
        if number % 10 == 8 and entries:
            entry = entries[number % len(entries)]
            stands = dict(SEEN.findall(clerk.look(entry))).get("basis", "")
            clerk.type(entry, {"fact.basis": f"《条例》第 {number} 条", "seen.basis": stands})
            clerk.look("/catalogue/")
        yield


@contextmanager
def desk_of(data: Path) -> Iterator[tuple[int, str]]:
    """The desk as the starter starts it: its process, and the address that opens it."""
    command = [sys.executable, "-m", "gongkai", "desk", str(data.parent), "--no-browser"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.PIPE, encoding="utf-8")
    try:
        assert process.stdout
        address = next(found[0] for line in process.stdout if (found := ADDRESS.search(line)))
        yield process.pid, address.rstrip("。")
    finally:
        process.terminate()
        process.wait(20)


def memory(process: int, what: str) -> float:
    """MiB."""
    lines = Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
    return int(next(line for line in lines if line.startswith(f"{what}:")).split()[1]) / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=HOUR)
    parser.add_argument("--data", type=Path, default=ROOT / "examples/demo/data")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        shutil.copytree(options.data, data)
        held = measured(data, options.requests)
    print(f"{held.requests} requests in {held.seconds / 60:.1f} minutes: {held.now:.0f} MiB now, {held.most:.0f} MiB at the most")
    print("after each tenth: " + ", ".join(f"{each:.0f}" for each in held.tenths) + " MiB")


if __name__ == "__main__":
    main()
