"""What pages name in code: commands and options, `make` targets, modules, files, settings.

Each function tells what of its kind a page names and there is not. What is asked in SQL stands in
asked.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache

import click

from docs.site.markdown import ROOMS, ROOT, Code, Page
from pipelines.cli import COMMANDS, main

CALL = re.compile(r"(?<![\w/.-])(?:\.venv/bin/)?muster ([a-z]\w*)\b(?=(.*))")
OPTION = re.compile(r"(?<![\w-])--?[a-zA-Z][a-z-]*")


def lines(page: Page) -> Iterator[tuple[Code, str]]:
    """The lines of code; one that ends in a backslash goes on in the next."""
    for code in page.code:
        for line in code.text.replace("\\\n", " ").splitlines():
            yield code, line


def spans(page: Page) -> Iterator[str]:
    """The code spans of a page, each on one line."""
    return (" ".join(c.text.split()) for c in page.code if c.info is None)


@cache
def options(command: str) -> frozenset[str]:
    """Every spelling of every option of a command."""
    assert isinstance(main, click.Group)
    found = main.get_command(click.Context(main), command)
    assert found is not None
    every = (o for p in found.params for o in [*p.opts, *p.secondary_opts])
    return frozenset(every) | {"-h", "--help"}


def calls(page: Page) -> Iterator[tuple[str, str]]:
    """Commands that a page calls, each with what stands behind it up to the next one."""
    for code, line in lines(page):
        for command, rest in CALL.findall(line):
            yield command, rest.partition("muster ")[0]
        command, _, rest = line.partition(" ")
        if code.info is None and command in COMMANDS and rest.startswith("-"):
            yield command, rest


def wrong_commands(page: Page) -> Iterator[str]:
    """Commands that there are not, and options that they do not have."""
    for command, rest in calls(page):
        if command not in COMMANDS:
            yield f"muster {command}"
        else:
            shown = OPTION.findall(re.sub(r"\"[^\"]*\"", "", rest))
            yield from (f"muster {command} {o}" for o in shown if o not in options(command))


def wrong_options(page: Page) -> Iterator[str]:
    """Options that stand alone and that no command has."""
    known = frozenset[str]().union(*map(options, COMMANDS))
    for span in spans(page):
        if span.startswith("--"):
            yield from (option for option in OPTION.findall(span) if option not in known)


def wrong_targets(page: Page) -> Iterator[str]:
    """What `make` cannot make."""
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    named = (re.match(r"(?:\$ )?make (\w+)", line) for _, line in lines(page))
    yield from (f"make {found[1]}" for found in named if found and found[1] not in targets)


def wrong_modules(page: Page) -> Iterator[str]:
    """Modules that are run and are not there."""
    for code in page.code:
        for name in re.findall(r"python -m ([\w.]+)", code.text):
            path = ROOT / name.replace(".", "/")
            if not path.with_suffix(".py").exists() and not (path / "__main__.py").exists():
                yield name


@cache
def files() -> tuple[str, ...]:
    """Every file and folder of the rooms, from the root of the repository."""
    found = (p for room in ROOMS for p in [ROOT / room, *(ROOT / room).rglob("*")])
    return tuple(str(p.relative_to(ROOT)) for p in found)


@cache
def exists(name: str) -> bool:
    """Whether a file or folder is there; `*` and `<name>` stand for anything."""
    pattern = re.sub(r"<[^>]*>", "*", name.rstrip("/"))
    return any(fnmatch(file, pattern) for file in files())


def wrong_files(page: Page) -> Iterator[str]:
    """Files and folders that are not there: from the root, or a module by its last names."""
    for span in spans(page):
        from_the_root = re.fullmatch(rf"(?:{'|'.join(ROOMS)})/[\w./*<>-]*", span)
        module = re.fullmatch(r"[\w/]+\.(?:py|sql)", span)
        if from_the_root or module:
            anywhere = f"*/{span}" if module else span
            if not exists(span) and not exists(anywhere):
                yield span


@cache
def source_code() -> str:
    """All that the three rooms are written in."""
    rooms = ("pipelines", "sources", "warehouse")
    return "".join(p.read_text("utf-8") for room in rooms for p in (ROOT / room).rglob("*.py"))


@cache
def deployed() -> str:
    """All that settings of a deployment say."""
    return "".join(p.read_text("utf-8") for p in sorted((ROOT / "deploy").glob("*.yaml")))


def wrong_settings(page: Page) -> Iterator[str]:
    """Settings of the environment that nothing reads, neither code nor what is deployed."""
    for code in page.code:
        for name in re.findall(r"\bMUSTER_[A-Z_]+", code.text):
            if f'"{name}"' not in source_code() and f"env: {name}}}" not in deployed():
                yield name
