"""Document → the text of one format."""
