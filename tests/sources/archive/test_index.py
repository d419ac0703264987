"""The index: what was written stays, what was cut short is named, and nothing is lost."""

import json
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.archive import Archive, Entry, Event, snapshots
from sources.archive.entry import LONGEST, parsed

AT = datetime(2026, 3, 9, 12, 30, 0, 123456, tzinfo=UTC)
SHA256 = "a" * 64


def entry(document: str = "doc", minutes: int = 0, **changed: object) -> Entry:
    at = AT + timedelta(minutes=minutes)
    made = Entry(document, "https://example.org/a", at, "captured", "file", media_type="text/html")
    return replace(made, **changed)  # type: ignore[arg-type]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive")


def test_an_archive_that_is_not_there_is_empty(archive: Archive) -> None:
    assert archive.read() == ([], [])
    assert not archive.folder.exists()


def test_what_was_recorded_is_read_in_its_order(archive: Archive) -> None:
    first = archive.record(entry(etag='"x"', status=200), b"there were 5 men")
    second = archive.record(entry(minutes=1, event="failed", media_type=None, message="404"))
    assert first.size == 16
    assert archive.objects.get(first.sha256 or "") == b"there were 5 men"
    assert archive.read() == ([first, second], [])


def test_bytes_that_are_too_many_leave_no_entry(archive: Archive) -> None:
    with pytest.raises(ValueError, match="at most"):
        archive.record(entry(), bytes(50_000_001))
    assert archive.read() == ([], [])


@pytest.mark.parametrize("cut", [1, 2, 10, 100])
def test_a_last_line_that_was_cut_is_passed_over_and_named(archive: Archive, cut: int) -> None:
    first = archive.record(entry(), b"one")
    archive.record(entry(minutes=1), b"two")
    whole = archive.path.read_bytes()
    archive.path.write_bytes(whole[:-cut])
    entries, damaged = archive.read()
    if cut == 1:  # the line break alone: the line is there
        assert (len(entries), damaged) == (2, [])
    else:
        assert entries == [first]
        assert len(damaged) == 1
        assert damaged[0].startswith(f"{archive.path}:2: not an entry: ")
    third = archive.record(entry(minutes=2), b"three")
    entries, damaged = archive.read()
    assert entries[-1] == third
    assert len(damaged) == (cut > 1)


@pytest.mark.parametrize(
    "line",
    [b"", b"\n\n", b"null", b"[]", b"{}", b"\xff\xfe", b"[" * 100_000, b'{"event":"captured"}',
     b"x" * 3_000_000, b"1" * 5_000, b'"\\ud800"'],
)  # fmt: skip
def test_a_damaged_line_costs_itself_alone(archive: Archive, line: bytes) -> None:
    first = archive.record(entry(), b"one")
    with archive.path.open("ab") as stream:
        stream.write(line + b"\n")
    second = archive.record(entry(minutes=1), b"two")
    entries, damaged = archive.read()
    assert entries == [first, second]
    assert bool(damaged) == bool(line.strip())
    assert all(len(told) < 1_000 and told.isprintable() for told in damaged)


APPEND = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from sources.archive import Archive, Entry
archive, who = Archive(Path(sys.argv[1])), sys.argv[2]
at = datetime(2026, 3, 9, 12, 30, 0, 123456, tzinfo=UTC)
for n in range(50):
    made = Entry(f"doc-{who}", "https://example.org/a", at + timedelta(minutes=n), "captured",
                 "file", media_type="text/html", message="x" * 3_000)
    archive.record(made, f"{who} {n}".encode())
