"""Who is counted, and what of them: unit, population, basis, exclusions, measure and side."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from warehouse.citations.language import MANY, Count, Language
from warehouse.citations.places import place
from warehouse.citations.row import Population, Row

PERSONS = "persons"


def counted(row: Row, words: Language, count: Count) -> str:
    """All that the figure counts, from its noun to the last word on what happened to them."""
    if row.unit == PERSONS:
        people, feminine = _people(row, words, count)
        predicate = _predicate(row, words, count, feminine)
        return _behind(
            words, words.said("stated").format(people=people, predicate=predicate), count
        )
    unit = words.known("units", row.unit) or words.said("unit")
    noun = words.form(unit["nouns"], count).format(name=words.named(row.unit))
    says = words.predicate(unit["says"], count, unit.get("gender") == "f")
    told = words.said("related").format(unit=noun, says=says, who=_who(row, words))
    return _behind(words, told, count)


def _behind(words: Language, noun: str, count: Count) -> str:
    """A noun as it stands behind a figure: a sign follows it directly, a word after a space."""
    if not noun[0].isalpha() and not noun.startswith(words.said("quotes")[0]):
        return noun
    return f" {words.said('millions') if count.million else ''}{noun}"


def _who(row: Row, words: Language) -> str:
    """The people whom a count of something else is about."""
    people, feminine = _people(row, words, MANY)
    side = _side(row, words)
    apart = (words.known("measures", row.measure) or {}).get("apart")
    if apart and side:
        return str(apart.format(people=people, **side))
    predicate = _predicate(row, words, MANY, feminine)
    return str(words.said("relative").format(people=people, predicate=predicate))


def _people(row: Row, words: Language, count: Count) -> tuple[str, bool]:
    """The people of a population, without those left out, and whether their noun is feminine."""
    forms, feminine = people(row.population, row.basis, words)
    return f"{words.form(forms, count)}{_without(row.excluding, words)}", feminine


def people(population: Population, basis: str, words: Language) -> tuple[list[str], bool]:
    """The forms of the noun for the people of a population, and whether it is feminine.

    A group for which the language has no words keeps its name, in quotation marks.
    """
    found = place(population, words)
    if found is not None:
        kind = "country" if population.kind == "country" else "area"
        told = words.said("people", kind, basis)
        return [form.format(**found) for form in told["forms"]], _feminine(told)
    if (whole := words.known("people", population.name, basis)) is not None:
        return list(whole["forms"]), _feminine(whole)
    told = words.known("groups", population.name) or words.said("people", "unknown")
    name, by = words.named(population.name), words.said("basis", basis)
    return [form.format(name=name) + by for form in told["forms"]], _feminine(told)


def _feminine(told: dict[str, Any]) -> bool:
    return told.get("gender") == "f"


def _without(excluded: Iterable[Population], words: Language) -> str:
    """Who is left out; nothing where nobody is."""
    places = []
    for population in excluded:
        name = words.named(population.name)
        places.append(place(population, words) or {"name": name, "of": name})
    if not places:
        return ""
    listed = {key: words.listed([p[key] for p in places]) for key in ("name", "of")}
    return str(words.said("without").format(**listed))


def _side(row: Row, words: Language) -> dict[str, str] | None:
    """The forms of the side that is fought for, by slot; None for one that the language does not
    know, as in a catalog on something else."""
    side = words.known("sides", row.side)
    return {"side": side} if isinstance(side, str) else side


def _predicate(row: Row, words: Language, count: Count, feminine: bool) -> str:
    """What is said of the people who are counted, and on which side."""
    measure, side = words.known("measures", row.measure), _side(row, words)
    if measure is not None and side is not None:
        return words.predicate(measure["forms"], count, feminine).format(**side)
    told = words.predicate(words.said("measure", "forms"), count, feminine)
    said = told.format(name=words.named(row.measure))
    return said + (words.said("side").format(name=words.named(row.side)) if row.told_side else "")
