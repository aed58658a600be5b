"""A county's colours in the schemes of the pages: what is made of them, whether it can be read, and what near them could be.

Contrast is that of WCAG 2.2 (relative luminance of sRGB); text wants 7:1, level AAA, on every ground that it stands on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import fields
from functools import partial
from typing import NamedTuple

from gongkai.county.face.schemes import DARK, LEAST, LIGHT, TEXT, Scheme, Schemes, schemes
from gongkai.county.face.settings import Colours, DarkColours
from gongkai.drawn import legibility

ROLES = {"primary": "blue", "accent": "red", "bar": "bar"}
ROLE_NAMES = {"primary": "主色", "accent": "强调色", "bar": "页头底色"}
GROUND_NAMES = {
    "paper": "页面底色",
    "band": "页脚底色",
    "blue-soft": "浅色底（由主色调出）",
    "mark": "检索标记的底色",
    "bar-ink": "页头的文字",
}
SCHEME_NAMES = {LIGHT: "浅色", DARK: "深色"}
SOFT = {LIGHT: 0.09, DARK: 0.11}  # how much of the primary colour is in the soft ground
DIMMED = 0.6  # how light a dark header is beside the light scheme's
STEPS = 256


class LowContrast(NamedTuple):
    """A stated colour that cannot be read on `ground` (or `ground` on it). `instead` is the nearest that can; empty if none."""

    key: tuple[str, ...]
    role: str
    scheme: str
    colour: str
    ground: str
    ground_colour: str
    ratio: float
    instead: str


def contrast(one: str, other: str) -> float:
    """
    >>> round(contrast("#000000", "#ffffff"), 2), round(contrast("#767676", "#ffffff"), 2)
    (21.0, 4.54)
    """
    return legibility.contrast(parts(one), parts(other))


def parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def colour_of(rgb: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in rgb)


def with_lightness(colour: str, change: Callable[[float], float]) -> str:
    """The same hue, lighter or darker."""
    hue, lightness, saturation = rgb_to_hls(*parts(colour))
    return colour_of(hls_to_rgb(hue, change(lightness), saturation))


def lightened(lightness: float, by: float) -> float:
    return lightness + (1 - lightness) * by


def darkened(lightness: float, by: float) -> float:
    return lightness * (1 - by)


def mixed(ground: str, colour: str, share: float) -> str:
    red, green, blue = (one + (other - one) * share for one, other in zip(parts(ground), parts(colour), strict=True))
    return colour_of((red, green, blue))


# ---- The schemes in the county's colours


def painted(colours: Colours) -> Schemes:
    """The package's schemes with the county's colours in them; high contrast stays as it is."""
    light = light_scheme(colours)
    return {**schemes(), LIGHT: light, DARK: dark_scheme(colours)}


def light_scheme(colours: Colours) -> Scheme:
    own = {role: getattr(colours, role) for role in ROLES}
    own["bar"] = own["bar"] or own["primary"]
    return with_roles(LIGHT, own)


def dark_scheme(colours: Colours) -> Scheme:
    """What is not stated for it is made of the light scheme's: as light as it must be to be read, the header darker."""
    own = {role: getattr(colours.dark, role) for role in ROLES}
    bar = colours.bar or colours.primary
    own["bar"] = own["bar"] or (with_lightness(bar, lambda lightness: lightness * DIMMED) if bar else "")
    for role in ("primary", "accent"):
        stated = getattr(colours, role)
        own[role] = own[role] or (nearest(DARK, role, stated) if stated else "")
    return with_roles(DARK, own)


def with_roles(scheme: str, own: Mapping[str, str]) -> Scheme:
    base = schemes()[scheme]
    found = {**base, **{ROLES[role]: colour for role, colour in own.items() if colour}}
    return found | {"blue-soft": mixed(base["paper"], own["primary"], SOFT[scheme])} if own.get("primary") else found


# ---- Whether they can be read


def low_contrasts(colours: Colours) -> Iterator[LowContrast]:
    """The worst meeting of each colour that the county states, where it is below AAA."""
    stated = (((), LIGHT, colours), (("dark",), DARK, colours.dark))
    for path, scheme, values in stated:
        for role in roles_in(values):
            if found := worst(scheme, role, getattr(values, role)):
                ground, ground_colour, ratio = found
                instead = nearest(scheme, role, getattr(values, role))
                key = (*path, role)
                yield LowContrast(key, role, scheme, getattr(values, role), ground, ground_colour, ratio, instead)


def roles_in(values: Colours | DarkColours) -> list[str]:
    return [each.name for each in fields(values) if each.name in ROLES and getattr(values, each.name)]


def worst(scheme: str, role: str, colour: str) -> tuple[str, str, float] | None:
    """Where the colour is read worst: the name of what it meets, its colour, the ratio. None where all is well."""
    whole = with_roles(scheme, {role: colour})
    met = {other for pair in TEXT if ROLES[role] in pair for other in pair} - {ROLES[role]}
    ratios = {other: contrast(colour, whole[other]) for other in sorted(met)}
    name = min(ratios, key=lambda other: ratios[other])
    return (name, whole[name], ratios[name]) if ratios[name] < LEAST else None


def nearest(scheme: str, role: str, colour: str) -> str:
    """The colour itself, or its hue as little darker (or, on a dark page, lighter) as it takes; empty where none can be read."""
    lighter = scheme == DARK and role != "bar"
    for step in range(STEPS + 1):
        found = with_lightness(colour, partial(lightened if lighter else darkened, by=step / STEPS))
        if worst(scheme, role, found) is None:
            return found
    return ""


def contrast_message(low: LowContrast) -> str:
    """In the office's words. The ratio is cut, not rounded: 6.99 is not 7."""
    instead = f"；相近的 {low.instead} 可以" if low.instead else ""
    ground = f"{GROUND_NAMES[low.ground]} {low.ground_colour}"
    ratio = int(low.ratio * 100) / 100
    return (
        f"{ROLE_NAMES[low.role]} {low.colour} 与{SCHEME_NAMES[low.scheme]}配色的{ground} 对比只有 {ratio}:1，"
        f"不到 {LEAST}:1（WCAG 2.2 AAA 级），看不清{instead}"
    )
