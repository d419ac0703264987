"""What the docs name exists: commands, options, `make` targets, modules, files, settings, columns;
and every query binds. The changelog is left out: it also names what is gone.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from docs.site import asked, named
from docs.site.markdown import ROOT, pages, parsed, read

PAGES = [page for page in pages() if page.name != "CHANGELOG.md" and "tests" not in page.parts]
KINDS = (
    named.wrong_commands, named.wrong_options, named.wrong_targets, named.wrong_modules,
    named.wrong_files, named.wrong_settings, asked.wrong_columns, asked.wrong_queries,
)  # fmt: skip


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_everything_that_a_page_names_exists(page: Path) -> None:
    wrong = [f"{kind.__name__}: {slip}" for kind in KINDS for slip in kind(read(page))]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "slips"),
    [
        ("`muster nowhere`", ["muster nowhere"]),
        ("`muster check`, `muster compare --nowhere X`", ["muster compare --nowhere"]),
        ("`compare --nowhere`", ["muster compare --nowhere"]),
        (
            "```console\n$ muster check, muster build \\\n  --nowhere\n```",
            ["muster build --nowhere"],
        ),
        ("`--population KEN`, `--nowhere`", ["--nowhere"]),
        ("`make build`, `make nowhere`", ["make nowhere"]),
        ("`python -m benchmarks`, `python -m benchmarks.nowhere`", ["benchmarks.nowhere"]),
        ("`warehouse/*/bound.py`, `warehouse/nowhere/`", ["warehouse/nowhere/"]),
        ("`sources/<room>/*.py`, `derive.py`, `nowhere.py`", ["nowhere.py"]),
        ("`MUSTER_WAIT=0`, `MUSTER_NOWHERE=1`", ["MUSTER_NOWHERE"]),
        ("`claim.says`, `claim.nowhere`", ["claim.nowhere"]),
    ],
)
def test_what_does_not_exist_is_found(text: str, slips: list[str]) -> None:
    page = parsed(text + "\n")
    assert [slip for kind in KINDS for slip in kind(page)] == slips


@pytest.mark.parametrize(
    "text",
    ["`FROM {}`", "```sql\nSELECT * FROM {}\n```", '```console\n$ muster sql "FROM {}"\n```'],
)
def test_a_query_is_tried_wherever_it_stands(text: str) -> None:
    assert (
        list(asked.wrong_queries(parsed(text.format("known_on(DATE '2025-01-01')") + "\n"))) == []
    )
    (slip,) = asked.wrong_queries(parsed(text.format("nowhere") + "\n"))
    assert "Table with name nowhere does not exist" in slip
