"""HTML fragments: data in, escaped markup out. Knows no page template and no site generator."""
