"""Countries, areas and groups that are places: their names in a language (Unicode CLDR), and the
form behind "of"."""

from __future__ import annotations

from functools import cache

from babel import Locale

from warehouse.citations.row import Population
from warehouse.citations.wording import Language

AREA = "m49:"


@cache
def _alpha_2() -> dict[str, str]:
    """The two letters of a country, by which CLDR names it, by its three letters."""
    import pycountry

    return {country.alpha_3: country.alpha_2 for country in pycountry.countries}


def territory(population_id: str, locale: Locale) -> str | None:
    """The name of a country or an area in a language; None where CLDR has none."""
    code = _alpha_2().get(population_id, population_id.removeprefix(AREA))
    found = locale.territories.get(code)
    return None if found is None else str(found)


def place(population: Population, words: Language) -> dict[str, str] | None:
    """The name of a place, its form behind "of", and whether its people are told as those of a
    country or of an area; None for one that is no place, or that the language does not know."""
    if population.kind in ("country", "area"):
        name, of = territory(population.id, words.locale), words.known("of", population.id)
        kind = population.kind
    else:
        told = words.known("places", population.name) or {}
        name, of, kind = told.get("name"), told.get("of"), told.get("kind", "area")
    if of is None and (rule := words.said("of_rule")) and name is not None:
        of = rule.format(name=name)
    return None if name is None or of is None else {"name": name, "of": of, "kind": kind}
