"""The desk served on this machine, and its window opened."""

from __future__ import annotations

import sys
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from waitress.server import create_server

from gongkai.desk.application import application
from gongkai.desk.doorkeeper import LARGEST, Doorkeeper
from gongkai.desk.saving import Desk

HOST = "127.0.0.1"
OPEN_AGAIN = "窗口关掉了，在这里按一下回车，就再打开一个；结束按 Ctrl+C"


def serve_desk(data: Path, host: str, port: int, say: Callable[[str], None], *, browser: bool) -> None:
    """Until somebody stops it. `port` 0 takes any that is free; raises OSError where it is taken."""
    server, keeper = desk_server(data, host, port)

    def opened() -> None:
        address = keeper.address()
        say(f"请在浏览器里打开（这个网址只能用一次）：{address}")
        if browser:
            webbrowser.open(address)

    opened()
    say(OPEN_AGAIN)
    threading.Thread(target=again, args=(opened,), daemon=True).start()
    try:
        server.run()
    finally:
        server.close()


def desk_server(data: Path, host: str = HOST, port: int = 0) -> tuple[Any, Doorkeeper]:
    """Waitress with the desk, bound to its port and not running yet; and who keeps its door."""
    keeper = Doorkeeper("")
    app = application(Desk(data), keeper)
    # The body goes to a temporary file as it comes; what is over our own limit is answered by us, in one sentence.
    server = create_server(app, host=host, port=port, threads=4, max_request_body_size=16 * LARGEST, ident=None)
    keeper.host = f"{host}:{server.effective_port}"
    return server, keeper


def again(opened: Callable[[], None]) -> None:
    """Another window for each line that is typed."""
    for _ in sys.stdin or ():
        opened()
