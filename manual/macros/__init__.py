"""The words of the manual's pages: those of every county, and what only a manual shows.

`python -m mkdocs`, called in the root of the repository, finds what is imported here.
"""

from __future__ import annotations

from typing import Any

from gongkai.build.author_words import register_words
from manual.macros.cells import statutory_cells
from manual.macros.codes import codes
from manual.macros.components import component, shown_components
from manual.macros.fields import catalogue_fields, document_kinds
from manual.macros.rules import rules


def define_env(env: Any) -> None:
    register_words(env)
    for word in (rules, codes, statutory_cells, catalogue_fields, document_kinds, component, shown_components):
        env.macro(word)
