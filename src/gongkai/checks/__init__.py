"""Findings: one rule a file, each yielding what is wrong with a report or with the catalogue, with its place.

A new rule is one file beside this one and its name in RULES (rules.py) or CATALOGUE_RULES (catalogue_rules.py).
"""
