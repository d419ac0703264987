"""Countries and languages as ISO assigns them. Knows no populations of a catalog."""

import functools


@functools.cache
def codes() -> frozenset[str]:
    """Every assigned ISO 3166-1 alpha-3 code (so not XKX)."""
    import pycountry

    return frozenset(country.alpha_3 for country in pycountry.countries)


@functools.cache
def aliases() -> dict[str, str]:
    """Lower-case names and two-letter codes -> alpha-3, to guess what a wrong code meant."""
    import pycountry

    found: dict[str, str] = {}
    for country in pycountry.countries:
        for attribute in ("alpha_2", "name", "common_name", "official_name"):
            name = getattr(country, attribute, None)
            if name:
                found.setdefault(name.casefold(), country.alpha_3)
    return found


@functools.cache
def names() -> dict[str, str]:
    """alpha-3 -> English name of Unicode CLDR (babel); ISO's own where CLDR has none."""
    import pycountry
    from babel import Locale

    territories = Locale("en").territories
    return {
        country.alpha_3: str(territories.get(country.alpha_2, country.name))
        for country in pycountry.countries
    }


@functools.cache
def languages() -> frozenset[str]:
    """ISO 639-1 codes, and `und` where the language is unknown."""
    import pycountry

    two = (getattr(language, "alpha_2", None) for language in pycountry.languages)
    return frozenset(code for code in two if code) | {"und"}


@functools.cache
def language_aliases() -> dict[str, str]:
    """Lower-case names and three-letter codes -> ISO 639-1."""
    import pycountry

    found: dict[str, str] = {}
    for language in pycountry.languages:
        two = getattr(language, "alpha_2", None)
        if two:
            for name in (language.alpha_3, language.name):
                found.setdefault(name.casefold(), two)
    return found
