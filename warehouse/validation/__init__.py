"""Great Expectations inside DuckDB: what must hold of the tables, and what is worth a second look.

A contradiction between claims is a result, never a failed check.
"""

from warehouse.validation.check import Check, Result
from warehouse.validation.run import validate, validate_file
from warehouse.validation.suites import checks_for

__all__ = ["Check", "Result", "checks_for", "validate", "validate_file"]
