"""What mkdocs-macros calls. The only Python here that knows a site generator."""

from __future__ import annotations

from typing import Any

from .county import county
from .words import Words

PUBLIC = (
    "figure",
    "stated_figures",
    "key_figures",
    "report_list",
    "agency_list",
    "archive_list",
    "cited_documents",
    "contact",
    "request_form",
)


def define_env(env: Any) -> None:
    """The words an author may write between {{ }}; each is described in words.py."""
    words = Words(county(env.conf))
    env.variables["site"] = words.site
    for word in PUBLIC:
        env.macro(getattr(words, word), word)
