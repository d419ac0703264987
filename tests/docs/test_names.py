"""What the docs name exists: commands and options, `make` targets, modules, files, settings, tables
and columns, and every query binds. The changelog is left out: it also names what is gone.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import click
import duckdb
import pytest

from docs.site.markdown import ROOMS, ROOT, Code, pages, read
from pipelines.cli import COMMANDS, main
from warehouse.declare import create_macros, create_table
from warehouse.schema import tables

PAGES = [page for page in pages() if page.name != "CHANGELOG.md" and "tests" not in page.parts]
CALL = re.compile(r"(?<![\w/.-])(?:\.venv/bin/)?muster ([a-z]\w*)\b(?=(.*))")
OPTION = re.compile(r"(?<![\w-])--?[a-zA-Z][a-z-]*")
QUERY = re.compile(r"(?:SELECT|FROM|WITH)\s")

on_each_page = pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))


def lines(code: Code) -> list[str]:
    """The lines of a span or block; one that ends in a backslash goes on in the next."""
    return code.text.replace("\\\n", " ").splitlines()


def spans(page: Path) -> list[str]:
    """The code spans of a page, each on one line."""
    return [" ".join(c.text.split()) for c in read(page).code if c.info is None]


@cache
def options(command: str) -> frozenset[str]:
    """Every spelling of every option of a command."""
    assert isinstance(main, click.Group)
    found = main.get_command(click.Context(main), command)
    assert found is not None
    every = (o for p in found.params for o in [*p.opts, *p.secondary_opts])
    return frozenset(every) | {"-h", "--help"}


def calls(page: Path) -> Iterator[tuple[str, str]]:
    """Commands that a page calls, each with what stands behind it."""
    for code in read(page).code:
        for line in lines(code):
            yield from CALL.findall(line)
            command, _, rest = line.partition(" ")
            if code.info is None and command in COMMANDS and rest.startswith("-"):
                yield command, rest


@on_each_page
def test_commands_exist_and_have_the_options_that_are_shown(page: Path) -> None:
    for command, rest in calls(page):
        assert command in COMMANDS, f"muster {command}"
        shown = OPTION.findall(re.sub(r"\"[^\"]*\"", "", rest.partition("muster")[0]))
        assert set(shown) <= options(command), f"muster {command}{rest}"


@on_each_page
def test_options_that_stand_alone_are_those_of_some_command(page: Path) -> None:
    known = frozenset[str]().union(*map(options, COMMANDS))
    for span in spans(page):
        if span.startswith("--"):
            assert set(OPTION.findall(span)) <= known, span


@on_each_page
def test_make_targets_exist(page: Path) -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    for code in read(page).code:
        for line in lines(code):
            if named := re.match(r"(?:\$ )?make (\w+)", line):
                assert named[1] in targets, line


@on_each_page
def test_modules_that_are_run_exist(page: Path) -> None:
    for code in read(page).code:
        for name in re.findall(r"python -m ([\w.]+)", code.text):
            path = ROOT / name.replace(".", "/")
            assert path.with_suffix(".py").exists() or (path / "__main__.py").exists(), name


@cache
def files() -> tuple[str, ...]:
    """Every file and folder of the rooms, from the root of the repository."""
    found = (p for room in ROOMS for p in [ROOT / room, *(ROOT / room).rglob("*")])
    return tuple(str(p.relative_to(ROOT)) for p in found)


def exists(name: str) -> bool:
    """Whether a file or folder is there; `*` and `<name>` stand for anything."""
    pattern = re.sub(r"<[^>]*>", "*", name.rstrip("/"))
    return any(fnmatch(file, pattern) for file in files())


@on_each_page
def test_files_and_folders_exist(page: Path) -> None:
    for span in spans(page):
        if re.fullmatch(rf"(?:{'|'.join(ROOMS)})/[\w./*<>-]*", span):
            assert exists(span), span
        elif re.fullmatch(r"[\w/]+\.(?:py|sql)", span):
            assert exists(span) or exists(f"*/{span}"), span


@cache
def source_code() -> str:
    """All that the three rooms are written in."""
    rooms = ("pipelines", "sources", "warehouse")
    return "".join(p.read_text("utf-8") for room in rooms for p in (ROOT / room).rglob("*.py"))


@on_each_page
def test_settings_exist(page: Path) -> None:
    for name in set(re.findall(r"\bMUSTER_[A-Z_]+", page.read_text(encoding="utf-8"))):
        assert f'"{name}"' in source_code(), name


@on_each_page
def test_columns_exist(page: Path) -> None:
    for span in spans(page):
        table, dot, column = span.partition(".")
        if dot and table in tables() and column.isidentifier():
            assert column in tables()[table].columns, span


@pytest.fixture(scope="module")
def declared() -> Iterator[duckdb.DuckDBPyConnection]:
    """The published file's tables and macros, without a row."""
    with duckdb.connect() as connection:
        for table in tables().values():
            connection.execute(create_table(table))
        create_macros(connection)
        yield connection


def queries(page: Path) -> Iterator[str]:
    """What a page asks in SQL: blocks, spans, and what `muster sql` is given."""
    for code in read(page).code:
        if code.info == "sql" or (code.info is None and QUERY.match(code.text)):
            yield code.text
        for line in lines(code):
            for command, rest in CALL.findall(line):
                if command == "sql" and '"' in rest:
                    yield next(w for w in shlex.split(rest) if QUERY.match(w))


@on_each_page
def test_queries_bind_to_tables_and_columns_that_exist(
    page: Path, declared: duckdb.DuckDBPyConnection
) -> None:
    for query in queries(page):
        declared.execute(f"EXPLAIN {query}")
