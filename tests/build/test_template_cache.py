"""What templates are compiled to is kept; whatever happens to it, a page comes out the same."""

import pytest
from jinja2 import Environment

from gongkai.build import template_cache
from gongkai.build.template_cache import TemplateCache
from gongkai.html.fragments import environment

VIEW = {"label": "往年", "links": [{"text": "二〇二〇年 <报告>", "href": "2020/"}]}


def page(folder):
    """By templates that nobody has loaded yet."""
    fresh = environment().overlay(cache_size=0, bytecode_cache=TemplateCache(folder))
    return fresh.get_template("links/template.html").render(view=VIEW)


@pytest.fixture
def compilations(monkeypatch):
    """The templates that had to be compiled."""
    found = []
    compile = Environment.compile
    monkeypatch.setattr(Environment, "compile", lambda self, *given, **named: found.append(1) or compile(self, *given, **named))
    return found


def test_a_template_is_compiled_once(tmp_path, compilations):
    assert page(tmp_path) == page(tmp_path)
    assert "二〇二〇年 &lt;报告&gt;" in page(tmp_path)
    assert len(compilations) == 1


@pytest.mark.parametrize("cut", [0, 10, 100, -1])
def test_what_was_cut_short_is_compiled_anew(tmp_path, compilations, cut):
    expected = page(tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(kept.read_bytes()[:cut])
    assert page(tmp_path) == expected
    assert len(compilations) == 2


def test_another_version_compiles_anew(tmp_path, compilations, monkeypatch):
    page(tmp_path)
    monkeypatch.setattr(template_cache, "code_digest", lambda: "another")
    page(tmp_path)
    assert len(compilations) == 2
    assert len(list(tmp_path.iterdir())) == 1
