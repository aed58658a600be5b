"""Annual reports: one report read against its format, and what follows from several of them."""
