"""A page from a shell is, byte for byte, the page that its templates give when they are rendered for it alone."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from gongkai.build.making import Maker
from gongkai.build.manifest import Manifest
from gongkai.build.plan import plan_of
from gongkai.build.site import SiteBuild
from gongkai.build.writer import SiteWriter
from gongkai.county.portal import Site
from gongkai.html.frame import Frame, Link
from gongkai.html.pages.catalogue import cells
from gongkai.html.pages.catalogue.lists import list_view, row_view
from gongkai.html.shells import PlainRenderer, ShellError, ShellRenderer, Shells, Words, escaped_lines, lines
from gongkai.problems import errors
from tests.build.county import small_county


def targets_of(county, renderer):
    """The plan of a county, whose pages that renderer makes."""
    build = SiteBuild(county)
    assert errors(build.check()) == []
    plan = plan_of(county, build.county, build.setting, renderer, [])
    return plan, Maker(county, renderer, SiteWriter(county.site, county.site, Manifest()))


def outputs(county, renderer):
    plan, maker = targets_of(county, renderer)
    return dict(output for target in plan.targets for output in maker.outputs(target, []))


@pytest.mark.parametrize("first", [3, 24, 130])
def test_every_page_of_a_county_is_the_same_from_a_shell_and_singly(tmp_path, first):
    county = small_county(tmp_path, first=first)
    spliced, single = outputs(county, ShellRenderer()), outputs(county, PlainRenderer())
    assert spliced.keys() == single.keys()
    different = [path for path in single if spliced[path] != single[path]]
    assert different == []
    assert "fdzdgknr/social-assistance/e3/index.html" in spliced
    assert b"&lt;b&gt;\xe2\x80\x9cA&amp;B\xe2\x80\x9d&lt;/b&gt;" in spliced["fdzdgknr/social-assistance/e3/index.html"]


TEXT = st.text(st.sampled_from("甲乙<>&\"'a \ue000\ue001\ue002\ue003\ue004019{}%")).map(lambda text: " ".join(text.split()))
LINES = st.lists(TEXT.filter(bool), max_size=3).map("\n".join)
CELLS = st.lists(LINES, min_size=len(cells.CELLS), max_size=len(cells.CELLS)).map(escaped_lines)
ROW = st.builds(Words, st.tuples(LINES, LINES, LINES), st.just(()), CELLS, fixed=st.booleans()).map(
    lambda words: words if words.fixed else words._replace(html=[b"", *words.html[1:]])
)
FINISHED = TEXT.map(lambda text: f"<i>{text}</i>".encode()) | st.just(b"")


def list_of(captions):
    """A list's page in so many parts and one more."""
    return st.builds(
        Words,
        texts=st.tuples(TEXT.filter(bool), TEXT.filter(bool)),
        lists=st.tuples(
            *[st.lists(LINES, min_size=size, max_size=size) | st.just([]) for size in (4, 6, 4)],  # two of each
            st.lists(TEXT.filter(bool), min_size=captions, max_size=captions),
        ),
        html=st.tuples(*[FINISHED] * (captions + 3)),  # filters, what stands below, the parts
        fixed=st.booleans().map(lambda with_field: (with_field, (False, True))),
    )


LIST = (
    st.integers(0, 2).flatmap(list_of).map(lambda words: words if words.lists[0] else words._replace(fixed=(words.fixed[0], ())))
)
PRESS, SINGLY = ShellRenderer(), PlainRenderer()


@settings(max_examples=200)
@given(st.lists(LINES, min_size=1))
def test_cells_are_escaped_as_a_template_does_it(words):
    assert escaped_lines(words) == [lines(word).encode() for word in words]


@settings(max_examples=200)
@given(ROW)
def test_a_record_may_hold_anything_even_the_marks(words):
    row = ("catalogue-row", row_view, words)
    assert PRESS.fragment(*row) == SINGLY.fragment(*row)


@settings(max_examples=100)
@given(LIST)
def test_a_list_may_hold_anything_and_what_is_finished_is_left_alone(words):
    page = ("catalogue-list", list_view, words)
    assert PRESS.fragment(*page) == SINGLY.fragment(*page)


SITE = Site(county="示例县", government="示例县人民政府", government_agency="demo")
FRAME = st.fixed_dictionaries(
    {
        "title": TEXT,
        "description": TEXT,
        "up": st.sampled_from(["../", "../../"]),
        "menu": st.just((Link("首页", ""), Link("年报", "zfxxgknb/"))),
        "site": st.just(SITE),
        "part": st.sampled_from(["", "zfxxgknb/"]),
        "path": st.lists(st.builds(Link, TEXT, TEXT), max_size=3).map(tuple),
        "labels": st.dictionaries(st.sampled_from(["ArticleTitle", "Keywords"]), TEXT),
        "canonical": TEXT,
        "within": TEXT,
        "tree": st.sampled_from([b"", b"<nav>x</nav>"]),
    }
).map(lambda said: Frame(**said))


@settings(max_examples=200)
@given(FRAME, TEXT)
def test_a_frame_may_hold_anything_even_the_marks(frame, content):
    html = Markup("<p>{}</p>").format(content).encode()
    assert PRESS.page(frame, html) == SINGLY.page(frame, html)


def test_fixed_words_may_not_hold_the_marks():
    site = replace(SITE, government="示例\ue002县")
    frame = Frame(title="甲", description="", up="", menu=(Link("首页", ""),), site=site)
    with pytest.raises(ShellError, match="私用区"):
        ShellRenderer().page(frame, b"")


def test_a_template_that_does_not_print_a_word_is_refused():
    def view_of(words):
        href, text, unused = words.texts
        return {"label": "甲", "links": [{"href": href, "text": text, "unused": unused}]}

    with pytest.raises(ShellError, match="没有用到"):
        Shells().fragment("links", view_of, Words(("a", "乙", "丙")))
