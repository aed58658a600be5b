"""The style sheet and the scripts of every page, put together from the components, named by what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from gongkai.county.face.colours import painted
from gongkai.county.face.reading import Face
from gongkai.county.face.schemes import Scheme, Schemes, schemes
from gongkai.county.face.settings import Colours
from gongkai.html.fragments import FOLDER
from gongkai.html.lowered import lowered
from gongkai.source.package_data import load_package_data

FOLDER_NAME = "assets"
COMMENT = re.compile(r"^[ \t]*(?:/\*.*?\*/|//[^\n]*)[ \t]*\n", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Asset:
    """`name` is its address below the column. It changes with the content, so a server may let browsers keep it for good."""

    name: str
    content: str


@cache
def assets() -> Mapping[str, Asset]:
    """`style`, `early` (runs before anything is painted), `script`; and by its component the script that few pages need:
    its `page.js`, or the files that its `page.yml` names.
    """
    return {
        "style": named("css", stylesheet()),
        "early": named("js", uncommented((FOLDER / "display" / "early.js").read_text("utf-8"))),
        "script": named("js", scripts()),
        **{
            file.parent.name: named("js", uncommented(file.read_text("utf-8")))
            for file in sorted(Path(str(FOLDER)).glob("*/page.js"))
        },
        **{file.parent.name: named("js", joined(modules_of(file))) for file in of_components("page.yml")},
    }


def of_components(name: str) -> list[Path]:
    return sorted(Path(str(FOLDER)).glob(f"*/{name}"))


@cache
def fingerprint() -> str:
    """Changes with any template, style or script that makes a page look or behave as it does."""
    digest = sha256(stylesheet().encode())
    for file, content in ingredients():
        digest.update(f"{file.relative_to(str(FOLDER)).as_posix()} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()[:16]


def ingredients() -> Iterator[tuple[Path, bytes]]:
    """Every template, style and script, with what it holds; for a list of modules, the script that they make."""
    for file in sorted(path for path in Path(str(FOLDER)).rglob("*") if path.suffix in (".html", ".css", ".js")):
        if file.parent.name != "expected":
            yield file, file.read_bytes()
    for file in of_components("page.yml"):
        yield file, joined(modules_of(file)).encode()


def modules_of(page: Path) -> list[Traversable]:
    """The files that a component's `page.yml` names, from the package's folder on; they may belong to another part of it."""
    return [resources.files("gongkai").joinpath(name) for name in load_package_data(page.read_text("utf-8"))]


def joined(modules: Iterable[Traversable]) -> str:
    """One script of several: each puts what it gives under its name into `modules`, which nobody outside the script sees.

    A classic script, as browsers refuse modules of the language in a page that is opened from a folder.
    """
    texts = (uncommented(file.read_text("utf-8")).strip() for file in modules)
    return "\n".join(("(() => {", '"use strict";', "const modules = {};", *texts, "})();")) + "\n"


def uncommented(script: str) -> str:
    """Without the comments that have lines of their own: a fifth of what a phone would fetch, and kept in the package."""
    return COMMENT.sub("", script)


def named(ending: str, content: str, start: str = "gongkai") -> Asset:
    return Asset(f"{FOLDER_NAME}/{start}-{sha256(content.encode()).hexdigest()[:12]}.{ending}", content)


def stylesheet() -> str:
    """The colours, the shared style and then that of each component."""
    return "\n".join([colours(schemes()), *map(lowered, parts("style.css"))]) + "\n"


@cache
def stylesheet_of(components: tuple[str, ...]) -> str:
    """The colours, the shared style and that of these components, for a file that holds nothing else."""
    files = (FOLDER / "base.css", *(FOLDER / name / "style.css" for name in components))
    return "\n".join([colours(schemes()), *(lowered(file.read_text("utf-8").strip()) for file in files)]) + "\n"


def scripts() -> str:
    return uncommented("\n".join(parts("script.js"))) + "\n"


def parts(file: str) -> list[str]:
    base = [FOLDER / "base.css"] if file == "style.css" else []
    folders = sorted((entry for entry in FOLDER.iterdir() if entry.is_dir()), key=lambda entry: entry.name)
    files = [*base, *(folder / file for folder in folders)]
    return [part.read_text("utf-8").strip() for part in files if part.is_file()]


@cache
def fingerprint_of(face: Face) -> str:
    """The same for a county's pages: with what of its face changes how a page looks. Links and lines of the footer do not."""
    stated = face.settings
    own = (stated.colours, face.emblem, face.name_image, face.style, face.top, face.bottom, face.files)
    extent = (bool(stated.links), bool(stated.footer))
    return sha256(f"{fingerprint()} {own!r} {extent}".encode()).hexdigest()[:16]


@cache
def face_style(face: Face) -> Asset | None:
    """The county's colours and its own sheet, for the place after the package's style; None where it has neither."""
    stated = face.settings.colours
    own = [colours(painted(stated))] if stated != Colours() else []
    sheet = "\n".join((*own, *([face.style.strip()] if face.style else [])))
    content = f"{sheet}\n"
    return named("css", content, "face") if sheet else None


def colours(schemes: Schemes) -> str:
    """The reader's own choice comes first, then what the system asks for; paper is always white."""
    unset = ":root:not([data-scheme])"
    return "\n".join(
        (
            f":root {values(schemes['light'])}",
            f"@media (prefers-color-scheme: dark) {{ {unset} {values(schemes['dark'])} }}",
            f"@media (prefers-contrast: more) {{ {unset} {values(schemes['contrast'])} }}",
            *(f':root[data-scheme="{name}"] {values(scheme)}' for name, scheme in schemes.items()),
            f"@media print {{ :root:root {values(schemes['light'])} }}",
        )
    )


def values(scheme: Scheme) -> str:
    return "{ " + " ".join(f"--gk-{colour}: {value};" for colour, value in scheme.items()) + " }"
