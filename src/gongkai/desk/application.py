"""The desk as a web application: the doorkeeper before every answer, the screens behind it, a sentence for what goes wrong."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from flask import Flask, Request, Response, request
from werkzeug.exceptions import HTTPException

from gongkai.desk.doorkeeper import HEADERS, LARGEST, NO_SESSION, TOO_LARGE, Doorkeeper
from gongkai.desk.rendering import desk_assets, rendered
from gongkai.desk.saving import Desk
from gongkai.desk.screens import screens
from gongkai.desk.visit import NoReportError, Screen, Visit, answer
from gongkai.html.frame import Link
from gongkai.source.text import told

ASSETS, DOOR = "assets", "door"
SAID = {
    404: "没有这个网页；网址可能写错了，或者这份报告已经不在",
    405: "这个网址不能这样用",
    413: TOO_LARGE,
    400: "请求写得不对，没有执行",
}
BROKEN = "程序自身出错：{}。没有写入任何文件；请把这一句告诉维护者"


def application(desk: Desk, keeper: Doorkeeper) -> Flask:
    app = Flask("gongkai.desk", static_folder=None, template_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST
    app.config["MAX_FORM_MEMORY_SIZE"] = 4_000_000  # bytes of text fields
    app.add_url_rule("/assets/<name>", ASSETS, asset)
    app.add_url_rule("/open/<token>", DOOR, partial(door, keeper))
    every = screens()
    for screen in every:
        app.add_url_rule(screen.path, screen.name, partial(shown, screen, desk, keeper, every), methods=screen.methods)

    @app.before_request
    def at_the_door() -> Response | None:
        refused = keeper.refusal(request, public=request.endpoint in (ASSETS, DOOR))
        return plain_page(refused[1], refused[0]) if refused else None

    @app.after_request
    def headed(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    @app.errorhandler(Exception)
    def failed(error: Exception) -> Response:
        return sentence_for(error, Visit(desk, keeper, request, every))

    return app


def shown(screen: Screen, desk: Desk, keeper: Doorkeeper, every: tuple[Screen, ...], **named: object) -> Response:
    return screen.show(Visit(desk, keeper, own_request(), every), **named)


def own_request() -> Request:
    found: Callable[[], Request] = request._get_current_object  # type: ignore[attr-defined]
    return found()


def asset(name: str) -> Response:
    for each in desk_assets().values():
        if each.name == f"assets/{name}":
            kind = "text/css" if name.endswith(".css") else "text/javascript"
            return Response(each.content, content_type=f"{kind}; charset=utf-8")
    return plain_page(SAID[404], 404)


def door(keeper: Doorkeeper, token: str) -> Response:
    """Lets a browser in. The page leads on by itself: a redirect would count as coming from wherever the link stood."""
    if not keeper.opens(token):
        return plain_page(NO_SESSION, 403)
    return keeper.admit(plain_page("工作台已经打开。", 200, onward="/"))


def plain_page(sentence: str, status: int, onward: str = "") -> Response:
    """For whoever is not inside: nothing of the county stands on it."""
    assets = {name: f"/{each.name}" for name, each in desk_assets().items()}
    around = {"organ": "", "notice": "", "menu": (), "path": (), "assets": assets, "form_token": "", "said": (), "inside": False}
    title = "公开工作台" if status == 200 else "没有执行"
    view = {**around, "title": title, "sentence": sentence, "onward": onward, "details": ()}
    return answer(rendered("sentence.html", view), status)


def sentence_for(error: Exception, visit: Visit) -> Response:
    """One sentence for a person; the files are as they were."""
    if isinstance(error, NoReportError):
        details = [str(problem) for problem in error.problems]
        view = {"sentence": "这份报告现在读不出来，请先照下面的话改好", "details": details, "onward": ""}
        return visit.page("sentence.html", "读不出这份报告", view, path=(Link("总览", "/"),), status=404)
    if isinstance(error, HTTPException):
        return plain_page(SAID.get(error.code or 500, SAID[400]), error.code or 500)
    if isinstance(error, OSError):
        return plain_page(f"没有做完：{told(error)}。已有的文件没有改动", 500)
    return plain_page(BROKEN.format(f"{type(error).__name__}: {error}"), 500)
