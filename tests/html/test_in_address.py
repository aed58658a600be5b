"""What a link to the form holds of an entry: the same as the standard library would write, which takes eight times as long."""

from __future__ import annotations

from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st

from gongkai.html.pages.catalogue.entry_page import in_address


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_text_is_written_as_the_standard_library_writes_it(text):
    assert in_address(text) == quote(text, safe="")
