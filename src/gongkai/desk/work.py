"""Long work: a command of gongkai run in the county's folder, one at a time; what it said is kept until the next one."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path


@dataclass(slots=True)
class Work:
    """`title` in the clerk's words, `words` as they would be typed after `gongkai`. `code` is None until it is done."""

    title: str
    words: tuple[str, ...]
    began: datetime = field(default_factory=datetime.now)
    done: threading.Event = field(default_factory=threading.Event)
    said: tuple[str, ...] = ()
    code: int | None = None

    @property
    def seconds(self) -> int:
        return int((datetime.now() - self.began).total_seconds())

    def wait(self, seconds: float) -> bool:
        """Whether it is done by then."""
        return self.done.wait(seconds)


class Works:
    """Of the county in that folder. A process of its own does the work: one that has threads is not copied to several processors,
    and a command says of the same fault here just what it says where it is typed.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lock = threading.Lock()
        self.last: Work | None = None

    @property
    def running(self) -> Work | None:
        return self.last if self.last and not self.last.done.is_set() else None

    def start(self, title: str, words: Sequence[str]) -> Work | None:
        """None, and nothing is begun, while another is being done."""
        with self.lock:
            if self.running:
                return None
            work = self.last = Work(title, tuple(words))
        threading.Thread(target=self.do, args=(work,), daemon=True).start()
        return work

    def do(self, work: Work) -> None:
        environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}  # its two streams come in the order of writing
        command = [sys.executable, "-m", "gongkai", *work.words]
        try:
            ended = subprocess.run(  # noqa: S603 - our own program; no shell reads its words
                command,
                cwd=self.folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
                check=False,
            )
            work.said, work.code = tuple(ended.stdout.splitlines()), ended.returncode
        except OSError as error:
            work.said, work.code = (f"没有能运行 gongkai：{error.strerror}",), 1
        finally:
            work.done.set()
