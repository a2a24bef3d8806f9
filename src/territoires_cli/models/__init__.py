"""Frozen values read from YAML: cards, vocabularies, cities, formats, plans, documents; no input or output."""
