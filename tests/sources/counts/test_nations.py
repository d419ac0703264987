"""The word for a country's people: derived from its name by rule, or listed where it is odd."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from sources.counts.subject import languages, vocabulary
from sources.counts.words import words

PEOPLE = yaml.safe_load((Path(__file__).parent / "people.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", languages())
def test_the_people_of_a_country_are_known_by_their_name(language: str) -> None:
    found = vocabulary(language)
    assert found is not None
    unknown = []
    for code, name in zip(PEOPLE["codes"], PEOPLE[language], strict=True):
        cues = {cue.detail for cue in found.tree.cues(words(name)) if cue.kind == "nations"}
        if cues != {code}:
            unknown.append((code, name, cues))
    assert unknown == []


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "A man from the hall of the guinea pig said that the jersey was his."),
        ("ru", "Того, кто был там, чад не чуял, и куб стоял у гангстера."),
        ("es", "La reunión del peral y el niger cubierto no fue granada."),
        ("fr", "La réunion a duré; le jersey est resté au lieu dit."),
        ("it", "La riunione era a man bassa."),
    ],
)
def test_everyday_words_are_no_countries(language: str, sentence: str) -> None:
    found = vocabulary(language)
    assert found is not None
    cues = [c for c in found.tree.cues(words(sentence)) if c.kind == "nations"]
    assert [c.detail for c in cues if c.detail not in ("NER", "GIN", "GRD")] == []
