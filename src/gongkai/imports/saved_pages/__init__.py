"""Pages of an old portal as browsers and mirroring programs save them, read into documents that keep their old addresses."""
