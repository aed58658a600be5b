"""公布: the site built, put live, packed for an upload; a year sealed, and all of it verified. Each is the command itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from urllib.parse import quote

from flask import Response, send_file
from werkzeug.exceptions import NotFound

from gongkai.desk.journal import own_folder
from gongkai.desk.visit import Screen, Visit
from gongkai.desk.work import Work
from gongkai.reports.holding_back import in_words
from gongkai.reports.state import State
from gongkai.source.text import told

HERE = "/publish/"
UPLOADS = "uploads"
SITE = "site"
PATIENCE = 20  # seconds that a browser is kept waiting for an answer
BUSY = "正在{}，还没有做完；做完以后再按。这一次没有执行"
NO_FOLDER = "请写出线上文件夹的完整路径，例如 {}；没有执行"
NO_BASIS = "没有选上一次上传的 zip；没有执行"
NO_DAY = "封存日期要写成 2026-04-01 这样，不能晚于今天；没有执行"
EXAMPLE = "/srv/gongkai"


class RefusedError(Exception):
    """What was sent is no order; the sentence says why."""


def show(visit: Visit) -> Response:
    works = visit.desk.works
    if visit.request.method == "POST":
        try:
            return ordered(visit)
        except RefusedError as error:
            return page(visit, str(error))
        except OSError as error:
            return page(visit, f"没有执行：{told(error)}")
    if visit.request.args.get("wait") and works.running:
        works.running.wait(PATIENCE)
    return page(visit)


def ordered(visit: Visit) -> Response:
    title, words = order(visit)
    work = visit.desk.works.start(title, words)
    if work is None:
        running = visit.desk.works.running
        raise RefusedError(BUSY.format(running.title if running else "执行别的"))
    work.wait(PATIENCE)
    if work.words[:1] == ("archive",):
        visit.desk.county.loaded = None
    return visit.go(f"{HERE}#outcome")


def order(visit: Visit) -> tuple[str, list[str]]:
    """What is to be done, in the clerk's words and in those of the command."""
    asked = visit.sent("do")
    if asked == "build":
        return "生成网站", ["build"]
    if asked == "verify":
        return "核对", ["verify", "--site", SITE] if (visit.desk.data.parent / SITE).is_dir() else ["verify"]
    if asked in ("live", "back"):
        folder = visit.sent("folder").strip()
        if not Path(folder).is_absolute():
            raise RefusedError(NO_FOLDER.format(EXAMPLE))
        return (
            ("发布到线上文件夹", ["publish", SITE, folder]) if asked == "live" else ("退回上一版", ["publish", "--back", folder])
        )
    if asked == "zip":
        return "写全站的 zip", ["publish", SITE, "--zip", str(fresh_file(visit, "全站"))]
    if asked == "changes":
        basis = upload(visit, visit.sent("basis"))
        if basis is None:
            raise RefusedError(NO_BASIS)
        return "写变动的 zip", ["publish", SITE, "--changes", str(basis), "--zip", str(fresh_file(visit, "变动"))]
    if asked == "archive":
        return archive_order(visit)
    raise NotFound


def archive_order(visit: Visit) -> tuple[str, list[str]]:
    collection, _ = visit.desk.county.now()
    year, by, day = (visit.sent(name).strip() for name in ("year", "by", "date"))
    if year not in map(str, collection.years):
        raise NotFound
    try:
        if date.fromisoformat(day) > date.today():
            raise RefusedError(NO_DAY)
    except ValueError:
        raise RefusedError(NO_DAY) from None
    return f"封存 {year} 年", ["archive", year, f"--date={day}", *([f"--by={by}"] if by else [])]


# ---- Zip files, in a folder of the desk's own: a name from a request is only ever compared with theirs


def uploads(visit: Visit) -> list[Path]:
    """Those that were written, the newest first."""
    return sorted(folder_of(visit).glob("*.zip"), key=lambda file: file.stat().st_mtime_ns, reverse=True)


def folder_of(visit: Visit) -> Path:
    return own_folder(visit.desk.data).parent / UPLOADS


def fresh_file(visit: Visit, kind: str) -> Path:
    folder = folder_of(visit)
    folder.mkdir(exist_ok=True)
    return folder / f"{kind}-{datetime.now():%Y%m%d-%H%M%S}.zip"


def upload(visit: Visit, name: str) -> Path | None:
    return next((file for file in uploads(visit) if file.name == name), None)


def fetch(visit: Visit, name: str) -> Response:
    file = upload(visit, name)
    if file is None:
        raise NotFound
    return send_file(file, as_attachment=True, download_name=name)


# ---- The screen


def page(visit: Visit, refused: str = "") -> Response:
    desk, works = visit.desk, visit.desk.works
    collection, _ = desk.county.now()
    site = desk.data.parent / SITE
    drafts = [f"{report.year} {report.agency_name}" for report in collection.reports if report.is_draft]
    view = {
        "refused": (refused,) if refused else (),
        "running": works.running,
        "outcome": outcome(works.last) if works.last and not works.running else None,
        "there": site.is_dir(),
        "held": [*in_words(drafts)],
        "ready": [f"{report.agency_name}{report.year}年度报告" for report in collection.reports if report.state is State.READY],
        "uploads": [(file.name, f"{HERE}{quote(file.name)}", file.stat().st_size // 1_000_000) for file in uploads(visit)],
        "years": collection.years,
        "today": date.today().isoformat(),
        "office": (collection.site.contact.office or collection.site.government) if collection.site else "",
        "folder": visit.sent("folder") or last_folder(works.last),
        "example": EXAMPLE,
    }
    return visit.page("publish.html", "公布", view, status=422 if refused else 200)


def last_folder(work: Work | None) -> str:
    return work.words[-1] if work and work.title in ("发布到线上文件夹", "退回上一版") else ""


def outcome(work: Work) -> tuple[str, bool, list[str]]:
    """The heading, whether it was done, and what the command said."""
    done = work.code == 0
    return f"{work.title}：{'做完了' if done else '没有做成'}", done, [*lines(work)]


def lines(work: Work) -> Iterator[str]:
    yield from (line for line in work.said if line.strip())


SCREENS = (
    Screen("publish", HERE, show, methods=("GET", "POST"), menu="公布"),
    Screen("upload", f"{HERE}<name>", fetch),
)
