"""How the shipped weights were made; not imported by `audit`."""
