"""Charts drawn when the site is built: each with what its figures say, their table, and a file of its own."""
