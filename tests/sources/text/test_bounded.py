"""Documents read in processes of their own: one that hangs, bursts or lies costs itself alone."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sources.text import Limits, Text, Unread, method
from sources.text.bounded import texts
from sources.text.wire import Job

PLAIN = "text/plain"
SOON = Limits(seconds=2.0, memory=600_000_000)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """Every process that is started meanwhile."""
    found: list[subprocess.Popen[bytes]] = []
    start = subprocess.Popen

    def note(*arguments: Any, **named: Any) -> subprocess.Popen[bytes]:
        found.append(start(*arguments, **named))
        return found[-1]

    monkeypatch.setattr(subprocess, "Popen", note)
    return found


def read(*documents: str, processes: int = 1, limits: Limits = SOON) -> list[Text | str]:
    jobs = [Job(str(n), said.encode(), PLAIN) for n, said in enumerate(documents)]
    found = list(texts(jobs, processes, limits))
    assert [key for key, _ in found] == [job.key for job in jobs]
    return [text for _, text in found]


def test_each_document_has_its_text_or_its_reason_in_its_order() -> None:
    jobs = [
        Job("a", b"<p>5 men</p>", "text/html"), Job("b", b"", PLAIN), Job("c", b"x", "image/png"),
        Job("d", "127 чел".encode("koi8-r"), PLAIN, "koi8-r"),
        Job("e", b"%PDF-", "application/pdf"),
    ]  # fmt: skip
    found = dict(texts(jobs, processes=2))
    assert list(found) == ["a", "b", "c", "d", "e"]
    assert found["a"] == Text("5 men", 5, method("text/html"))
    assert found["b"] == "there is no text in it"
    assert str(found["c"]).startswith("no text is read from 'image/png'")
    assert found["d"] == Text("127 чел", 7, method(PLAIN, "koi8-r"))
    assert str(found["e"]).startswith("the PDF cannot be opened")


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("segv", "its reader died (SIGSEGV)"),
        ("exit", "its reader died (exit code 3)"),
        ("hang", "reading it takes more than 2 seconds"),
        ("eat", "reading it takes more than 0.6 GB of memory"),
        ("lie", "its reader gave no text"),
        ("nothing", "its reader gave no text"),
    ],
)
@pytest.mark.usefixtures("bad_reader")
def test_a_reader_that_goes_wrong_costs_one_document(word: str, reason: str) -> None:
    before, wrong, after, last = read("before", word, "after", "pid")
    assert isinstance(before, Text)
    assert isinstance(after, Text)
    assert isinstance(last, Text)
    assert wrong == reason
    assert isinstance(wrong, Unread)


@pytest.mark.usefixtures("bad_reader")
def test_a_flood_of_an_answer_is_not_taken_in() -> None:
    limits = Limits(seconds=5, characters=1_000)
    flood, after = read("flood", "after", limits=limits)
    assert flood == "its reader gave no text"
    assert isinstance(after, Text)


@pytest.mark.usefixtures("bad_reader")
def test_a_process_that_hangs_is_gone_when_its_time_is_over(
    started: list[subprocess.Popen[bytes]],
) -> None:
    began = time.monotonic()
    assert isinstance(read("hang")[0], Unread)
    assert time.monotonic() - began < 10
    assert started
    assert all(process.returncode is not None for process in started)


@pytest.mark.usefixtures("bad_reader")
def test_one_process_reads_document_after_document_and_none_is_left() -> None:
    first, second, third = read("pid", "pid", "pid")
    assert first == second == third
    assert isinstance(first, Text)
    with pytest.raises(ProcessLookupError):
        os.kill(int(first.text), 0)


@pytest.mark.usefixtures("bad_reader")
def test_a_process_is_replaced_after_some_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sources.text.worker._JOBS", 2)
    pids = [text.text for text in read(*["pid"] * 4) if isinstance(text, Text)]
    assert pids[0] == pids[1] != pids[2] == pids[3]


@pytest.mark.usefixtures("bad_reader")
def test_what_a_library_prints_is_not_taken_for_an_answer() -> None:
    (found,) = read("print")
    assert isinstance(found, Text)
    assert found.text == "print"


@pytest.mark.usefixtures("bad_reader")
def test_a_reader_can_write_no_file(tmp_path: Path) -> None:
    (found,) = read(f"write {tmp_path / 'stolen'}")
    assert "File too large" in str(found)
    assert not (tmp_path / "stolen").exists() or (tmp_path / "stolen").read_text() == ""


def test_a_reader_does_not_see_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    from sources.text.worker import _environment

    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    assert "secret" not in str(_environment())
    assert _environment()["PYTHONHASHSEED"] == "0"


def test_a_document_beyond_the_limit_starts_no_process() -> None:
    (found,) = read("x" * 2_000, limits=Limits(bytes=1_000))
    assert found == "2,000 bytes; at most 1,000 are read"


def test_no_job_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", _must_not_start)
    assert list(texts([], processes=2)) == []


def _must_not_start(*_: object, **__: object) -> None:
    raise AssertionError("a process is started")


def test_few_documents_are_held_at_a_time() -> None:
    taken = []

    def jobs() -> Iterator[Job]:
        for n in range(20):
            taken.append(n)
            yield Job(str(n), b"5 men", PLAIN)

    found = texts(jobs(), processes=2)
    next(found)
    assert len(taken) <= 5
    found.close()


@pytest.mark.usefixtures("bad_reader")
def test_whoever_stops_asking_leaves_no_process(started: list[subprocess.Popen[bytes]]) -> None:
    found = texts([Job(word, word.encode(), PLAIN) for word in ("a", "hang", "hang")], 2)
    assert next(found)[0] == "a"
    began = time.monotonic()
    found.close()
    assert time.monotonic() - began < 10
    assert started
    assert all(process.returncode is not None for process in started)


def test_a_program_that_does_not_start_is_an_error_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sources.text.worker._PROGRAM", "sources.text.no_such_program")
    with pytest.raises(RuntimeError, match=r"no process to read documents in .*no_such_program"):
        read("5 men")


def test_it_works_from_a_thread() -> None:
    found: list[Text | str] = []
    thread = threading.Thread(target=lambda: found.extend(read("5 men")))
    thread.start()
    thread.join(30)
    assert [text.text for text in found if isinstance(text, Text)] == ["5 men"]


@pytest.mark.parametrize("how", ["spawn", "fork"])
def test_it_works_from_a_daemonic_process(how: str, tmp_path: Path) -> None:
    """Which may have no children by multiprocessing; Dagster runs steps in such processes."""
    script = (
        "import multiprocessing as m\n"
        "from sources.text.bounded import texts\n"
        "from sources.text.wire import Job\n"
        "def work(q):\n"
        "    q.put([t.text for _, t in texts([Job('', b'5 men', 'text/plain')])])\n"
        "if __name__ == '__main__':\n"
        f"    c = m.get_context({how!r})\n"
        "    q = c.Queue()\n"
        "    p = c.Process(target=work, args=(q,), daemon=True)\n"
        "    p.start(); print(q.get(timeout=30)); p.join()\n"
    )
    path = tmp_path / "daemonic.py"
    path.write_text(script)
    assert _run(str(path)) == "['5 men']"


def test_it_works_from_a_program_on_standard_input() -> None:
    script = (
        "from sources.text.bounded import texts\n"
        "from sources.text.wire import Job\n"
        "print([t.text for _, t in texts([Job('', b'5 men', 'text/plain')])])\n"
    )
    assert _run("-", script=script) == "['5 men']"


def _run(*arguments: str, script: str | None = None) -> str:
    said = subprocess.run(
        [sys.executable, *arguments], input=script, text=True, capture_output=True, timeout=60,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}, check=True,
    )  # fmt: skip
    return said.stdout.strip()
