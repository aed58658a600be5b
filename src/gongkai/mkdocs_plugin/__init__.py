"""What MkDocs and ProperDocs call: they render the pages in `docs/`, and gongkai.build makes the site. Nothing imports this."""
