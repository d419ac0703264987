"""The vocabulary, the registry and the fingerprint of a catalog."""

from typing import Any

from sources import load

MEASURES = """\
measures:
  - {id: all, name: all, kind: cumulative}
  - {id: some, name: some, kind: stok, subset_of: [all]}
"""


def test_a_country_is_what_iso_assigns() -> None:
    vocabulary = load.read_vocabulary()
    assert vocabulary.problems == []
    assert vocabulary.is_population("CUB")
    assert vocabulary.is_population("m49:002")
    assert not vocabulary.is_population("XKX")


def test_foreign_is_everyone_but_russians_and_members_are_countries() -> None:
    frames = load.read_vocabulary().frames()
    members = frames["population_member"].groupby("population_id")["member_id"].agg(set)
    countries = frames["population"].query("kind == 'country'")["population_id"]
    assert members["foreign"] == set(countries) - {"RUS"}
    assert "KEN" in members["m49:002"]
    assert set(frames["population_member"]["member_id"]) == set(countries)


def test_a_catalog_takes_the_files_it_lacks_from_the_built_in_vocabulary(catalog: Any) -> None:
    catalog.write(
        "vocabulary/channels.yaml", "- {id: all, name: all}\n- {id: x, name: x, inside: y}\n"
    )
    vocabulary = load.read_vocabulary(catalog.root)
    assert list(vocabulary.channels) == ["all", "x"]
    assert "serving" in vocabulary.measures
    found = [(p.file, p.line, p.key, p.rule) for p in vocabulary.problems]
    assert found == [("vocabulary/channels.yaml", 2, "inside", "unknown-id")]


def test_an_error_of_the_vocabulary_is_named(catalog: Any) -> None:
    catalog.write("vocabulary/measures.yaml", MEASURES)
    problem = load.read_vocabulary(catalog.root).problems[0]
    assert (problem.line, problem.key, problem.rule) == (3, "kind", "unknown-id")
    assert "did you mean 'stock'" in problem.message


def test_a_fingerprint_changes_with_names_and_bytes_alone(catalog: Any) -> None:
    path = catalog.write("made_up/a.yaml", "document: {}\n")
    before = load.fingerprint(catalog.root)
    assert load.fingerprint(catalog.root) == before
    assert load.fingerprint(catalog.root, "made_up") != before
    path.write_text("document: { }\n")
    changed = load.fingerprint(catalog.root)
    path.rename(path.with_name("b.yaml"))
    assert len({before, changed, load.fingerprint(catalog.root)}) == 3


def test_folders_are_collections_but_for_the_vocabulary(catalog: Any) -> None:
    for name in ("vocabulary/channels.yaml", "made_up/a.yaml", "other/b.yaml", "bad-name/c.yaml"):
        catalog.write(name, "- {id: all, name: all}\n")
    assert load.collections(catalog.root) == ["made_up", "other"]
    assert ("bad-name", "bad-name") in {(p.file, p.rule) for p in catalog.problems()}
