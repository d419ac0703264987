"""What must hold of the lists of populations: assigned countries, members, closures."""

from __future__ import annotations

from warehouse.validation.check import Check
from warehouse.validation.rules.build import error


def _assigned() -> str:
    import pycountry

    return ", ".join(f"'{c.alpha_3}'" for c in sorted(pycountry.countries, key=lambda c: c.alpha_3))


def checks() -> tuple[Check, ...]:
    """The checks of this module."""
    return (
        error(
            "countries_assigned",
            "population",
            "Countries are assigned codes of ISO 3166-1.",
            "SELECT id, 'not assigned' AS problem FROM b "
            f"WHERE kind = 'country' AND id NOT IN ({_assigned()})",
        ),
        error(
            "members_are_countries",
            "population_member",
            "Members of a population are countries.",
            "SELECT b.population, b.member, 'no country' AS problem FROM b "
            "JOIN population AS p ON p.id = b.member WHERE p.kind <> 'country'",
            "population",
        ),
        error(
            "within_itself",
            "population_within",
            "Every population is within itself.",
            "SELECT p.id AS inner_id, p.id AS outer_id, 'missing' AS problem FROM population AS p "
            "LEFT JOIN b ON b.inner_id = p.id AND b.outer_id = p.id "
            "WHERE b.inner_id IS NULL",
            "population",
        ),
    )
