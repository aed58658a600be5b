"""Work that is spread: not by copying a process that has threads, and by none that outlives it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from gongkai.build.processes import FEW
from gongkai.files import BusyError, held

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


WORKING = """
import sys, time
from pathlib import Path
from gongkai.build.processes import spread
from gongkai.files import held
def work(number):
    print(number, flush=True)
    time.sleep(60)
with held(Path(sys.argv[1]), "busy"):
    spread(work, range({items}), jobs=2)
"""


def test_killed_it_leaves_no_process_that_holds_what_it_held(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    command = [sys.executable, "-c", WORKING.format(items=2 * FEW), str(lock)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, start_new_session=True) as working:
        assert working.stdout
        working.stdout.readline()  # a copy is at work
        working.send_signal(signal.SIGKILL)
        working.wait()
        try:
            assert is_free(lock, within=10)
        finally:
            if not is_free(lock, within=0):
                os.killpg(working.pid, signal.SIGKILL)


def is_free(lock: Path, within: float) -> bool:
    ends = time.monotonic() + within
    while True:
        try:
            with held(lock, "busy"):
                return True
        except BusyError:
            if time.monotonic() >= ends:
                return False
            time.sleep(0.05)
