"""Builds the site of the docs and checks its links: `python -m docs.site FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from sphinx.cmd.build import build_main

from docs.site import built, links
from docs.site.listing import DOCS
from docs.site.markdown import ROOT
from pipelines.whole import whole

OUR_MARK = "searchindex.js"


class Broken(Exception):  # noqa: N818 - a finding about the docs, not an error of ours
    """Something in the docs is broken; it has been told."""


def main(target: Path) -> int:
    """Build beside `target`, check, and take its place; returns 1 where anything is broken."""
    if target.exists() and not (target / OUR_MARK).exists():
        print(f"{target}: is no site of docs, and is left alone", file=sys.stderr)
        return 2
    try:
        with whole(target) as site:
            followed = _made(site)
    except Broken:
        return 1
    n_pages = sum(1 for _ in target.rglob("*.html"))
    print(f"{target / 'index.html'}: {n_pages} pages, {followed:,} links, none broken")
    return 0


def _made(site: Path) -> int:
    """Build the site and check it; how many links were followed. Raises `Broken`."""
    site = site.resolve()
    problems = links.broken()
    with TemporaryDirectory() as read:
        failed = build_main(_arguments(site, Path(read)))
    followed, torn = built.broken(site)
    problems += torn
    print(*problems, sep="\n", end="\n" if problems else "", file=sys.stderr)
    if failed or problems:
        raise Broken
    return followed


def _arguments(site: Path, read: Path) -> list[str]:
    """Warnings are errors, and all of them are told; what was read once is not kept."""
    strict = ["--quiet", "--fail-on-warning", "--nitpicky"]
    return [*strict, "--conf-dir", str(DOCS), "--doctree-dir", str(read), str(ROOT), str(site)]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
