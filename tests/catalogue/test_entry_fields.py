"""The fields of an entry are named once: what is read, written, labelled and shown agrees with it."""

from __future__ import annotations

import dataclasses
from datetime import date

from gongkai.catalogue.entries import Audience, Channel, Channels, Entry, entry_value, entry_values
from gongkai.catalogue.entry_fields import ENTRY_FIELDS, ENTRY_NAMES
from gongkai.catalogue.reading import EntryReader
from gongkai.catalogue.writing import entry_text
from gongkai.downloads import catalogue_csv, catalogue_sheet
from gongkai.html.pages.catalogue import entry_page
from gongkai.source.record_reader import NOTHING
from gongkai.source.records import Layout, read_records
from gongkai.statute.catalogue_standard import entry_labels, standard

BESIDES = {"field", "extra", "place"}  # what an entry knows and does not say under a name of its own
SAMPLES = {
    "text": "甲",
    "channels": Channels((Channel("政府网站", True),)),
    "audience": Audience(everyone=True),
    "several": ("甲", "乙"),
    "day": date(2021, 3, 2),
}


def sample():
    said = {field.attribute: SAMPLES[field.kind] for field in ENTRY_FIELDS}
    return Entry(field="taxation", extra=NOTHING, place=None, **{**said, "id": "7"})


def test_every_part_of_an_entry_is_a_field_and_has_a_label():
    assert {field.attribute for field in ENTRY_FIELDS} == {part.name for part in dataclasses.fields(Entry)} - BESIDES
    assert set(entry_labels()) == set(ENTRY_NAMES)


def test_what_is_written_is_read_again(tmp_path):
    file = tmp_path / "taxation.yml"
    file.write_text(f"entries:\n{entry_text(sample())}\n", "utf-8")
    problems = []
    records, _ = read_records(file, Layout("entries", ("defaults",)))
    entry = EntryReader("taxation", None, (), problems).entry(records.records[0])
    assert problems == []
    assert entry == sample()
    assert [name for name, value in entry_values(entry) if value] == list(ENTRY_NAMES)


def test_each_name_gives_what_the_file_says():
    assert {name: entry_value(sample(), name) for name in ENTRY_NAMES} == dict(entry_values(sample()))


def test_outputs_have_each_field_under_its_label():
    labels = entry_labels()
    assert [label for label in labels.values() if label not in catalogue_csv.header()] == [labels["channels"]]  # two columns
    assert {column.label for column in catalogue_sheet.added(field_of(sample()))} == {c.label for c in standard().added_columns}
    assert set(entry_page.SHOWN) == {column.key for column in standard().columns} - {"publisher", "channels"}


def field_of(entry):
    return catalogue_sheet.Field("taxation", "税收管理", "税收管理", ("县级",), (), None, (entry,), None)