"""


def test_many_processes_may_record_at_once(archive: Archive) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", APPEND, str(archive.folder), str(who)],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
            cwd=Path(__file__).parents[3],
        )
        for who in range(4)
    ]
    read = 0
    while any(process.poll() is None for process in processes):
        entries, damaged = archive.read()  # meanwhile nobody sees half a line
        assert damaged == []
        assert len(entries) >= read
        read = len(entries)
    assert [process.returncode for process in processes] == [0] * 4
    entries, damaged = archive.read()
    assert damaged == []
    for who in range(4):
        mine = [e for e in entries if e.document_id == f"doc-{who}"]
        assert [e.at for e in mine] == [AT + timedelta(minutes=n) for n in range(50)]
    assert all(archive.objects.altered(e.sha256 or "") is None for e in entries)


def test_an_index_that_links_out_of_the_archive_is_not_followed(
    archive: Archive, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.write_bytes(b"")
    archive.folder.mkdir()
    archive.path.symlink_to(outside)
    with pytest.raises(OSError, match=r"symbolic|links"):
        archive.record(entry(), b"one")
    with pytest.raises(OSError, match=r"symbolic|links"):
        archive.read()
    assert outside.read_bytes() == b""


def test_the_same_bytes_of_a_document_are_one_snapshot(archive: Archive) -> None:
    archive.record(entry(etag='"1"'), b"one")
    archive.record(entry(minutes=5, how="fetch", etag='"2"', url="https://example.org/b"), b"one")
    (found,) = snapshots(archive.read()[0])
    assert (found.captured_at, found.seen_at) == (AT, AT + timedelta(minutes=5))
    assert (found.url, found.how, found.etag) == ("https://example.org/a", "file", '"2"')
    assert found.size == 3


def test_other_bytes_and_other_documents_are_other_snapshots(archive: Archive) -> None:
    for minutes, (document, data) in enumerate(
        [("a", b"1"), ("a", b"2"), ("b", b"1"), ("a", b"1")]
    ):
        archive.record(entry(document, minutes), data)
    found = [(s.document_id, s.seen_at.minute - AT.minute) for s in snapshots(archive.read()[0])]
    assert found == [("a", 3), ("a", 1), ("b", 2)]


def test_a_page_that_still_stands_is_seen_again(archive: Archive) -> None:
    first = archive.record(entry(), b"one")
    archive.record(
        entry(minutes=9, event="unchanged", sha256=first.sha256, media_type=None, status=304)
    )
    archive.record(entry(minutes=10, event="failed", media_type=None, message="gone"))
    (found,) = snapshots(archive.read()[0])
    assert found.seen_at == AT + timedelta(minutes=9)
    assert found.media_type == "text/html"


def test_who_brings_a_page_in_again_may_know_better_what_it_is(archive: Archive) -> None:
    archive.record(entry(media_type="text/plain"), b"<p>one")
    archive.record(entry(minutes=1, media_type="text/html", charset="koi8-r"), b"<p>one")
    (found,) = snapshots(archive.read()[0])
    assert (found.media_type, found.charset) == ("text/html", "koi8-r")


def test_unchanged_without_a_capture_is_no_snapshot() -> None:
    assert snapshots([entry(event="unchanged", sha256=SHA256)]) == []


ZONES = st.integers(-23, 23).map(lambda hours: timezone(timedelta(hours=hours)))
TEXTS = st.text(st.characters(exclude_categories=()), max_size=60)
ENTRIES = st.builds(
    Entry,
    document_id=TEXTS, url=TEXTS,
    at=st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29), timezones=ZONES),
    event=st.sampled_from(get_args(Event)), how=TEXTS, sha256=st.just(SHA256),
    media_type=TEXTS.filter(bool), charset=st.none() | TEXTS,
    size=st.none() | st.integers(0, 10**12), status=st.none() | st.integers(0, 999),
    etag=st.none() | TEXTS, last_modified=st.none() | TEXTS, message=st.none() | TEXTS,
)  # fmt: skip


@given(ENTRIES)
def test_any_entry_comes_back_from_its_line(made: Entry) -> None:
    line = made.line()
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert parsed(line) == made


@given(ENTRIES, st.data())
def test_a_bit_that_flips_in_a_line_is_seen_or_changes_nothing(
    made: Entry, data: st.DataObject
) -> None:
    line = bytearray(made.line())
    line[data.draw(st.integers(0, len(line) - 2))] ^= 1 << data.draw(st.integers(0, 7))
    with suppress(ValueError):
        assert parsed(bytes(line)) == made


def test_a_line_of_before_there_were_checksums_is_read() -> None:
    told = json.loads(entry(sha256=SHA256).line())
    del told["sum"]
    assert parsed(json.dumps(told).encode()) == entry(sha256=SHA256)


VALUES = st.none() | st.booleans() | st.integers() | st.floats() | TEXTS | st.just([1])


@given(st.dictionaries(st.sampled_from([*asdict(entry()), "more"]), VALUES))
def test_any_line_is_an_entry_or_refused(told: dict[str, object]) -> None:
    base = json.loads(entry(sha256=SHA256).line())
    del base["sum"]
    with suppress(ValueError):
        found = parsed(json.dumps(base | told).encode())
        assert parsed(found.line()).sha256 == found.sha256


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"sha256": "../../etc/passwd"}, "is none"),
        ({"sha256": None}, "captured, but without hash"),
        ({"size": -1}, "size is of the wrong type"),
        ({"status": True}, "status is of the wrong type"),
        ({"event": "eaten"}, "event 'eaten' is unknown"),
        ({"at": "2026-03-09T12:00:00"}, "at has no time zone"),
        ({"at": "0001-01-01T00:00:00+14:00"}, "before the first year"),
        ({"at": "yesterday"}, "Invalid isoformat"),
        ({"url": None}, "url is missing"),
    ],
)
def test_what_is_wrong_with_a_line_is_said(changed: dict[str, object], reason: str) -> None:
    told = json.loads(entry(sha256=SHA256).line()) | changed
    with pytest.raises(ValueError, match=reason):
        parsed(json.dumps(told).encode())


def test_values_from_the_network_are_capped() -> None:
    found = parsed(entry(sha256=SHA256, etag="x" * 100_000, message="\ud800" * 9_999).line())
    assert found.etag == "x" * LONGEST
    assert len(found.message or "") == LONGEST
