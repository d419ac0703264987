"""Who is counted, and what of them: unit, population, basis, exclusions, measure and side."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from warehouse.citations.places import place
from warehouse.citations.row import Population, Row
from warehouse.citations.wording import MANY, Count, Language

PERSONS = "persons"


def counted(row: Row, words: Language, count: Count) -> str:
    """All that the figure counts, from its noun to the last word on what happened to them."""
    if row.unit == PERSONS:
        people, feminine = _people(row, words, count)
        predicate = _predicate(row, words, count, feminine)
        return _behind(
            words, words.said("stated").format(people=people, predicate=predicate), count
        )
    unit = words.known("units", row.unit)
    told = _own_unit(row, words) if unit is None else _about(row, words, count, unit)
    return _behind(words, told, count)


def _own_unit(row: Row, words: Language) -> str:
    """What is counted where only the catalog has a word for it, and of which population."""
    found = place(row.population, words)
    name = words.named(row.population.name) if found is None else found["name"]
    by = words.said("basis", row.basis) + _without(row.excluding, words)
    predicate = _predicate(row, words, MANY, feminine=False)
    unit = words.named(row.unit)
    return str(words.said("unit").format(name=unit, people=name + by, predicate=predicate))


def _about(row: Row, words: Language, count: Count, unit: dict[str, Any]) -> str:
    """What is counted where it is no people, and the people whom it is about."""
    noun = words.form(unit["nouns"], count)
    people, feminine = _people(row, words, MANY)
    side = _side(row, words)
    apart = (words.known("measures", row.measure) or {}).get("apart")
    if apart and side:
        told = words.predicate(unit.get("apart", apart), count, _feminine(unit))
        return told.format(unit=noun, people=people, **side)
    predicate = _predicate(row, words, MANY, feminine)
    who = words.said("relative").format(people=people, predicate=predicate)
    says = words.predicate(unit["says"], count, _feminine(unit))
    return str(words.said("related").format(unit=noun, says=says, who=who))


def _behind(words: Language, noun: str, count: Count) -> str:
    """A noun as it stands behind a figure: a sign follows it directly, a word after a space."""
    if not noun[0].isalpha() and not noun.startswith(words.said("quotes")[0]):
        return noun
    return f" {words.said('millions') if count.million else ''}{noun}"


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
        told = words.said("people", found["kind"], basis)
        return [_sounds(form.format(**found), words) for form in told["forms"]], _feminine(told)
    if (whole := words.known("people", population.name, basis)) is not None:
        return list(whole["forms"]), _feminine(whole)
    told = words.known("groups", population.name) or words.said("people", "unknown")
    name, by = words.named(population.name), words.said("basis", basis)
    return [form.format(name=name) + by for form in told["forms"]], _feminine(told)


def _sounds(text: str, words: Language) -> str:
    """The text with what sounds otherwise before some names: із Непалу, but з Африки."""
    for written, spoken in words.said("sounds").items():
        text = text.replace(written, spoken)
    return text


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
