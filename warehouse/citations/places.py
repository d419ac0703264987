"""Countries, areas and groups that are places: their names in a language (Unicode CLDR), and the
form behind "of"."""

from __future__ import annotations

from functools import cache

from warehouse.citations.language import Language
from warehouse.citations.row import Population

AREA = "m49:"


@cache
def _alpha_2() -> dict[str, str]:
    """The two letters of a country, by which CLDR names it, by its three letters."""
    import pycountry

    return {country.alpha_3: country.alpha_2 for country in pycountry.countries}


def place(population: Population, words: Language) -> dict[str, str] | None:
    """The name of a place and its form behind "of", by slot; None for a population that is none, or
    for whose place the language has no words."""
    if population.kind in ("country", "area"):
        code = _alpha_2().get(population.id, population.id.removeprefix(AREA))
        name = words.locale.territories.get(code)
        of = words.known("of", population.id)
    else:
        told = words.known("places", population.name) or {}
        name, of = told.get("name"), told.get("of")
    if of is None and (rule := words.said("of_rule")) and name is not None:
        of = rule.format(name=name)
    return None if name is None or of is None else {"name": name, "of": of}
