"""The preview beside the forms: what the build would write, of the files as they are now."""

from __future__ import annotations

from gongkai.build.preview import preview_of
from gongkai.build.site import build_site
from tests.desk.conftest import Clerk, words
from tests.desk.test_editing import CELL

PREVIEW = "/reports/2022/demo/preview/"


def site_of(clerk: Clerk) -> dict[str, bytes]:
    """What `gongkai serve` makes of the county."""
    project = preview_of(clerk.data.parent)
    assert build_site(project, 1).files
    return {file.relative_to(project.site).as_posix(): file.read_bytes() for file in project.site.rglob("*") if file.is_file()}


def test_it_is_what_a_build_writes(clerk: Clerk) -> None:
    site = site_of(clerk)
    for page in ("2021/demo", "2022/demo"):
        address = clerk.look(f"/reports/{page}/preview/page").headers["Location"]
        shown = clerk.look(address)
        path = address.removeprefix("/preview/")
        assert shown.data == site[f"{path}index.html"]
    style = next(name for name in site if name.startswith("assets/") and name.endswith(".css"))
    assert clerk.look(f"/preview/{style}").data == site[style]
    assert clerk.look(f"/preview/{path}report.docx").data == site[f"{path}report.docx"]


def test_a_change_is_seen_at_once(clerk: Clerk) -> None:
    address = clerk.look(f"{PREVIEW}page").headers["Location"]
    assert ">4321<" not in clerk.look(address).text
    assert clerk.type(CELL, "4321").status_code == 303
    assert "4321" in clerk.look(address).text
    assert "【草稿】" in clerk.look(address).text


def test_on_paper_the_screen_shows_the_style_of_print(clerk: Clerk) -> None:
    screen = clerk.look(f"{PREVIEW}?on=paper")
    assert "?on=paper" in screen.text
    address = clerk.look(f"{PREVIEW}page").headers["Location"]
    html = clerk.look(f"{address}?on=paper").text
    style = html.partition('<link rel="stylesheet" href="')[2].partition('"')[0]
    assert style.endswith("?on=paper")
    text = clerk.look(f"/preview/{style.replace('../', '')}").text
    assert "@media print" not in text
    assert "@media all" in text


def test_only_the_desk_may_frame_it_and_it_leads_nowhere_else(clerk: Clerk) -> None:
    shown = clerk.look(clerk.look(f"{PREVIEW}page").headers["Location"])
    assert shown.headers.getlist("X-Frame-Options") == ["SAMEORIGIN"]
    assert "frame-ancestors 'self'" in shown.headers["Content-Security-Policy"]
    other = clerk.look("/preview/nianbao/")
    assert other.status_code == 404
    assert "预览里只有这一份报告的网页和文件" in words(other)
    assert clerk.look("/preview/../data/site.yml").status_code == 404
    assert clerk.look(f"{PREVIEW}?on=wall").status_code == 404


def test_without_the_county_s_own_file_it_says_why(clerk: Clerk) -> None:
    (clerk.data / "site.yml").write_text("government: [\n", "utf-8")
    assert "没有网页可以预览" in words(clerk.look(PREVIEW))
