"""A desk of the tests' own county, and a browser's part in talking to it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from re import DOTALL, search, sub

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from gongkai.desk.application import application
from gongkai.desk.doorkeeper import Doorkeeper
from gongkai.desk.saving import Desk
from tests.conftest import DEMO

HOST = "127.0.0.1:40001"


@dataclass(frozen=True)
class Clerk:
    """Somebody at the desk whose window was opened as it should be."""

    desk: Desk
    keeper: Doorkeeper
    client: FlaskClient

    @property
    def data(self) -> Path:
        return self.desk.data

    def look(self, path: str, **more: object) -> TestResponse:
        return self.client.get(path, base_url=self.keeper.origin, **more)

    def send(self, path: str, fields: Mapping[str, str], **more: object) -> TestResponse:
        headers = {"Origin": self.keeper.origin, "Sec-Fetch-Site": "same-origin"}
        sent = {"form_token": self.keeper.form_token, **fields}
        return self.client.post(path, data=sent, base_url=self.keeper.origin, headers=headers, **more)

    def type(self, cell: str, text: str, seen: str = "", report: str = "2022/demo") -> TestResponse:
        """A figure typed into its cell and left."""
        section = {"requests": "requests", "review_litigation": "review_litigation"}.get(
            cell.split(".", maxsplit=1)[0], "proactive_disclosure"
        )
        return self.send(f"/reports/{report}/tables/{section}/", {f"cell.{cell}": text, f"seen.{cell}": seen})


def words(response: TestResponse) -> str:
    """What stands on the page, without its tags."""
    found = search(r"<main.*</main>", response.text, DOTALL)
    assert found
    return " ".join(unescape(sub(r"<[^>]*>", " ", found[0])).split())


def sat_down(data: Path) -> Clerk:
    keeper = Doorkeeper(HOST)
    desk = Desk(data)
    clerk = Clerk(desk, keeper, application(desk, keeper).test_client())
    assert clerk.look(keeper.address().removeprefix(keeper.origin)).status_code == 200
    return clerk


@pytest.fixture
def clerk(tmp_path: Path) -> Clerk:
    """At the desk of the tests' county, with a draft of 2022 that `新建` has made."""
    shutil.copytree(DEMO, tmp_path / "data")
    found = sat_down(tmp_path / "data")
    assert found.send("/new/2022/demo/", {}).status_code == 303
    return found
