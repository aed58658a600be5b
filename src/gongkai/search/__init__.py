"""A static index that a browser searches by itself: Chinese by pairs of characters, down to the row of a table."""

from gongkai.search.files import write_index
from gongkai.search.index import Index, build_index
from gongkai.search.parts import Part, Rank, once, parts_of_page

__all__ = ["Index", "Part", "Rank", "build_index", "once", "parts_of_page", "write_index"]
