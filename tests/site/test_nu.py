"""The W3C's own checker of HTML (Nu), on every page: as built, and as it stands after its scripts have run. No error, no warning."""

import json
import shutil
import subprocess

import pytest

from .conftest import ROOT

pytestmark = pytest.mark.browser
NU = ROOT / "tests/node/node_modules/vnu-jar/build/dist/vnu.jar"


def nu_findings(folder):
    """What Nu says of every HTML file of a folder."""
    command = ["java", "-jar", str(NU), "--format", "json", "--skip-non-html", str(folder)]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    return [f"{one['url'].rsplit('/', 3)[-3:]}: {one['message']}" for one in json.loads(said)["messages"]]


def test_as_built(site):
    assert nu_findings(site) == []


def test_after_scripts_ran(browser, address, site, tmp_path):
    page = browser.new_page()
    for built in sorted(site.rglob("index.html")):
        path = str(built.relative_to(site))
        page.goto(f"{address}/{path.removesuffix('index.html')}", wait_until="networkidle")
        page.get_by_role("button", name="关怀版").click()
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page.content(), "utf-8")
    page.close()
    assert nu_findings(tmp_path) == []


def test_a_fault_is_found(site, tmp_path):
    """The check can fail: an attribute that HTML does not have, an id twice."""
    shutil.copy(site / "index.html", tmp_path)
    page = tmp_path / "index.html"
    page.write_text(page.read_text("utf-8").replace("<h1", '<h1 id="content" scope="row"', 1), "utf-8")
    assert len(nu_findings(tmp_path)) >= 2
