"""The theme `gongkai`. The frame around a page is made by gongkai.html.frame; the template here prints the content alone."""
