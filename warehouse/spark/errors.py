"""What can be the matter with a query that Spark is asked to run."""

from __future__ import annotations


class Untranslatable(ValueError):  # noqa: N818  # named for what is the matter
    """A query uses what Spark would do differently, or what nobody has compared yet."""
