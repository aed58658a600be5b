"""The fictional county's folder is one that `gongkai init` makes: with data, pages and a face of its own, and nothing else around it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from gongkai.cli import main
from gongkai.county.accessibility import FILE as MEASURED

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "examples/demo"
GENERATOR = {"generator", "county.yml", "sentences.yml", "statistics.yml", "mistakes.yml"}
CATALOGUE = {
    "catalogue.yml",
    "catalogue_earlier.yml",
    "catalogue_mistakes.yml",
    "documents.yml",
    "portal.yml",
    "guides.yml",
    "map.yml",
}
PUBLISHED = {"addresses.txt", "redirects.yml", "words.yml", "workdays.yml"}  # copied into the data
MADE = {"data", "archive", "site", ".cache"}


@pytest.fixture
def anew(tmp_path: Path) -> Path:
    assert main(["init", "示例县", "--into", str(tmp_path / "anew")]) == 0
    return tmp_path / "anew"


def told(file: Path) -> list[str]:
    """What is stated, without what is only explained."""
    return [line for line in file.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]


def test_around_the_data_are_the_files_of_init_with_the_same_settings(anew: Path) -> None:
    files = [file.relative_to(anew) for file in anew.rglob("*") if file.is_file() and file.name != ".gitkeep"]
    around = [file for file in files if file.parts[0] not in ("data", "schemas")]  # nobody types in the demo's data
    assert len(around) == 5
    for file in around:
        own = told(DEMO / file)
        assert [line for line in own if line in told(anew / file)] == told(anew / file), file
        assert file.name == ".gitignore" or own == told(anew / file), file
    assert (DEMO / ".ci/run").stat().st_mode & 0o111


def test_nothing_else_stands_there(anew: Path) -> None:
    there = {path.name for path in DEMO.iterdir()} - MADE - {"__pycache__"}
    assert there - {path.name for path in anew.iterdir()} == GENERATOR | CATALOGUE | PUBLISHED


def test_the_data_states_what_a_new_county_states_and_more(anew: Path, county_data: Path) -> None:
    for name in ("site.yml", "agencies.yml"):
        new, own = (yaml.safe_load((folder / name).read_text("utf-8")) for folder in (anew / "data", county_data))
        assert {key: own[key] for key in new} == new, name


def test_nothing_is_said_to_have_been_measured(county_data: Path) -> None:
    assert not (county_data / MEASURED).exists()
