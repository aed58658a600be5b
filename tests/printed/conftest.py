"""A county in which every agency once printed a report with a mistake of another kind, kept as printed; built once."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.build.project import project_in
from gongkai.build.site import build_site
from gongkai.collection import Collection, load_collection
from gongkai.problems import errors
from tests.checks import reading

CASES = yaml.safe_load((Path(__file__).parent / "mistakes.yml").read_text("utf-8"))
DOCUMENT = "年报.docx"
REASON = "原件已于当年印发"


@dataclass(frozen=True)
class Printed:
    """The built county, and where each case's report is: its year and agency."""

    folder: Path
    places: Mapping[str, tuple[int, str]]

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def collection(self) -> Collection:
        return load_collection(self.data)[0]

    def page(self, name: str) -> Path:
        """The folder of the report's page."""
        year, agency = self.places[name]
        return self.folder / "site" / "zfxxgknb" / str(year) / agency


def lines_of(case: dict[str, Any], document: bytes) -> str:
    """What the office writes into report.yml: the proof, and what it accepts."""
    accepted = case["accepted"] if isinstance(case["accepted"], list) else [case["accepted"]]
    common = {"reason": REASON, "by": "示例县人民政府办公室", "date": "2026-03-01", "as_printed": True}
    proof = {"source_document": DOCUMENT, "source_digest": hashlib.sha512(document).hexdigest()}
    return yaml.safe_dump(
        {**proof, "accepted": [{**each, **common} for each in accepted]}, allow_unicode=True, width=1000, sort_keys=False
    ).replace("'2026-03-01'", "2026-03-01")


def put(case: dict[str, Any], data: Path, agency: str) -> int:
    """The case's report under that agency, with the document as received; its year."""
    aside = data.parent / "aside"
    shutil.rmtree(aside, ignore_errors=True)
    folder = reading.written({**case, "add": lines_of(case, DOCUMENT.encode())}, aside)
    for report in sorted((aside / "reports").glob("*/demo")):
        text = (report / "report.yml").read_text("utf-8")
        target = data / "reports" / report.parent.name / agency
        shutil.copytree(report, target)
        text = text.replace("agency: demo\n", f"agency: {agency}\n")
        if "\npublished: " not in text:  # every one of them was public
            text = f"published: {int(report.parent.name) + 1}-03-20\n{text}"
        (target / "report.yml").write_text(text, "utf-8")
    year = int(folder.parent.name)
    source = data / "reports" / str(year) / agency / "source" / DOCUMENT
    source.parent.mkdir()
    source.write_bytes(DOCUMENT.encode())
    return year


def county_with(cases: list[dict[str, Any]], folder: Path) -> Mapping[str, tuple[int, str]]:
    data = folder / "data"
    data.mkdir()
    shutil.copy(reading.BASE / "site.yml", data / "site.yml")
    agencies = {case["name"]: f"office{number}" for number, case in enumerate(cases, start=1)}
    lines = [f"{id}: {{name: 示例县第{number}局, kind: government}}" for number, id in enumerate(agencies.values(), start=1)]
    (data / "agencies.yml").write_text((reading.BASE / "agencies.yml").read_text("utf-8") + "\n".join(lines) + "\n", "utf-8")
    return {case["name"]: (put(case, data, agencies[case["name"]]), agencies[case["name"]]) for case in cases}


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    folder = tmp_path_factory.mktemp("printed")
    places = county_with(CASES, folder)
    shutil.rmtree(folder / "aside")
    built = build_site(project_in(folder))
    assert [str(problem) for problem in errors(built.problems)] == []
    return Printed(folder, places)
