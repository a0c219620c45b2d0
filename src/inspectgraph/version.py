"""The version of the package, and of its extractors, in one place."""

VERSION = "0.1.0"
"""Also the version of the extractors: raise it when what they find changes."""
