"""What is made in docs/ stands there as it is made now."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs.site import made
from docs.site.listing import DOCS

FROM_THE_WAREHOUSE = {"cookbook.md", "picture.svg"}  # their own tests say what of them may differ


def test_all_that_is_made_has_a_place() -> None:
    assert all((DOCS / name).is_file() for name in made.MADE)
    assert made.MADE.keys() > FROM_THE_WAREHOUSE


@pytest.mark.parametrize("name", sorted(made.MADE.keys() - FROM_THE_WAREHOUSE))
def test_what_is_made_of_the_repository_is_what_stands(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == made.MADE[name](), "run `make docs`"


def test_make_names_all_that_is_made() -> None:
    makefile = (Path(DOCS).parent / "Makefile").read_text(encoding="utf-8")
    lines = [line for line in makefile.splitlines() if "docs.site.made" in line]
    assert {name for line in lines for name in line.split()[3:]} == made.MADE.keys()
