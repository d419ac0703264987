"""Which checks a table has, and the Great Expectations suite made of them.

Naming the checks is cheap; the suite imports Great Expectations, which takes seconds.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from warehouse.schema import tables
from warehouse.validation.check import MOST_IDS, Check
from warehouse.validation.generated import generated
from warehouse.validation.rules import rules

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite
    from great_expectations.execution_engine.execution_engine import ExecutionEngine
    from great_expectations.expectations.core.unexpected_rows_expectation import (
        UnexpectedRowsExpectation,
    )
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration


@cache
def checks_for(table: str) -> tuple[Check, ...]:
    """The checks of a table: those of its definition, then those written by hand.

    Raises `KeyError` where there is no such table.
    """
    return (*generated(tables()[table]), *(rule for rule in rules() if rule.table == table))


def _statement(check: Check) -> str:
    # Great Expectations puts a name or a subselect for {batch}, with an alias or without, by what
    # else stands in the query: a common table expression takes them all. Braces of ours are
    # doubled, and colons escaped, which SQLAlchemy takes for names of parameters otherwise.
    query = check.query.replace("{", "{{").replace("}", "}}").replace(":", r"\:")
    return (
        "WITH b AS NOT MATERIALIZED (SELECT * FROM {batch}), "
        f"failing AS MATERIALIZED ({query}) "
        "SELECT *, (SELECT count(*) FROM failing) AS n_failing FROM failing "
        f"ORDER BY ALL LIMIT {MOST_IDS}"
    )


@cache
def _no_failing_rows() -> type[UnexpectedRowsExpectation]:
    """Great Expectations' expectation on a query, that runs the query once instead of twice.

    The query itself counts its rows and gives the first of them, so that neither a second run nor
    a million failing rows in memory are needed.
    """
    from great_expectations.compatibility.pydantic import PrivateAttr
    from great_expectations.expectations.core.unexpected_rows_expectation import (
        UnexpectedRowsExpectation,
    )

    class ExpectNoFailingRows(UnexpectedRowsExpectation):
        metric_dependencies: ClassVar[tuple[str, ...]] = ("unexpected_rows_query.table",)
        _told: Any = PrivateAttr(None)

        @property
        def configuration(self) -> ExpectationConfiguration:
            # Asked for some thirty times in each check, and otherwise made anew each time: half of
            # what Great Expectations takes. Nobody changes an expectation of ours once it is made.
            if self._told is None:
                self._told = super().configuration
            told: ExpectationConfiguration = self._told
            return told

        def _validate(
            self,
            metrics: dict[Any, Any],
            runtime_configuration: dict[Any, Any] | None = None,
            execution_engine: ExecutionEngine[Any] | None = None,
        ) -> dict[str, Any]:
            rows = metrics["unexpected_rows_query.table"]
            n_failing = rows[0]["n_failing"] if rows else 0
            found = {"observed_value": n_failing, "details": {"unexpected_rows": rows}}
            return {"success": n_failing == 0, "result": found}

    return ExpectNoFailingRows


def suite(name: str, checks: tuple[Check, ...]) -> ExpectationSuite:
    """The checks as one suite: an expectation each, that a query finds no row."""
    from great_expectations import ExpectationSuite
    from great_expectations.expectations.metadata_types import FailureSeverity

    severities = {"error": FailureSeverity.CRITICAL, "warning": FailureSeverity.WARNING}
    expectation = _no_failing_rows()
    return ExpectationSuite(
        name=name,
        expectations=[
            expectation(
                unexpected_rows_query=_statement(check),
                description=check.description,
                severity=severities[check.severity],
                meta={"check": check.name},
            )
            for check in checks
        ],
    )
