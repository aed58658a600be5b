"""One build at a time makes a site: two would take the folder in which it is made away from each other."""

from __future__ import annotations

from contextlib import ExitStack

from gongkai.build.project import Project
from gongkai.build.rights import WRITE_RULE
from gongkai.files import BusyError, held, lock_of
from gongkai.problems import Position, Problem, shown


class Turn:
    """A build's turn: nobody else makes its site meanwhile, or another one of the same data, whose cache is the same."""

    def __init__(self) -> None:
        self.locks = ExitStack()
        self.begun = False

    def begin(self, project: Project) -> list[Problem]:
        """Why it is not this build's turn. Begun once, until its end; what a preview makes again and again is one turn."""
        if self.begun:
            return []
        try:
            for folder, why in ((project.site, "另一个生成正在写这个文件夹"), (project.cache, "这个县的另一个生成正在进行")):
                self.locks.enter_context(held(lock_of(folder), f"{why}，请等它结束再试"))
        except BusyError as error:
            return [Problem(Position(shown(project.site)), WRITE_RULE, str(error))]
        self.begun = True
        return []

    def end(self) -> None:
        self.locks.close()
        self.begun = False
