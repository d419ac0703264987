"""Builds the site of the docs and checks its links: `python -m docs.site FOLDER`."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from sphinx.cmd.build import build_main

from docs.site import built, links
from docs.site.listing import DOCS
from docs.site.markdown import ROOT

OUR_MARK = "searchindex.js"


def main(target: Path) -> int:
    """Build beside `target`, check, and take its place; returns 1 where anything is broken."""
    if target.exists() and not (target / OUR_MARK).exists():
        print(f"{target}: is no site of docs, and is left alone", file=sys.stderr)
        return 2
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".site-", dir=target.parent) as folder:
        site = Path(folder).resolve() / "site"
        problems = links.broken()
        made = build_main(_arguments(site, Path(folder) / "read"))
        followed, torn = built.broken(site)
        problems += torn
        print(*problems, sep="\n", end="\n" if problems else "", file=sys.stderr)
        if made or problems:
            return 1
        shutil.rmtree(target, ignore_errors=True)
        site.rename(target)
    n_pages = sum(1 for _ in target.rglob("*.html"))
    print(f"{target / 'index.html'}: {n_pages} pages, {followed:,} links, none broken")
    return 0


def _arguments(site: Path, read: Path) -> list[str]:
    """Warnings are errors, and all of them are told; what was read once is not kept."""
    strict = ["--quiet", "--fail-on-warning", "--nitpicky"]
    return [*strict, "--conf-dir", str(DOCS), "--doctree-dir", str(read), str(ROOT), str(site)]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
