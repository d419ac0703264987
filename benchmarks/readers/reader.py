"""One reader, or several in one process: `benchmarks.readers.reader FOLDER NUMBER THREADS`.

FOLDER/asked.json says what to read, what to ask and for how long. A reader opens, says that it is
ready, waits for all others, and asks with pauses in between; then, all at once, without.
"""

from __future__ import annotations

import json
import random
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from benchmarks.readers.asked import told
from benchmarks.readers.ways import OPENED, Ask, memory


def read(ask: Ask, asked: dict[str, Any], number: int) -> dict[str, Any]:
    """What this reader was answered: question, when, how long it took, and a hash of the answer."""
    chance = random.Random(number)
    questions, answers, errors = asked["questions"], [], []
    burst = asked["begins"] + asked["seconds"]
    end, turn = burst + asked["burst"], number
    time.sleep(max(0.0, asked["begins"] - time.monotonic()) + chance.uniform(0, asked["thinks"]))
    while (began := time.monotonic()) < end:
        question = questions[turn % len(questions)]
        turn += 1
        try:
            answer = told(ask(question))
        except Exception as error:  # whatever a client raises is what its user sees
            errors.append(f"{type(error).__name__}: {str(error)[:200]}")
            answer = ""
        took = time.monotonic() - began
        answers.append((question["name"], began - asked["begins"], took, answer))
        if (now := time.monotonic()) < burst:
            time.sleep(min(chance.uniform(0, 2 * asked["thinks"]), burst - now))
    return {"answers": answers, "errors": errors}


def main() -> None:
    """Get ready, wait to be told when to begin, and write down what was answered."""
    folder, number, threads = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    asked = json.loads((folder / "asked.json").read_text(encoding="utf-8"))
    asks = [OPENED[asked["way"]](asked["target"]) for _ in range(threads)]
    for ask in asks:
        told(ask(asked["questions"][0]))  # clients load what they need when they are first used
    (folder / f"ready-{number}").touch()
    go = folder / "go"
    while not go.exists():
        time.sleep(0.05)
    asked["begins"] = float(go.read_text(encoding="ascii"))
    with ThreadPoolExecutor(threads) as pool:
        reading = [pool.submit(read, ask, asked, number + n) for n, ask in enumerate(asks)]
        time.sleep(max(0.0, asked["begins"] + asked["seconds"] * 0.9 - time.monotonic()))
        bytes_held = memory()
        done = [r.result() for r in reading]
    written = {"readers": done, "memory": bytes_held}
    (folder / f"done-{number}.json").write_text(json.dumps(written), encoding="utf-8")


if __name__ == "__main__":
    main()
