"""A page from a shell is, byte for byte, the page that its templates give when they are rendered for it alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from gongkai.pages.building import sums_of
from gongkai.pages.facts import known_facts
from gongkai.pages.making import read, units_of
from gongkai.render.fragments import fragment
from gongkai.render.frame import Frame, Link
from gongkai.render.shells import FromShells, ShellError, Shells, Singly
from gongkai.site import Site
from tests.pages.county import small_county


def known_units(county):
    site, agencies, catalogue, problems = read(county)
    assert problems == []
    facts = known_facts(county.data, site, agencies, sums_of(county).reports, county.cache)
    return units_of(county, site, agencies, catalogue, facts)


def outputs(county, press):
    units = known_units(county)
    object.__setattr__(units, "press", press)
    return dict(output for work in units.all() for output in work.make())


@pytest.mark.parametrize("first", [3, 24, 130])
def test_every_page_of_a_county_is_the_same_from_a_shell_and_singly(tmp_path, first):
    county = small_county(tmp_path, first=first)
    spliced, single = outputs(county, FromShells()), outputs(county, Singly())
    assert spliced.keys() == single.keys()
    different = [path for path in single if spliced[path] != single[path]]
    assert different == []
    assert "fdzdgknr/social-assistance/e3/index.html" in spliced
    assert b"&lt;b&gt;\xe2\x80\x9cA&amp;B\xe2\x80\x9d&lt;/b&gt;" in spliced["fdzdgknr/social-assistance/e3/index.html"]


TEXT = st.text(st.sampled_from("甲乙<>&\"'a \ue000\ue001\ue002\ue003\ue004019{}%")).map(lambda text: " ".join(text.split()))
ROW = st.fixed_dictionaries(
    {
        "marks": TEXT,
        "number": TEXT,
        "with_field": st.booleans(),
        "field": TEXT,
        "matter": st.one_of(TEXT, TEXT.map(lambda text: Markup("<br>").join([text, text]))),
        "href": TEXT,
        "submatter": TEXT,
        "time_limit": TEXT,
        "publisher": TEXT,
        "channels": TEXT,
        "levels": TEXT,
    }
).map(lambda view: view if view["with_field"] else {**view, "field": ""})
SHELLS, PRESS = Shells(), FromShells()


@settings(max_examples=200)
@given(ROW)
def test_a_record_may_hold_anything_even_the_marks(view):
    assert SHELLS.fragment("catalogue-row", view) == fragment("catalogue-row", view)


SITE = Site(county="示例县", government="示例县人民政府", government_agency="demo")
FRAME = st.builds(
    Frame,
    title=TEXT,
    description=TEXT,
    up=st.sampled_from(["../", "../../"]),
    menu=st.just((Link("首页", ""), Link("年报", "zfxxgknb/"))),
    site=st.just(SITE),
    part=st.sampled_from(["", "zfxxgknb/"]),
    path=st.lists(st.builds(Link, TEXT, TEXT), max_size=3).map(tuple),
    labels=st.dictionaries(st.sampled_from(["ArticleTitle", "Keywords"]), TEXT),
    canonical=TEXT,
    within=TEXT,
)


@settings(max_examples=200)
@given(FRAME, TEXT)
def test_a_frame_may_hold_anything_even_the_marks(frame, content):
    html = Markup("<p>{}</p>").format(content)
    assert PRESS.page(frame, html) == Singly().page(frame, html)


def test_fixed_words_may_not_hold_the_marks():
    site = SITE.model_copy(update={"government": "示例\ue002县"})
    frame = Frame(title="甲", description="", up="", menu=(Link("首页", ""),), site=site)
    with pytest.raises(ShellError, match="私用区"):
        FromShells().page(frame, Markup(""))


def test_a_template_that_does_not_print_a_word_is_refused():
    view = {"label": "甲", "links": [{"href": "a", "text": "乙", "unused": "丙"}]}
    with pytest.raises(ShellError, match="没有用到"):
        Shells().fragment("links", view)
