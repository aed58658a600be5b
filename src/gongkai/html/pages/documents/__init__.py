"""The pages of the documents: each one's own, lists of them, and the front page of all."""
