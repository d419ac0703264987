"""Countries, areas and groups that are places: their names in a language (Unicode CLDR), and the
form behind "of"."""

from __future__ import annotations

from functools import cache

from warehouse.citations.row import Population
from warehouse.citations.wording import Language

AREA = "m49:"


@cache
def _alpha_2() -> dict[str, str]:
    """The two letters of a country, by which CLDR names it, by its three letters."""
    import pycountry

    return {country.alpha_3: country.alpha_2 for country in pycountry.countries}


def place(population: Population, words: Language) -> dict[str, str] | None:
    """The name of a place, its form behind "of", and whether its people are told as those of a
    country or of an area; None for one that is no place, or that the language does not know."""
    if population.kind in ("country", "area"):
        code = _alpha_2().get(population.id, population.id.removeprefix(AREA))
        name, of = words.locale.territories.get(code), words.known("of", population.id)
        kind = population.kind
    else:
        told = words.known("places", population.name) or {}
        name, of, kind = told.get("name"), told.get("of"), told.get("kind", "area")
    if of is None and (rule := words.said("of_rule")) and name is not None:
        of = rule.format(name=name)
    return None if name is None or of is None else {"name": name, "of": of, "kind": kind}
