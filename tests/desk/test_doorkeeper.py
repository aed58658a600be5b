"""Who is let in, and who is not: each line what somebody tries, and the sentence that they read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gongkai.desk import doorkeeper
from tests.desk.conftest import Clerk, words

HOME = "/reports/2022/demo/"
FIELDS = {"cell.requests.received.total": "7", "seen.requests.received.total": ""}


def untouched(clerk: Clerk) -> bool:
    return "null" in (clerk.data / "reports/2022/demo/report.yml").read_text("utf-8").partition("received:")[2].partition("\n")[0]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://127.0.0.1:40002"},
        {"Origin": "http://localhost:40001"},
        {},
    ],
)
def test_another_page_cannot_post(clerk: Clerk, headers: dict[str, str]) -> None:
    sent = {"form_token": clerk.keeper.form_token, **FIELDS}
    answer = clerk.client.post(f"{HOME}tables/requests/", data=sent, base_url=clerk.keeper.origin, headers=headers)
    assert answer.status_code == 403
    assert "不是从工作台自己的网页发来的" in words(answer)
    assert untouched(clerk)


def test_a_form_of_another_time_cannot_post(clerk: Clerk) -> None:
    answer = clerk.send(f"{HOME}tables/requests/", {**FIELDS, "form_token": "0" * 64})
    assert (answer.status_code, untouched(clerk)) == (403, True)
    assert "请刷新网页再试" in words(answer)


@pytest.mark.parametrize("host", ["evil.example:40001", "localhost:40001", "127.0.0.1", "127.0.0.1:40002", "0.0.0.0:40001"])
def test_another_name_is_not_answered(clerk: Clerk, host: str) -> None:
    answer = clerk.client.get("/", base_url=clerk.keeper.origin, headers={"Host": host})
    assert answer.status_code == 421
    assert "只能用启动时打开的网址访问" in words(answer)


def test_the_token_opens_once_and_no_other_does(clerk: Clerk) -> None:
    address = clerk.keeper.address().removeprefix(clerk.keeper.origin)
    stranger = clerk.desk and clerk.client.application.test_client()
    assert stranger.get("/", base_url=clerk.keeper.origin).status_code == 403
    guess = stranger.get(f"{address[:-1]}{'A' if address[-1] != 'A' else 'B'}", base_url=clerk.keeper.origin)
    assert (guess.status_code, "Set-Cookie" in guess.headers) == (403, False)
    opened = stranger.get(address, base_url=clerk.keeper.origin)
    assert opened.status_code == 200
    cookie = opened.headers["Set-Cookie"]
    assert all(part in cookie for part in ("HttpOnly", "SameSite=Strict", "gongkai-desk-40001="))
    assert stranger.get("/", base_url=clerk.keeper.origin).status_code == 200
    third = clerk.client.application.test_client()
    again = third.get(address, base_url=clerk.keeper.origin)
    assert (again.status_code, "Set-Cookie" in again.headers) == (403, False)
    assert "按一下回车" in words(again)


def test_a_link_from_outside_shows_nothing(clerk: Clerk) -> None:
    """A Strict cookie does not come with it."""
    stranger = clerk.client.application.test_client()
    answer = stranger.get(HOME, base_url=clerk.keeper.origin, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert "示例县" not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/reports/2022/../../../etc/",
        "/reports/2022/%2e%2e/",
        "/reports/2022/..%2f..%2fsite.yml/",
        "/reports/2022/..%5c..%5c/",
        "/reports/9999/demo/",
        "/reports/2022/nobody/",
        f"{HOME}tables/../../",
        f"{HOME}prose/..%2f..%2fsite/",
        f"{HOME}prose/..",
        "/new/2022/../",
        "/new/2022/..%2fevil/",
        "/assets/..%2f..%2fpyproject.toml",
        "/assets/../../data/site.yml",
        f"{HOME}correct?place=../../site.yml",
        f"{HOME}accept?rule=../x&subject=..",
    ],
)
def test_no_name_of_a_request_leads_out(clerk: Clerk, path: str) -> None:
    answer = clerk.look(path)
    assert answer.status_code in (404, 308)
    assert "government_agency" not in answer.text
    assert not (clerk.data.parent / "evil").exists()


def test_a_place_that_the_report_has_not_is_never_kept(clerk: Clerk) -> None:
    answer = clerk.send(f"{HOME}keep", {"place": "../../x", "text": "1", "seen": ""})
    assert answer.status_code == 404
    assert clerk.desk.unsent.of("2022/demo") == {}


def test_what_is_too_large_is_refused_in_a_sentence(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The length is looked at before anything is read; test_server.py sends 300 MB."""
    monkeypatch.setattr(doorkeeper, "LARGEST", 1000)
    answer = clerk.send(f"{HOME}tables/requests/", {**FIELDS, "much": "x" * 1000})
    assert answer.status_code == 413
    assert "内容超过 60 MB，没有接收" in words(answer)
    assert untouched(clerk)


def test_every_answer_keeps_others_out(clerk: Clerk) -> None:
    for path in ("/", HOME, "/nothing", "/open/x"):
        headers = clerk.look(path).headers
        assert headers["Cache-Control"] == "no-store"
        assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["Referrer-Policy"] == "same-origin"


def test_pages_ask_nothing_of_anybody_else(clerk: Clerk) -> None:
    for path in ("/", HOME, f"{HOME}tables/requests/", f"{HOME}prose/overview/"):
        page = clerk.look(path).text
        assert not re.search(r"""(?:src|action)=["'](?:https?:)?//""", page)
        assert not re.search(r"<script(?![^>]*src=)|<style|\sstyle=|\son\w+=", page)


def test_an_error_of_ours_is_a_sentence(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("出了错")

    monkeypatch.setattr(clerk.desk.county, "now", broken)
    answer = clerk.look("/")
    assert answer.status_code == 500
    assert "程序自身出错：RuntimeError: 出了错。没有写入任何文件" in words(answer)
    assert "Traceback" not in answer.text


def test_a_report_that_cannot_be_read_says_why(clerk: Clerk) -> None:
    file: Path = clerk.data / "reports/2022/demo/report.yml"
    file.write_text("year: [", "utf-8")
    answer = clerk.look(HOME)
    assert answer.status_code == 404
    assert "请先照下面的话改好" in words(answer)
    assert clerk.look("/").status_code == 200
