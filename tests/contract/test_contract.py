"""The oldest browsers that the column promises to work in: what its scripts and styles use is known to every one of them."""

import json
import subprocess
from pathlib import Path

import pytest
import yaml

from gongkai.html.assets import assets, stylesheet
from gongkai.html.fragments import fragment

HERE = Path(__file__).parent
CONTRACT = yaml.safe_load((HERE / "contract.yml").read_text("utf-8"))
NAMES = {"Chromium": "chrome", "Safari": "safari", "Firefox": "firefox"}
CASES = yaml.safe_load((HERE / "cases.yml").read_text("utf-8"))


def unknown(**sheets):
    """By name, what some browser of the contract does not know of those `scripts` and `styles`."""
    job = json.dumps({**CONTRACT, **sheets})
    command = ["node", str(HERE / "check.mjs")]
    done = subprocess.run(command, input=job, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_readers_are_told_what_is_promised():
    oldest = CONTRACT["browsers"]
    stated = fragment("statement", {"organ": "示例县人民政府", "result": False, "date": "", "contact": []})
    assert [f"{name} {oldest[id]} 以上" in stated for name, id in NAMES.items()] == [True] * len(NAMES)
    assert oldest["webview_android"] == oldest["chrome"]
    assert oldest["safari_ios"] == oldest["safari"]


def test_every_script_is_in_the_language_of_the_oldest_browser():
    scripts = {asset.name: asset.content for asset in assets().values() if asset.name.endswith(".js")}
    assert len(scripts) > 4
    assert unknown(scripts=scripts) == {name: [] for name in scripts}


def test_the_style_holds_in_the_oldest_browser():
    assert unknown(styles={"style": stylesheet()}) == {"style": []}


@pytest.mark.parametrize("kind", ["scripts", "styles"])
def test_what_is_too_new_is_found(kind):
    """The check is worth nothing if it says nothing."""
    cases = CASES[kind]
    found = unknown(**{kind: {str(number): text for number, text in enumerate(cases["new"])}}, ignored={})
    assert [text for number, text in enumerate(cases["new"]) if not found[str(number)]] == []


def test_a_list_is_lost_with_one_selector_that_is_not_known():
    assert unknown(styles={"": "a:focus-visible { color: red }"}) == {"": []}
    assert len(unknown(styles={"": "a:focus-visible, a:hover { color: red }"})[""]) == 1


@pytest.mark.parametrize("kind", ["scripts", "styles"])
def test_what_is_old_enough_is_left_alone(kind):
    cases = CASES[kind]
    assert unknown(**{kind: {text: text for text in cases["old"]}}) == {text: [] for text in cases["old"]}
