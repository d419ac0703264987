"""A small made-up catalog that tests change one thing in."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from sources.problems import Problem

SOURCES = """\
- {id: daily-example, name: The Daily Example, kind: newspaper, country: null, party: none}
- {id: example-mfa, name: Example ministry, kind: government, country: CUB, party: none}
"""
DOCUMENT = """\
document:
  id: first-document
  publisher: daily-example
  title: A made-up report
  url: https://example.org/first
  published: 2025-10-05
  language: en
"""
CLAIM = """\
  - id: {id}
    claimant: example-mfa
    says: "1,000 Cubans"
    measure: serving
    population: CUB
    as_of: 2025-10-02
"""


class Catalog:
    """A catalog in a folder, and what checking it finds."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write("sources.yaml", SOURCES)

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def check(self) -> tuple[dict[str, pd.DataFrame], list[Problem]]:
        from sources import load

        return load.check(self.root)

    def problems(self) -> list[Problem]:
        return self.check()[1]

    def claims(self) -> list[str]:
        return self.check()[0]["claim"]["claim_id"].tolist()


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    return Catalog(tmp_path / "catalog")


@pytest.fixture
def one() -> Callable[[str, str], str]:
    """A document with one right claim and one in which `old` is replaced by `new`."""

    def build(old: str, new: str) -> str:
        wrong = CLAIM.format(id="wrong")
        assert old in wrong
        return DOCUMENT + "claims:\n" + CLAIM.format(id="right") + wrong.replace(old, new)

    return build
