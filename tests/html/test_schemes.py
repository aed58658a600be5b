"""Every colour of text against every ground it stands on: AAA (7:1); edges and the focus mark: 3:1 (WCAG 2.2, 1.4.6, 1.4.11, 2.4.13)."""

import pytest

from gongkai.county.face.schemes import EDGES, TEXT, schemes


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", schemes())
@pytest.mark.parametrize(("pairs", "least"), [(TEXT, 7), (EDGES, 3)], ids=["text", "edges"])
def test_contrast(scheme, pairs, least):
    colours = schemes()[scheme]
    low = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in low.items() if ratio < least} == {}


def test_black_on_white_is_21_to_1():
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#767676", "#ffffff"), 1) == 4.5
