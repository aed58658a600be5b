"""Debian's nginx with the configuration as it is shipped, started on a free port of this machine and asked."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from gongkai.county.checksums import FILE as CHECKSUMS
from gongkai.county.checksums import checksums_text
from gongkai.publish import publish
from gongkai.search.naming import named
from tests.site.conftest import site  # noqa: F401 -- the county's own site

NGINX = shutil.which("nginx") or "/usr/sbin/nginx"  # not on the way of everybody who is not root
DEPLOY = Path(__file__).parents[2] / "src/gongkai/publish/deploy"
SECRET = "nobody-may-read-this"
PAGES = tuple(f"p/{number}/index.html" for number in range(40))


@dataclass(frozen=True, slots=True)
class Server:
    """A running nginx. `target` is what it reads."""

    port: int
    target: Path

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, http.client.HTTPMessage, bytes]:
        """Header names are written with `_`: `accept_encoding="gzip"`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def ask_raw(self, request: bytes) -> bytes:
        """Everything that comes back for these bytes and nothing after them."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as connection:
            came = []
            with suppress(OSError):  # a server may hang up in the middle of a long request; what it said is read all the same
                connection.sendall(request)
                connection.shutdown(socket.SHUT_WR)
            with suppress(ConnectionError):
                while part := connection.recv(65536):
                    came.append(part)
            return b"".join(came)


def configured(folder: Path, target: Path, port: int) -> Path:
    """The shipped files with the places replaced that their first lines name, as an operator would."""
    folder.mkdir()
    text = (DEPLOY / "gongkai.conf").read_text("utf-8")
    text = text.replace("/srv/gongkai", str(target)).replace("listen 80;", f"listen 127.0.0.1:{port};")
    (folder / "gongkai.conf").write_text(re.sub(r"listen \[::\]:80;", "", text), "utf-8")
    shutil.copy(DEPLOY / "nginx.conf", folder)
    return folder / "nginx.conf"


def serve(folder: Path, target: Path) -> Iterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = configured(folder, target, port)
    user = "user root;" if os.geteuid() == 0 else ""  # the folders of a test are their maker's alone
    command = [NGINX, "-p", str(folder), "-c", str(config), "-e", "stderr", "-g", f"daemon off; {user}"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            wait_for(port, process)
            yield Server(port, target)
        finally:
            process.terminate()
            process.communicate(timeout=20)


def wait_for(port: int, process: subprocess.Popen[str]) -> None:
    for _ in range(200):
        assert process.poll() is None, process.communicate()[1]
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("nginx does not answer")


def county(folder: Path, build: str) -> Path:
    """A small site. Two builds whose name is of one length have pages of one size: the hardest case for a cache."""
    style = f"/* {build} */\n".encode() + b"body { color: black }\n" * 40
    index = f"gongkaiSearch('{build}')".encode()
    css = f"assets/site-{sha256(style).hexdigest()[:12]}.css"
    shard = f"jiansuo/index/k0-{named(index.decode())}.js"
    files = {css: style, shard: index, "assets/icon.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>"}
    for page in ("index.html", "404.html", *PAGES):
        up = "/zwgk/" if page == "404.html" else "../" * page.count("/")
        files[page] = (
            f'<!doctype html><html lang="zh-CN"><title>{build}</title><link rel="stylesheet" href="{up}{css}">'
            f'<script src="{up}{shard}"></script><p>{page}，第{build}版</p>{"政府信息公开" * 200}</html>\n'
        ).encode()
    for ending in ("csv", "json", "xlsx", "docx", "pdf", "ofd", "xml", "atom", "zip", "txt", "sha512"):
        files[f"data/report.{ending}"] = f"{ending} {build}\n".encode() * 100
    files["redirects.map"] = b"/zwgk/old/a.html /zwgk/p/1/;\n/col/show.jsp?id=7 /zwgk/p/2/;\n"
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return with_checksums(folder)


def with_checksums(folder: Path) -> Path:
    """As a build leaves it."""
    sums = {name: sha256(content).hexdigest() for name, content in contents(folder).items() if name != CHECKSUMS}
    (folder / CHECKSUMS).write_bytes(checksums_text(sums))
    return folder


def contents(folder: Path) -> Mapping[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="package")
def builds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two builds, 甲 and 乙."""
    folder = tmp_path_factory.mktemp("builds")
    return county(folder / "a", "甲"), county(folder / "b", "乙")


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory, builds: tuple[Path, Path]) -> Iterator[Server]:
    """Build 甲 published, and a secret in every place beside what is public."""
    target = tmp_path_factory.mktemp("srv") / "gongkai"
    published, problems = publish(builds[0], target)
    assert published, problems
    live = target / "current" / "site"
    for place in (target.parent, target, target / "releases", target / "current", target / "kept"):
        (place / "secret.txt").write_text(SECRET, "utf-8")
    (live / ".hidden").write_text(SECRET, "utf-8")
    (live / "link.html").symlink_to(target / "secret.txt")
    (live / "inside.html").symlink_to("index.html")
    (live / "folder").symlink_to(target)
    (target / "kept/assets/link-0123456789ab.css").symlink_to(target / "secret.txt")
    yield from serve(tmp_path_factory.mktemp("nginx") / "run", target)
