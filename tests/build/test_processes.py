"""Work that is spread: not by copying a process that has threads."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from gongkai.build.processes import FEW

ROOT = Path(__file__).parents[2]
PROGRAM = """
import os, threading
from gongkai.build.processes import spread
of_process = lambda _: os.getpid()
before, _ = spread(of_process, range({items}), jobs=2)
waiting = threading.Event()
thread = threading.Thread(target=waiting.wait)
thread.start()
meanwhile, _ = spread(of_process, range({items}), jobs=2)
waiting.set()
thread.join()
after, _ = spread(of_process, range({items}), jobs=2)
print(*(os.getpid() in pids for pids in (before, meanwhile, after)))
"""


def test_a_process_with_threads_does_its_work_alone() -> None:
    """A library's threads are not in the copy, which would wait for them for ever: a preview made once more would never come."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-c", PROGRAM.format(items=2 * FEW)]
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert (done.returncode, done.stdout) == (0, "False True False\n"), done.stderr
