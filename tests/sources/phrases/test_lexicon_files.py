"""Every lexicon is right, and a wrong one is an error that names its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from sources.phrases.lexicon import languages, lexicon
from sources.phrases.lexicon_files import FOLDER, KINDS, LexiconError, lexicon_file

TEN = ("en", "ru", "uk", "es", "fr", "de", "pt", "it", "bg", "zh")


@pytest.mark.parametrize("language", languages())
def test_a_lexicon_of_the_house_is_right(language: str) -> None:
    found = lexicon_file(FOLDER / f"{language}.yaml")
    assert set(found) <= set(KINDS)
    assert found["qualifiers"]["at least"]
    lexicon(language)


@pytest.mark.parametrize("language", TEN)
def test_each_of_the_ten_languages_knows_every_row_of_the_table(language: str) -> None:
    found = lexicon_file(FOLDER / f"{language}.yaml")
    rows = ("at least", "more than", "up to", "fewer than", "around", "nearly", "estimated")
    assert [row for row in rows if not found["qualifiers"].get(row)] == []
    magnitudes = ("dozens", "hundreds", "thousands", "tens of thousands")
    assert [name for name in magnitudes if not found["vague"].get(name)] == []
    keys = ("between", "to", "and", "or", "rising", "negations", "hedges", "no_number", "after")
    assert [key for key in keys if not found.get(key)] == []


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("numbres: {one: 1}", "line 1: 'numbres' is no key"),
        ("numbers:\n  one: 1\n  two: many", "line 3: 'two' needs a number"),
        ("numbers:\n  one: 1\n  'two, one': 2", "line 3: 'one' has two values: 1, 2"),
        ("numbers: {One: 1}", "line 1: 'One' can never match: write 'one'"),
        ("numbers: {'one,': 1}", "line 1: '' can never match"),
        ("hedges: [maybe, '']", "line 1: '' can never match"),
        ("hedges: [maybe, ' so ']", "line 1: ' so ' can never match"),
        ("hedges:\n  - maybe\n  - maybe", "line 3: 'maybe' stands here twice"),
        ("hedges: maybe", "line 1: expected a list of words"),
        ("qualifiers:\n  at lest: [over]", "line 2: 'at lest' is none of: at least"),
        (
            "qualifiers:\n  at least: [from]\n  more than: [over, from]",
            "line 3: 'from' means both 'at least' and 'more than'",
        ),
        ("units: {people: [men]}", "line 1: 'people' is none of: persons"),
        ("vague: {scores: [scores]}", "line 1: 'scores' is none of: dozens"),
        ("held: {about: {some: 5}}", "line 1: 'about' is none of: at least"),
        ("hedges: [may]\nhedges: [might]", "line 2: 'hedges' stands here twice"),
        ("[may]", "line 1: expected keys with values"),
        ("", "is empty"),
    ],
)
def test_a_wrong_lexicon_is_an_error_that_names_file_and_line(
    content: str, told: str, tmp_path: Path
) -> None:
    path = tmp_path / "xx.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        lexicon_file(path)
    assert str(caught.value).startswith("xx.yaml")
    assert told in str(caught.value)


def test_the_readme_explains_every_key() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert [key for key in KINDS if f"`{key}`" not in readme] == []
