"""Exact, explained money for Danish social services."""

from takst._native import __version__

__all__ = ["__version__"]
