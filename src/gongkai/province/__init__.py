"""Many counties made into sites of their own, with pages over them all."""
