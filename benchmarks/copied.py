"""The catalog of the repository several times over: as dense as the real one, and larger.

Each copy has documents of its own, whose figures retell figures of the same copy; all count the
same things, so that the pairs to compare grow with the square.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).parents[1]
CATALOG = ROOT / "sources" / "catalog"
_DOCUMENT = re.compile(r"^(document:.*?\n(?:  .*\n)*?  id: )(\S+)$", re.M)
_ADDRESS = re.compile(r"^(  url: )(\S+)$", re.M)
_REFERRING = re.compile(r"\b((?:derives_from|part_of): *)([^\s/]+)/")


def copied(into: Path, times: int) -> Path:
    """Write the catalog `times` times over into the folder `into`; returns it."""
    into.mkdir(parents=True)
    shutil.copytree(CATALOG / "vocabulary", into / "vocabulary")
    shutil.copy(CATALOG / "sources.yaml", into)
    for path in sorted(CATALOG.glob("*/*.yaml")):
        if path.parent.name == "vocabulary":
            continue
        text = path.read_text(encoding="utf-8")
        (into / path.parent.name).mkdir(exist_ok=True)
        for number in range(times):
            target = into / path.parent.name / f"{path.stem}-{number}.yaml"
            target.write_text(_copy(text, number), encoding="utf-8")
    return into


def _copy(text: str, number: int) -> str:
    """A document with an id and an address of its own, and the links of its claims moved along."""
    text = _DOCUMENT.sub(rf"\g<1>\g<2>-{number}", text, count=1)
    text = _ADDRESS.sub(rf"\g<1>\g<2>?copy={number}", text, count=1)
    return _REFERRING.sub(rf"\g<1>\g<2>-{number}/", text)
