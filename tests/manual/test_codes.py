"""Each example of the page of other codes is done: one thing typed in a new county's folder, one command, and the line it prints."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from gongkai.cli import main
from manual.macros.codes import code_groups
from tests.examples.filling import fill_in

ENTRIES = [entry for group in code_groups() for entry in group["codes"]]


@pytest.fixture(scope="module")
def new_county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("new") / "示例县"
    assert main(["init", "示例县", "--into", str(folder)]) == 0
    assert main(["new", "2024", "shili", "--data", str(folder / "data")]) == 0
    fill_in(folder / "data/reports/2024/shili")
    assert main(["ready", "2024", "shili", "--data", str(folder / "data"), "--yes"]) == 0
    return folder


def type_in(file: Path, entry: Mapping[str, Any]) -> None:
    """A part of the file typed otherwise, or the whole file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    text = file.read_text("utf-8") if "find" in entry else ""
    assert text.count(entry.get("find", "")) == 1
    file.write_text(text.replace(entry.get("find", ""), entry["typed"]), "utf-8")


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_an_example_prints_what_the_manual_says(
    entry: Mapping[str, Any],
    new_county: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path / "示例县"
    shutil.copytree(new_county, folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("GONGKAI_FONTS", "/nowhere")
    if "file" in entry:
        type_in(folder / entry["file"], entry)
    main(shlex.split(entry.get("command", "gongkai check"))[1:])
    printed = capsys.readouterr().out.splitlines()
    assert entry["printed"] in printed
    assert entry["printed"].endswith(f"[{entry['id']}]")
