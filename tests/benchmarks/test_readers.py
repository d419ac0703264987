"""Each way of reading gives what DuckDB gives alone, of the old build or of the new one."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest

from benchmarks.readers import told as tell
from benchmarks.readers.asked import Question, questions, told
from benchmarks.readers.measured import measured, outcome, references
from benchmarks.readers.published import WAYS, Version, Way, two_versions
from benchmarks.readers.told import line
from benchmarks.readers.ways import OPENED
from tests.engines import engine, program


@pytest.fixture(scope="module")
def versions(built_once: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Version, Version]:
    file = built_once / "out" / "muster.duckdb"
    return two_versions(file, tmp_path_factory.mktemp("versions"))


@pytest.fixture(scope="module")
def asked() -> list[Question]:
    return questions()


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_a_way_answers_as_duckdb_does_before_and_behind_a_publication(
    way: Way, versions: tuple[Version, Version], asked: list[Question], tmp_path: Path
) -> None:
    for module in way.modules:
        engine(module)
    for name in way.programs:
        program(name)
    right = references(versions, asked)
    assert all(right["old"][q.name] != right["new"][q.name] for q in asked)
    with way.placed(*versions, tmp_path, 2) as place:
        ask = OPENED[way.name](place.target)
        assert {q.name: told(ask(asdict(q))) for q in asked} == right["old"]
        place.publish()
        assert {q.name: told(ask(asdict(q))) for q in asked} == right["new"]


def test_readers_at_once_are_told_apart_and_counted(
    versions: tuple[Version, Version], asked: list[Question], tmp_path: Path
) -> None:
    (way,) = (w for w in WAYS if w.name == "file")
    right = references(versions, asked)
    pace = {"thinks": 0.05, "seconds": 1.0, "burst": 0.3}
    with way.placed(*versions, tmp_path, 2) as place:
        found = measured(way, place, 2, asked, right, tmp_path, pace)
    assert (found["told"], found["wrong"], found["went_back"], found["errors"]) == (2, 0, 0, [])
    assert found["answers"] > len(asked)
    assert 0 < found["all"]["p50"] <= found["all"]["p95"] <= found["all"]["max"]
    assert found["memory_of_a_reader"] > 1e6
    assert "the file, a process for each reader" in line(found)


def test_an_answer_of_no_version_and_a_step_back_are_counted() -> None:
    right = {"old": {"q": "a"}, "new": {"q": "b"}}
    answers = [("q", 0.1, 0.01, "a"), ("q", 0.6, 0.02, "b"), ("q", 0.9, 0.03, "a")]
    half = [("q", 0.7, 0.5, "neither"), ("q", 1.2, 0.1, "b")]
    told_by = [{"answers": answers, "errors": []}, {"answers": half, "errors": ["Lost: it"]}]
    found = outcome(told_by, right, {"seconds": 1.0, "burst": 2.0}, 0.5)
    assert (found["wrong"], found["went_back"], found["errors"]) == (1, 1, ["Lost: it"])
    assert found["old_after"] == pytest.approx(0.4)
    assert found["a_second"] == 0.5
    assert found["all"] == {"p50": 0.02, "p95": 0.03, "max": 0.5}


def test_what_is_kept_stands_on_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    way = outcome([{"answers": [("q", 0.1, 0.02, "a")], "errors": []}], {"old": {"q": "a"}},
                  {"seconds": 1.0, "burst": 2.0}, 0.5)  # fmt: skip
    of_it = {"way": "file", "called": "a copy", "bytes_moved": 2_000, "memory_of_servers": 0}
    found = {"readers": 1, "bytes": 8_600_000, "cores": 2, "pace": {"thinks": 2.0},
             "ways": [way | of_it | {"memory_of_a_reader": 27e6}]}  # fmt: skip
    for name, file in {"KEPT": "m.json", "PAGE": "m.md", "PICTURE": "m.svg"}.items():
        monkeypatch.setattr(tell, name, tmp_path / file)
    page = "before\n<!-- measured: catalog -->\nold\n<!-- end -->\nbehind\n"
    tell.PAGE.write_text(page, encoding="utf-8")
    tell.keep("catalog", found)
    written = tell.PAGE.read_text(encoding="utf-8")
    assert written.startswith("before\n")
    assert written.endswith("<!-- end -->\nbehind\n")
    assert "old\n" not in written
    assert "(m.svg)" in written
    assert "| a copy | 20 ms | 20 ms | 20 ms | 0 | 27 MB | none | 2 kB |" in written
    assert tell.rewritten(written) == written
    assert "a copy" in tell.PICTURE.read_text(encoding="utf-8")
