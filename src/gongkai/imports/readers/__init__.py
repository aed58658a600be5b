"""One module for each kind of file: a file in, headings, paragraphs and grids out."""
