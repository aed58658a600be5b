"""One request at the desk, and what its screens answer with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from flask import Request, Response, redirect
from werkzeug.exceptions import NotFound

from gongkai.desk.doorkeeper import Doorkeeper
from gongkai.desk.rendering import desk_assets, rendered
from gongkai.desk.saving import Desk
from gongkai.editing.found_report import FoundReport
from gongkai.html.frame import Link
from gongkai.problems import Problem


class Screen(NamedTuple):
    """`path` as Flask's routes are written. `menu` is its word in the menu, empty for a screen that another leads to.

    `show` takes the visit and what the path says.
    """

    name: str
    path: str
    show: Callable[..., Response]
    methods: tuple[str, ...] = ("GET",)
    menu: str = ""


class NoReportError(Exception):
    """There is no such report, or it cannot be read; `problems` say why."""

    def __init__(self, year: int, agency: str, problems: Sequence[Problem]) -> None:
        super().__init__(f"{year}/{agency}")
        self.year, self.agency, self.problems = year, agency, tuple(problems)


@dataclass(frozen=True, slots=True)
class Visit:
    desk: Desk
    keeper: Doorkeeper
    request: Request
    screens: Sequence[Screen]

    def report(self, year: int, agency: str) -> FoundReport:
        """The report that an address names. Only names that the county's own files have lead to a folder."""
        with self.desk.lock:
            collection, _ = self.desk.county.now()
            if agency not in collection.agencies or not 2008 <= year <= 2099:
                raise NotFound
            found, problems = self.desk.found(year, agency)
        if found is None:
            raise NoReportError(year, agency, problems)
        return found

    def page(
        self, template: str, title: str, view: Mapping[str, Any], *, path: Sequence[Link] = (), status: int = 200
    ) -> Response:
        """A screen in the frame. `path` are the screens above it, between the overview and itself."""
        collection, _ = self.desk.county.now()
        here = path[0].href if path else self.request.path
        around = {
            "title": title,
            "organ": collection.site.government if collection.site else "",
            "notice": (collection.site.notice or "") if collection.site else "",
            "menu": [{"title": s.menu, "href": s.path, "here": s.path == here} for s in self.screens if s.menu],
            "path": path if self.request.path != "/" else (),
            "assets": {name: f"/{asset.name}" for name, asset in desk_assets().items()},
            "form_token": self.keeper.form_token,
            "said": self.desk.heard(),
            "inside": True,
        }
        return answer(rendered(template, {**around, **view}), status)

    def go(self, address: str, say: str = "") -> Response:
        """On to another screen, which says what was done."""
        if say:
            self.desk.say(say)
        response = redirect(address, 303)
        assert isinstance(response, Response)
        return response

    def sent(self, name: str) -> str:
        """A field of the form that was sent, with one kind of line end; empty where it is not there."""
        return self.request.form.get(name, "").replace("\r\n", "\n").replace("\r", "\n")


def answer(html: str, status: int = 200) -> Response:
    return Response(html, status, content_type="text/html; charset=utf-8")
