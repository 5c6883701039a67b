"""A candidate pair → its relation; one module a slot."""
