"""The style and the scripts of the column where a host frames it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

from gongkai.county.face.colours import painted
from gongkai.county.face.reading import Face
from gongkai.county.face.schemes import Schemes, schemes
from gongkai.county.face.settings import Colours
from gongkai.html.assets import Asset, assets, named, parts, values
from gongkai.html.fragments import FOLDER
from gongkai.html.host.scoping import SCOPE, scoped
from gongkai.html.lowered import lowered

HERE = resources.files("gongkai") / "html" / "host"
# How hosts say that they are dark: Material for MkDocs, and Bootstrap, which MkDocs' own theme is made with.
DARK = ('[data-md-color-scheme="slate"]', '[data-bs-theme="dark"]')
# The grounds of the same hosts; a host that has none of these names leaves ours.
GROUND = "var(--md-default-bg-color, var(--bs-body-bg, {}))"
OWN_FRAME = ("style", "early", "script")
OF_CONTENT = ("folded", "read-aloud")  # components whose scripts do not belong to the frame


@cache
def host_assets() -> Mapping[str, Asset]:
    """Named as those of the own frame. Of its scripts those that belong to the frame (menu, display) are not among them."""
    style = "\n".join(
        (text("host.css"), lowered(scoped("\n".join(parts("style.css")))), text("settings.css"), host_colours(schemes()))
    )
    return {
        "style": named("css", f"{style}\n", "host"),
        "early": named("js", text("early.js"), "host"),
        "script": named("js", "".join((FOLDER / name / "script.js").read_text("utf-8") for name in OF_CONTENT), "host"),
        **{name: asset for name, asset in assets().items() if name not in OWN_FRAME},
    }


@cache
def host_face_style(face: Face) -> Asset | None:
    """The county's colours and its own sheet; None where it has neither."""
    own = [host_colours(painted(face.settings.colours))] if face.settings.colours != Colours() else []
    sheet = "\n".join((*own, *([scoped(face.style)] if face.style else [])))
    return named("css", f"{sheet}\n", "host-face") if sheet else None


def all_assets(face: Face) -> Iterator[Asset]:
    yield from host_assets().values()
    if style := host_face_style(face):
        yield style


def host_colours(of: Schemes) -> str:
    """As the host is: light or dark. Paper is always white."""
    light, dark = ({**of[name], "paper": GROUND.format(of[name]["paper"])} for name in ("light", "dark"))
    selectors = ", ".join(f"{each} {SCOPE}" for each in DARK)
    return "\n".join(
        (
            f"{SCOPE} {values(light)}",
            f"@media screen {{ {selectors} {values(dark)} {selectors} {{ color-scheme: dark; }} }}",
        )
    )


def text(name: str) -> str:
    return (HERE / name).read_text("utf-8")
