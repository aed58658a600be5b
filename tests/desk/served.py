"""The desk as a clerk has it: its own server on a port, for a browser."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from gongkai.desk.doorkeeper import Doorkeeper
from gongkai.desk.server import desk_server
from tests.conftest import DEMO

if TYPE_CHECKING:
    from playwright.sync_api import Page


class Keyboard(Protocol):
    page: Page

    def press(self, key: str) -> None: ...


def chosen_in_window(keys: Keyboard, file: Path) -> None:
    """Of the field that has the focus: on a busy machine the system's window does not always open at once, and is asked again."""
    from playwright.sync_api import TimeoutError as TooLong

    for is_last in (False, False, True):
        try:
            with keys.page.expect_file_chooser(timeout=30_000 if is_last else 8_000) as chooser:
                keys.press("Space")
            break
        except TooLong:
            if is_last:
                raise
    chooser.value.set_files(file)


@contextmanager
def served_desk(data: Path) -> Iterator[Doorkeeper]:
    server, keeper = desk_server(data)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield keeper
    finally:
        server.task_dispatcher.shutdown()
        server.close()
        thread.join(5)


def county_with_last_year(folder: Path, year: int) -> Path:
    """The tests' county, with a report of the year before `year`: that of 2021, as if it were of that year."""
    data = folder / "data"
    shutil.copytree(DEMO, data)
    earlier = data / "reports" / str(year - 1)
    if not (earlier / "demo").exists():
        shutil.copytree(data / "reports/2021/demo", earlier / "demo")
        for file in (earlier / "demo").glob("*.*"):
            file.write_text(file.read_text("utf-8").replace("2021", "@").replace("@", str(year - 1)), "utf-8")
        report = earlier / "demo/report.yml"
        report.write_text(report.read_text("utf-8").replace(f'format: "{year - 1}"', 'format: "2021"'), "utf-8")
    return data
