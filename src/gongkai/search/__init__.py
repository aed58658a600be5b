"""A static index that a browser searches by itself: Chinese by pairs of characters, down to the row of a table.

Whoever makes pages hands over parts; `write_index(build_index(map(prepared, parts)), folder)` does the rest. Parts may come
from anywhere, one after another: `cutting` cuts them from a page that somebody wrote, a page made of data tells them itself,
a catalogue makes one of each entry and needs no page for it. What `prepared` gives may be kept from build to build; then
only what has changed is prepared again.
"""

from gongkai.search.files import write_index
from gongkai.search.index import Index, build_index
from gongkai.search.parts import Rank, SearchPart
from gongkai.search.preparing import Prepared, prepared

__all__ = ["Index", "Prepared", "Rank", "SearchPart", "build_index", "prepared", "write_index"]
