"""Counties handed out by Dask: to workers on this machine, or to those of a scheduler anywhere that shares the folders."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from logging import CRITICAL
from typing import Any

from gongkai.province.building import RETRIES, build_county

Work = Callable[[Any], Any]
HandedOut = Callable[[Sequence[Any]], list[Any]]
"""Does a piece of work for each task, and gives the results in the order of the tasks."""


class NoDaskError(RuntimeError):
    """Dask is not installed, or there is no scheduler at the address."""


CONNECTING = 5  # seconds that a scheduler has to answer


@contextmanager
def handed_out(workers: int = 0, scheduler: str = "", work: Work = build_county) -> Iterator[HandedOut]:
    """`workers` processes here, or the workers of a scheduler at that address; each county is given to `work`."""
    try:
        from distributed import Client, LocalCluster  # noqa: PLC0415 - an optional part, and slow to load
    except ImportError:
        raise NoDaskError("没有安装 Dask；请运行 pip install 'gongkai[province]'，或不写 --workers 和 --scheduler") from None
    with ExitStack() as stack:
        if not scheduler:
            # What goes wrong with a county comes back as its result; all else is said of a cluster that is being closed.
            cluster = LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=CRITICAL)
            scheduler = stack.enter_context(cluster).scheduler_address
        try:
            client = stack.enter_context(Client(scheduler, timeout=CONNECTING))
        except (OSError, ValueError):  # nobody answers; not written as an address
            raise NoDaskError(
                f"连不上 Dask 调度器“{scheduler}”；请核对地址（例如 tcp://10.0.0.1:8786），看它是否在运行"
            ) from None
        yield lambda tasks: results(client, tasks, work)


def results(client: Any, tasks: Sequence[Any], work: Work = build_county) -> list[Any]:
    """In the order of the tasks. A county whose worker died is begun again on another."""
    futures = client.map(work, tasks, pure=False, retries=RETRIES)
    found: list[Any] = client.gather(futures)
    return found
