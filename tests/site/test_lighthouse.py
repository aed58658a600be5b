"""Lighthouse as a phone sees the site: 100 in all four, the largest paint within 1.2 s of its simulated slow network, nothing moves."""

import json
import os
import shutil
import subprocess

import pytest

from .conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.audit]
LIGHTHOUSE = ROOT / "tests/lighthouse/node_modules/lighthouse/cli/index.js"
TRIES = 3  # the processor's share of the score depends on what else the machine does; the best of three counts


def measured(url, target):
    command = ["node", str(LIGHTHOUSE), url, "--quiet", "--output=json", f"--output-path={target}"]
    flags = ["--chrome-flags=--headless=new --no-sandbox --disable-gpu"]
    env = {**os.environ, "CHROME_PATH": shutil.which("chromium")}
    subprocess.run([*command, *flags], env=env, check=True, capture_output=True)
    found = json.loads(target.read_text("utf-8"))
    scores = {name: category["score"] for name, category in found["categories"].items()}
    return scores | {
        "paint": found["audits"]["largest-contentful-paint"]["numericValue"] <= 1200,
        "shift": found["audits"]["cumulative-layout-shift"]["numericValue"],
    }


BEST = {"performance": 1, "accessibility": 1, "best-practices": 1, "seo": 1, "paint": True, "shift": 0}


@pytest.mark.parametrize("path", ["", "zfxxgknb/", "zfxxgknb/2020/"])
def test_all_four_are_100(packed, path, tmp_path):
    tries = []
    for number in range(TRIES):
        tries.append(measured(f"{packed}/{path}", tmp_path / f"{number}.json"))
        if tries[-1] == BEST:
            return
    raise AssertionError(tries)
