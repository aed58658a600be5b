"""What the editor's schema allows is what the reader reads, and what it marks the reader complains of too."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from gongkai.catalogue import load_catalogue
from gongkai.downloads.catalogue_schema import field_schema, items_schema
from tests.catalogue.test_loading import FIELD, ITEMS, WRONG

ROOT = Path(__file__).parents[2]
AS_TYPED = yaml.BaseLoader


def faults(schema, text):
    return [error.message for error in jsonschema.Draft7Validator(schema).iter_errors(yaml.load(text, AS_TYPED))]


def test_files_that_are_read_are_allowed():
    assert faults(field_schema(), FIELD.replace("publisher:\n", "publisher: ''\n")) == []
    assert faults(items_schema(), ITEMS) == []


@pytest.mark.parametrize(
    "wrong",
    ["titel: 社会救助", "- id: 乙", "basis: [一, 二]", "valid_from: 二月", "- number: 3\n    basis: 甲", "method: 自愿"],
)
def test_what_the_reader_refuses_is_marked(wrong, tmp_path):
    line = wrong if wrong.startswith("titel") else "title: 甲"
    entry = wrong if wrong.startswith("-") else f"- id: a\n    {wrong}" if not wrong.startswith("titel") else "- id: a"
    assert faults(field_schema(), f"{line}\nentries:\n  {entry}\n")


def test_the_schemas_lie_in_the_tree_as_they_are_made():
    assert json.loads((ROOT / "schemas/catalogue-field.json").read_text("utf-8")) == field_schema()
    assert json.loads((ROOT / "schemas/catalogue-items.json").read_text("utf-8")) == items_schema()


def test_a_file_full_of_faults_is_marked_in_the_editor_and_by_the_reader(tmp_path):
    assert len(faults(field_schema(), WRONG)) >= 4
    (tmp_path / "catalogue").mkdir()
    (tmp_path / "catalogue/social-assistance.yml").write_text(WRONG, "utf-8")
    assert len(load_catalogue(tmp_path / "catalogue")[1]) >= 4
