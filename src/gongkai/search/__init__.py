"""A static index that a browser searches by itself: Chinese by pairs of characters, down to the row of a table.

Whoever makes pages hands over parts; `index_files(joined(segments_of(map(prepared, parts))))` does the rest. Parts may come
from anywhere, one after another: `cutting` cuts them from a page that somebody wrote, a page made of data tells them itself,
a catalogue makes one of each entry and needs no page for it. What `prepared` and `segments_of` give may be kept from build to
build; then only what has changed is made again.
"""

from gongkai.search.files import index_files
from gongkai.search.index import Index, joined
from gongkai.search.parts import Rank, SearchPart
from gongkai.search.preparing import Prepared, prepared
from gongkai.search.segments import Segment, segments_of

__all__ = ["Index", "Prepared", "Rank", "SearchPart", "Segment", "index_files", "joined", "prepared", "segments_of"]
