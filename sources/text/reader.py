"""The process that reads documents, one after another: started by bounded.py, ended by it.

It has a limit on its memory, may write no file, and says nothing but its answers.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import resource
import sys
from dataclasses import asdict
from typing import IO, Any

from sources.text import wire
from sources.text.plain_text import Limits, Refused


def main() -> None:
    """Answer the jobs on standard input until it ends. The first argument has the limits."""
    limits = Limits(**json.loads(sys.argv[1]))
    jobs, answers = _streams()
    _bind(limits)
    wire.send(answers, {"ready": True})
    while True:
        try:
            head, data = wire.receive(jobs, most=limits.bytes + (1 << 20))
        except wire.Broken:
            return
        _at_most(limits.seconds)
        answer, text = _answer(head, data, limits)
        wire.send(answers, answer, text)
        if "unread" in answer:  # what is left of the memory may be in pieces
            return


def _streams() -> tuple[IO[bytes], IO[bytes]]:
    """Standard input and output for ourselves; libraries that read or print have none."""
    jobs, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    return jobs, answers


def _bind(limits: Limits) -> None:
    """Limit this process; a reader that asks for more gets a MemoryError, or dies alone."""
    with contextlib.suppress(ValueError, OSError):  # of systems that know no such limit
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _at_most(seconds: float) -> None:
    """End this process where a job takes far too long and nobody is left to end it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = math.ceil(used.ru_utime + used.ru_stime + seconds) + 5
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    if hard == resource.RLIM_INFINITY or soft < hard:
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def _answer(head: dict[str, Any], data: bytes, limits: Limits) -> tuple[dict[str, Any], bytes]:
    """The answer to a job: exceptions of libraries do not leave this process."""
    try:
        return _read(head, data, limits)
    except Refused as refused:
        return {"refused": str(refused)}, b""
    except MemoryError:
        return {"unread": f"reading it takes more than {limits.memory / 1e9:.1f} GB of memory"}, b""
    except RecursionError:
        return {"refused": "it is nested too deep"}, b""
    except Exception as error:  # a parser's own error about a hostile file
        said = "".join(filter(str.isprintable, " ".join(str(error)[:1_000].split())))[:200]
        return {"refused": f"it cannot be read: {type(error).__name__}: {said}"}, b""


def _read(head: dict[str, Any], data: bytes, limits: Limits) -> tuple[dict[str, Any], bytes]:
    media_type, charset = head["media_type"], head["charset"]
    if head["task"] == "description":
        from sources.text.description import describe

        return {"described": asdict(describe(data, media_type, charset, limits))}, b""
    from sources.text.extract import extract

    text = extract(data, media_type, charset, limits)
    return {"main": text.main, "method": text.method}, text.text.encode()


if __name__ == "__main__":
    main()
