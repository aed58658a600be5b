"""Every component gives, for each named example of its spec, exactly the HTML in its `expected` folder.

To see or renew what a component gives: `python tests/html/test_components.py`. A changed expectation is reviewed like a changed figure.
"""

from pathlib import Path

import pytest
import yaml

from gongkai.html import fragments

FOLDER = Path(fragments.__file__).parent / "components"
EXAMPLES = [
    (component, name, view)
    for component in fragments.components()
    for name, view in yaml.safe_load((FOLDER / component / "spec.yml").read_text("utf-8"))["examples"].items()
]


@pytest.mark.parametrize(("component", "name", "view"), EXAMPLES, ids=[f"{c}:{n}" for c, n, _ in EXAMPLES])
def test_example_gives_the_expected_html(component, name, view):
    expected = FOLDER / component / "expected" / f"{name}.html"
    assert fragments.fragment(component, view) + "\n" == expected.read_text("utf-8")


@pytest.mark.parametrize("component", fragments.components())
def test_component_is_complete(component):
    folder = FOLDER / component
    assert (folder / "style.css").is_file()
    assert {file.stem for file in (folder / "expected").glob("*.html")} == {n for c, n, _ in EXAMPLES if c == component}


def test_text_is_escaped_everywhere():
    assert "&lt;script&gt;" in fragments.fragment("letter", next(v for _, n, v in EXAMPLES if n == "without-number-and-signer"))


def test_a_view_that_lacks_a_name_is_refused():
    with pytest.raises(Exception, match="title"):
        fragments.fragment("key-figures", {"id": "x", "sentences": []})


def renew() -> None:
    for component, name, view in EXAMPLES:
        expected = FOLDER / component / "expected" / f"{name}.html"
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(fragments.fragment(component, view) + "\n", "utf-8")


if __name__ == "__main__":
    renew()
