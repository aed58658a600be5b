"""What is said of an address, by how a server answers there: asked of a server on this machine, never of the web."""

from __future__ import annotations

import http.server
import socket
import threading
import time
from collections.abc import Iterator
from typing import ClassVar

import pytest

from gongkai.county.link_results import Answer
from gongkai.outward.asking import Found, ask

PUBLIC, INNER = "8.8.8.8", "10.0.0.7"


class Answers(http.server.BaseHTTPRequestHandler):
    """Each path answers as it is called; `asked` are the requests that came."""

    asked: ClassVar[list[tuple[str, str]]] = []

    def answer(self) -> None:
        self.asked.append((self.command, self.path))
        name = self.path.strip("/").partition("?")[0]
        if name == "slow":
            time.sleep(2)
        if name == "drip":
            self.drip()
            return
        status = 405 if name == "get-only" and self.command == "HEAD" else int(name) if name.isdecimal() else 200
        to = {"moved": "/page", "round": "/round", "away": "http://inner.example/", "elsewhere": "ftp://a.example/"}.get(name)
        self.send_response(302 if to else status)
        if to:
            self.send_header("Location", to)
        self.end_headers()

    def drip(self) -> None:
        """A byte now and then, for ever."""
        try:
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            for _ in range(40):
                self.wfile.write(b"X: y\r\n")
                self.wfile.flush()
                time.sleep(0.1)
        except OSError:
            return

    do_GET = do_HEAD = answer  # noqa: N815 - as the handler wants them

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    made = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    made.server_close()


@pytest.mark.parametrize(
    ("path", "answer", "detail"),
    [
        ("/page", Answer.OPEN, ""),
        ("/目录/?q=低保", Answer.OPEN, ""),
        ("/get-only", Answer.OPEN, ""),
        ("/moved", Answer.MOVED, "转到 {}/page"),
        ("/404", Answer.DEAD, "没有这个网页（404）"),
        ("/410", Answer.DEAD, "网页已删除（410）"),
        ("/503", Answer.DEAD, "对方回应（503）"),
        ("/round", Answer.DEAD, "转来转去没有尽头"),
        ("/elsewhere", Answer.UNASKED, "转到 ftp://a.example/，不是 http、https 网址，没有核对"),
    ],
)
def test_how_an_address_answers(server: str, path: str, answer: Answer, detail: str) -> None:
    assert ask(server + path, private=True) == Found(answer, detail.format(server))


def test_the_page_itself_is_asked_for_only_where_its_head_is_refused(server: str) -> None:
    Answers.asked.clear()
    ask(f"{server}/page", private=True)
    ask(f"{server}/get-only", private=True)
    assert Answers.asked == [("HEAD", "/page"), ("HEAD", "/get-only"), ("GET", "/get-only")]


@pytest.mark.parametrize("path", ["/slow", "/drip"])
def test_nobody_is_waited_for_longer_than_said(server: str, path: str) -> None:
    began = time.monotonic()
    assert ask(server + path, private=True, limit=0.3) == Found(Answer.DEAD, "0.3 秒内没有回应", reached=False)
    assert time.monotonic() - began < 1.5


def test_a_private_network_is_asked_only_where_that_is_wanted(server: str) -> None:
    Answers.asked.clear()
    assert ask(f"{server}/page") == Found(Answer.UNASKED, "在内部网络里，没有核对")
    assert Answers.asked == []


@pytest.mark.parametrize("number", ["127.0.0.1", "10.1.2.3", "192.168.1.1", "169.254.169.254", "::1", "fe80::1%eth0", "0.0.0.0"])
def test_which_networks_are_private(number: str) -> None:
    assert ask("http://a.example/", lookup=lambda *_: number).answer is Answer.UNASKED


def test_nobody_is_led_into_a_private_network(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The public server leads on to an inner one, which is looked up and not asked."""
    here = int(server.rpartition(":")[2])
    real = socket.create_connection
    opened: list[str] = []

    def connect(address: tuple[str, int], *rest: float) -> socket.socket:
        opened.append(address[0])
        return real(("127.0.0.1", here), *rest)

    monkeypatch.setattr(socket, "create_connection", connect)
    found = ask("http://public.example/away", lookup=lambda host, _: INNER if host == "inner.example" else PUBLIC)
    assert found == Found(Answer.UNASKED, "转到 http://inner.example/，在内部网络里，没有核对")
    assert opened == [PUBLIC]


@pytest.mark.parametrize("address", ["ftp://a.example/", "http://", "http://[::1", "http://a.example:x/", "file:///etc/passwd"])
def test_what_is_no_address_of_the_web_is_not_asked(address: str) -> None:
    assert ask(address) == Found(Answer.UNASKED, "不是 http、https 网址，没有核对")


def nowhere(*_: object) -> str:
    raise socket.gaierror


def test_what_nobody_answers_is_told_apart_from_what_answers_wrongly() -> None:
    assert ask("http://a.example/", lookup=nowhere) == Found(Answer.DEAD, "查不到这个域名", reached=False)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert ask(f"http://127.0.0.1:{port}/", private=True) == Found(Answer.DEAD, "连不上", reached=True)


def test_a_certificate_is_looked_at(server: str) -> None:
    """Nothing there speaks TLS at all."""
    assert ask(server.replace("http:", "https:"), private=True) == Found(Answer.DEAD, "安全证书不对")
