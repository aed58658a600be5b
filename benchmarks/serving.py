"""How many requests a second the published column answers, beside the same nginx with one bare file of that size.

    apt-get install nginx-light wrk
    python benchmarks/serving.py SITE [--page zfxxgknb/2020/] [--rounds 9] [--seconds 3]

Both are servers of one nginx: ours with deploy/gongkai.conf, the other with a `root` and nothing else. They are measured in turn
(A B B A …), so that whatever else the machine does meets both; the ratio is the median of the rounds. Each as browsers ask and as
it is; with the processor time of nginx itself for a request, which a busy machine disturbs least.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import median

from gongkai.publish import publish

DEPLOY = Path(__file__).parents[1] / "src/gongkai/publish/deploy"
ASKED: Mapping[str, tuple[str, ...]] = {"gzip": ("-H", "Accept-Encoding: gzip"), "as is": ()}
BARE = "server {{ listen 127.0.0.1:{port}; root {root}; default_type text/html; }}\n"


def main() -> None:
    options = parser().parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        work.chmod(0o755)
        ours, bare = free_port(), free_port()
        sizes = prepared(options.site, options.page, work, ours, bare)
        user = "user root;" if os.geteuid() == 0 else ""
        nginx = shutil.which("nginx") or "/usr/sbin/nginx"
        command = [nginx, "-p", str(work / "run"), "-c", str(work / "run/nginx.conf"), "-g", f"daemon off; {user}"]
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
            try:
                time.sleep(1)
                print(f"{options.page or '/'}: {options.rounds} rounds of {options.seconds} s, load {os.getloadavg()[0]:.1f}")
                for how, headers in ASKED.items():
                    addresses = (
                        f"http://127.0.0.1:{ours}/zwgk/{options.page}",
                        f"http://127.0.0.1:{bare}/{how.replace(' ', '-')}.html",
                    )
                    report(how, sizes[how], compared(addresses, headers, server.pid, options))
            finally:
                server.terminate()


def parser() -> argparse.ArgumentParser:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("site", type=Path, help="what `make site` made")
    words.add_argument("--page", default="zfxxgknb/2020/")
    words.add_argument("--rounds", type=int, default=9)
    words.add_argument("--seconds", type=int, default=3)
    return words


def prepared(site: Path, page: str, work: Path, ours: int, bare: int) -> Mapping[str, int]:
    """The column published, the bare files beside it, one nginx for both. Returns the sizes, in bytes."""
    published, problems = publish(site, work / "srv")
    if published is None:
        raise SystemExit("\n".join(map(str, problems)))
    built = work / "srv/current/site" / page / "index.html"
    (work / "bare").mkdir()
    shutil.copy(built, work / "bare/as-is.html")
    shutil.copy(built.with_name("index.html.gz"), work / "bare/gzip.html")
    (work / "run").mkdir()
    shutil.copy(DEPLOY / "nginx.conf", work / "run")
    text = (DEPLOY / "gongkai.conf").read_text("utf-8").replace("/srv/gongkai", str(work / "srv"))
    text = text.replace("listen 80;", f"listen 127.0.0.1:{ours};").replace("listen [::]:80;", "")
    (work / "run/gongkai.conf").write_text(text + BARE.format(port=bare, root=work / "bare"), "utf-8")
    return {how: (work / "bare" / f"{how.replace(' ', '-')}.html").stat().st_size for how in ASKED}


def compared(
    addresses: tuple[str, str], headers: tuple[str, ...], master: int, options: argparse.Namespace
) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """For each round: (requests a second, microseconds of nginx for one) of ours and of the bare file."""
    rounds = []
    for number in range(options.rounds + 1):
        order = (0, 1) if number % 2 == 0 else (1, 0)
        got = {which: measured(addresses[which], headers, master, options.seconds) for which in order}
        rounds.append((got[0], got[1]))
    return rounds[1:]  # the first one warms up


def measured(address: str, headers: tuple[str, ...], master: int, seconds: int) -> tuple[float, float]:
    before = processor_time(master)
    done = subprocess.run(["wrk", "-t1", "-c16", f"-d{seconds}s", *headers, address], capture_output=True, text=True, check=True)
    if "Non-2xx" in done.stdout:
        raise SystemExit(f"{address}\n{done.stdout}")
    used = processor_time(master) - before
    requests = number_in(done.stdout, r"(\d+) requests in")
    return number_in(done.stdout, r"Requests/sec:\s+([\d.]+)"), used / requests * 1e6


def number_in(text: str, pattern: str) -> float:
    found = re.search(pattern, text)
    assert found, text
    return float(found[1])


def processor_time(master: int) -> float:
    """Seconds that nginx's workers have worked."""
    workers = Path(f"/proc/{master}/task/{master}/children").read_text("ascii").split()
    ticks = [Path(f"/proc/{worker}/stat").read_text("utf-8").rsplit(")", 1)[1].split()[11:13] for worker in workers]
    return sum(int(tick) for pair in ticks for tick in pair) / os.sysconf("SC_CLK_TCK")


def report(how: str, size: int, rounds: list[tuple[tuple[float, float], tuple[float, float]]]) -> None:
    ours, bare = (median(one[which][0] for one in rounds) for which in (0, 1))
    ratio = median(a[0] / b[0] for a, b in rounds)
    spread = sorted(a[0] / b[0] for a, b in rounds)
    work = tuple(median(one[which][1] for one in rounds) for which in (0, 1))
    print(
        f"{how:6} {size:6} bytes: {ours:7.0f} of {bare:7.0f} requests/s, ratio {ratio:.3f} ({spread[0]:.2f}–{spread[-1]:.2f});",
        end=" ",
    )
    print(f"nginx works {work[0]:.1f} µs of {work[1]:.1f} µs for one, {work[1] / work[0]:.3f}")


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


if __name__ == "__main__":
    main()
