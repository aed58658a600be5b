"""Runs a command and says on its standard output, in JSON, what it used: `python measured.py SECONDS COMMAND …`.

A small process of its own: what a process is started from counts in its peak memory. After SECONDS of the clock the command
is stopped (0: never), and `done` is false.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time


def main(seconds: int, command: list[str]) -> None:
    start = time.perf_counter()
    quiet = os.open(os.devnull, os.O_WRONLY)
    actions = [(os.POSIX_SPAWN_DUP2, quiet, 1), (os.POSIX_SPAWN_DUP2, quiet, 2)]
    process = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
    stopped = False

    def stop(*_: object) -> None:
        nonlocal stopped
        stopped = True
        os.kill(process, signal.SIGKILL)

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    _, status, used = os.wait4(process, 0)
    signal.alarm(0)
    print(
        json.dumps(
            {
                "code": 0 if stopped else os.waitstatus_to_exitcode(status),
                "done": not stopped,
                "user": used.ru_utime,
                "system": used.ru_stime,
                "wall": time.perf_counter() - start,
                "memory": used.ru_maxrss / 1024,
            }
        )
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
