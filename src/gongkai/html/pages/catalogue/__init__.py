"""Pages of the disclosure catalogue: each entry's, lists with their filters, what townships cover, what changed."""
