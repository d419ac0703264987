"""For people who correct a lexicon: what is found in the tuned documents, missed, and imagined.

    python -m tests.sources.counts.report [FOLDER]

Of the held-out documents only the figures are printed: they must stay unseen to mean anything.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.sources.counts.corpus import evaluate, table

HERE = Path(__file__).parent


def main(arguments: list[str]) -> None:
    """Print the table of each folder, and the misses of those that may be looked at."""
    for name in arguments or ["tuned", "own", "held_out"]:
        folder = HERE / name
        if not folder.is_dir():
            continue
        tallies = evaluate(folder)
        print(f"{name}\n{table(tallies)}\n")
        if name == "held_out":
            continue
        total = tallies["all"]
        for heading, lines in (
            ("missed", total.missed), ("no counts", total.wrong), ("misread", total.misread)
        ):  # fmt: skip
            print(f"{heading}:", *(lines or ["none"]), sep="\n  ")
        print()


if __name__ == "__main__":
    main(sys.argv[1:])
