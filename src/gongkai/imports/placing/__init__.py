"""Headings, paragraphs and grids placed in a draft of a report or in the catalogue; what has no place is refused."""
