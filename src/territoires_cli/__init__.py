"""territoires-cli: from a deck of collaborative practices to a workshop plan for one town."""

__version__ = "0.1.0"
