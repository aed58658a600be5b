"""What an author may write between {{ }} on a page in docs/: the words of every county, and this county's own.

A word of this county's own is a function here, for example

    @env.macro
    def office() -> str:
        return env.county.site.contact.office or "政务公开办"

and stands on a page as {{ office() }}.
"""

from __future__ import annotations

from typing import Any

from gongkai.build.author_words import register_words


def define_env(env: Any) -> None:
    register_words(env)
