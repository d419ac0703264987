"""What can be the matter with Spark and with what it is asked to run."""

from __future__ import annotations


class SparkMissing(RuntimeError):  # noqa: N818  # named for what is the matter
    """Spark cannot run here; the message says what to install or to set."""


class Untranslatable(ValueError):  # noqa: N818  # named for what is the matter
    """A query uses what Spark would do differently, or what nobody has compared yet."""
