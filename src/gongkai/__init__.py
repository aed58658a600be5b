"""Gongkai: a county's disclosure reports as checked data, and from it pages, tables and documents."""

__version__ = "0.1.0"
