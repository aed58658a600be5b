"""Writes the catalogue's pages straight into a site's folder: thousands of records that no site generator has to see."""

from gongkai.build.building import Built, County, build_pages

__all__ = ["Built", "County", "build_pages"]
