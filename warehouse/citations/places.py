"""Countries, areas and groups that are places: their names in a language (Unicode CLDR), and the
form behind "of"."""

from __future__ import annotations

from functools import cache

from babel import Locale

from warehouse.citations.language import Language
from warehouse.citations.row import Population

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
    """The name of a place and its form behind "of", by slot; None for a population that is none, or
    for whose place the language has no words."""
    if population.kind in ("country", "area"):
        name = territory(population.id, words.locale)
        of = words.known("of", population.id)
    else:
        told = words.known("places", population.name) or {}
        name, of = told.get("name"), told.get("of")
    if of is None and (rule := words.said("of_rule")) and name is not None:
        of = rule.format(name=name)
    return None if name is None or of is None else {"name": name, "of": of}
