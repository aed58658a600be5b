"""A year put away so that anyone can check it for decades: a BagIt bag for each report (RFC 8493), and the seal that names it."""

from __future__ import annotations

from gongkai.archive.sealing import Order, Sealed, seal_year
from gongkai.archive.site_pages import wrong_site
from gongkai.archive.verifying import altered_bags, unknown, verify_paths, verify_seals, years_of

__all__ = ["Order", "Sealed", "altered_bags", "seal_year", "unknown", "verify_paths", "verify_seals", "wrong_site", "years_of"]
