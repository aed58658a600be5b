"""Whether an address of the web answers: asked for its head, followed a few steps, and never into a private network unless that
is wanted. The name is looked up once, and what was found there is what is asked.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from threading import Event, Timer
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from gongkai.county.link_results import Answer

LIMIT = 10  # seconds for one step
STEPS = 5
PORTS = {"http": 80, "https": 443}
NO_HEAD = (400, 403, 404, 405, 500, 501, 503)  # some servers answer so to HEAD alone
NAME = "gongkai-links"
SAFE = "/%:@!$&'()*+,;=~?"
SAID = {401: "要登录", 403: "不让看", 404: "没有这个网页", 410: "网页已删除", 429: "问得太多，对方不答", 500: "对方网站出错"}
Lookup = Callable[[str, int], str]
"""The number of a host by its name and port; OSError where it has none."""


class Found(NamedTuple):
    """What came of an address. `reached` is False where nothing was there to answer, as for a machine without network."""

    answer: Answer
    detail: str = ""
    reached: bool = True


class RefusedError(Exception):
    """An address that is not asked; says why."""


def nothing_there(error: Exception) -> bool:
    """Whether nobody answered at all. What answers wrongly, or refuses, is there."""
    return isinstance(error, OSError) and not isinstance(error, ssl.SSLError | ConnectionRefusedError | ConnectionResetError)


def first_number(host: str, port: int) -> str:
    return str(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][4][0])


def ask(address: str, *, private: bool = False, lookup: Lookup = first_number, limit: float = LIMIT) -> Found:
    """How it answers. `private`: networks that are not public may be asked, too."""
    here = address
    try:
        for _ in range(STEPS + 1):
            status, to = step(here, private=private, lookup=lookup, limit=limit)
            if not to:
                return found(address, here, status)
            here = urljoin(here, to)
    except RefusedError as error:
        return Found(Answer.UNASKED, f"{led(address, here)}{error}")
    except (OSError, HTTPException, ValueError) as error:
        return Found(Answer.DEAD, f"{led(address, here)}{why(error, limit)}", here != address or not nothing_there(error))
    return Found(Answer.DEAD, "转来转去没有尽头")


def why(error: Exception, limit: float) -> str:
    """In the office's words; what is narrower stands first."""
    kinds: tuple[tuple[type[Exception], str], ...] = (
        (ssl.SSLError, "安全证书不对"),
        (TimeoutError, f"{limit:g} 秒内没有回应"),
        (socket.gaierror, "查不到这个域名"),
        (ConnectionResetError, "连上以后断了"),
        (OSError, "连不上"),
    )
    return next((words for kind, words in kinds if isinstance(error, kind)), "回应的不是网页")


def led(address: str, here: str) -> str:
    return f"转到 {here}，" if here != address else ""


def found(address: str, here: str, status: int) -> Found:
    if status >= 400:
        return Found(Answer.DEAD, f"{led(address, here)}{SAID.get(status, '对方回应')}（{status}）")
    return Found(Answer.MOVED, f"转到 {here}") if here != address else Found(Answer.OPEN)


def step(address: str, *, private: bool, lookup: Lookup, limit: float) -> tuple[int, str]:
    """The status, and where it leads on, if it does. Where only HEAD is refused, the page itself is asked for."""
    parts = parted(address)
    number = lookup(parts.hostname or "", parts.port or PORTS[parts.scheme])
    if not private and not ipaddress.ip_address(number.partition("%")[0]).is_global:
        raise RefusedError("在内部网络里，没有核对")
    for method in ("HEAD", "GET"):
        status, to = answered(method, parts, number, limit)
        if method == "GET" or status not in NO_HEAD:
            break
    return status, to


def parted(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        known = parts.scheme in PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        known = False
    if not known:
        raise RefusedError("不是 http、https 网址，没有核对")
    return parts


def answered(method: str, parts: SplitResult, number: str, limit: float) -> tuple[int, str]:
    connection = connected(parts, number, limit)
    late = Event()
    watch = Timer(limit, hang_up, [connection, late])  # a server may send a byte now and then, for ever
    watch.start()
    try:
        connection.request(method, path_of(parts), headers={"User-Agent": NAME, "Accept": "*/*", "Connection": "close"})
        response = connection.getresponse()
        if late.is_set():
            raise TimeoutError
        return response.status, leads_on(response)
    except (OSError, HTTPException):
        if late.is_set():
            raise TimeoutError from None
        raise
    finally:
        watch.cancel()
        connection.close()


def path_of(parts: SplitResult) -> str:
    """As it goes over the line: Chinese characters in percents, percents as they are.

    >>> path_of(urlsplit("https://a.example/目录/%E4?q=低 保"))
    '/%E7%9B%AE%E5%BD%95/%E4?q=%E4%BD%8E%20%E4%BF%9D'
    """
    query = f"?{quote(parts.query, safe=SAFE)}" if parts.query else ""
    return quote(parts.path or "/", safe=SAFE) + query


def connected(parts: SplitResult, number: str, limit: float) -> HTTPConnection:
    """To that very number, whatever the name means a moment later."""
    host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    opened = socket.create_connection((number, port), limit)
    if parts.scheme == "http":
        connection = HTTPConnection(host, port, timeout=limit)
        connection.sock = opened
        return connection
    try:
        secured = ssl.create_default_context().wrap_socket(opened, server_hostname=host)
    except BaseException:
        opened.close()
        raise
    connection = HTTPSConnection(host, port, timeout=limit)
    connection.sock = secured
    return connection


def hang_up(connection: HTTPConnection, late: Event) -> None:
    late.set()
    if connection.sock:
        try:
            connection.sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return


def leads_on(response: HTTPResponse) -> str:
    return (response.getheader("Location") or "").strip() if response.status in (301, 302, 303, 307, 308) else ""


def all_asked(addresses: list[str], ask_one: Callable[[str], Found], workers: int) -> Iterator[tuple[str, Found]]:
    """A few at a time, in their order."""
    with ThreadPoolExecutor(workers) as pool:
        yield from zip(addresses, pool.map(ask_one, addresses), strict=True)
