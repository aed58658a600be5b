"""How long the desk takes from a figure that is typed to the page that shows it, in the demo county.

    make demo && python -m benchmarks.desk_preview [--rounds 9]

Each round sends a figure as a browser does, asks for the page and looks for the figure on it; the county is a copy.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.county import ROOT
from gongkai.desk.application import application
from gongkai.desk.doorkeeper import Doorkeeper
from gongkai.desk.saving import Desk

HOST = "127.0.0.1:40001"
YEAR, AGENCY = 2025, "finance"
HOME = f"/reports/{YEAR}/{AGENCY}/"
CELL = "cell.licensing.administrative_licensing.decisions"


def measured(data: Path, rounds: int) -> list[tuple[float, float]]:
    """Seconds of saving, and of the page; of each round."""
    keeper = Doorkeeper(HOST)
    client = application(Desk(data), keeper).test_client()
    client.get(keeper.address().removeprefix(keeper.origin), base_url=keeper.origin)
    headers = {"Origin": keeper.origin, "Sec-Fetch-Site": "same-origin"}
    if not (data / f"reports/{YEAR}/{AGENCY}").is_dir():
        client.post(f"/new/{YEAR}/{AGENCY}/", data={"form_token": keeper.form_token}, base_url=keeper.origin, headers=headers)
    page = client.get(f"{HOME}preview/page", base_url=keeper.origin).headers["Location"]
    found, seen = [], ""
    for number in range(rounds):
        typed = str(70_000 + number)
        fields = {"form_token": keeper.form_token, CELL: typed, CELL.replace("cell.", "seen."): seen}
        began = time.perf_counter()
        answer = client.post(f"{HOME}tables/proactive_disclosure/", data=fields, base_url=keeper.origin, headers=headers)
        saved = time.perf_counter()
        html = client.get(page, base_url=keeper.origin).text
        shown = time.perf_counter()
        if answer.status_code != 303 or typed not in html:
            raise SystemExit(f"round {number}: {answer.status_code}, the figure is not on the page")
        found.append((saved - began, shown - saved))
        seen = typed
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        shutil.copytree(ROOT / "examples/demo/data", data)
        rounds = measured(data, options.rounds)
    for name, times in zip(("saved", "page"), zip(*rounds, strict=True), strict=True):
        print(f"{name}: median {median(times):.2f} s, slowest {max(times):.2f} s")


if __name__ == "__main__":
    main()
