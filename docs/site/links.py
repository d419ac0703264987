"""Whether the links of Markdown pages lead somewhere: files, headings, and well-formed addresses.

No address is asked for. The pages of the built site are looked at in built.py.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from docs.site.markdown import ROOT, pages, read

# Hosts that docs may point to: publishers of the formats and tools that are used, and the one that
# is set apart for examples. A host is added by whoever has looked at the page behind the link.
HOSTS = frozenset(
    {
        "datapackage.org",
        "docs.dagster.io",
        "docs.mlcommons.org",
        "duckdb.org",
        "example.org",
        "github.com",
        "keepachangelog.com",
        "mlcommons.org",
        "schema.org",
        "specs.frictionlessdata.io",
        "www.w3.org",
    }
)


def broken() -> list[str]:
    """What is broken in the Markdown of the repository: `file:line: target: why`, one a link."""
    return [problem for page in pages() for problem in of_page(page)]


def of_page(page: Path) -> list[str]:
    """What is broken on one page."""
    found = []
    for link in read(page).links:
        if why := why_not(page, link.target):
            found.append(f"{page.relative_to(ROOT)}:{link.line}: {link.target}: {why}")
    return found


def why_not(page: Path, target: str) -> str | None:
    """Why a link of a page leads nowhere; null where it leads somewhere."""
    if urlsplit(target).scheme or target.startswith("//"):
        return why_no_address(target)
    name, _, anchor = target.partition("#")
    path = (page.parent / unquote(name)).resolve() if name else page
    if not path.is_relative_to(ROOT):
        return "leads out of the repository"
    if not path.exists():
        return "there is no such file"
    if anchor and path.suffix == ".md" and unquote(anchor) not in read(path).anchors:
        return f"{path.relative_to(ROOT)} has no heading or anchor of that name"
    if anchor and path.suffix != ".md":
        return "only pages have anchors"
    return None


def why_no_address(target: str) -> str | None:
    """What is wrong with the form of an address outside; null where nothing is."""
    parts = urlsplit(target)
    if parts.scheme != "https":
        return "not https"
    if parts.username or parts.port or any(c.isspace() for c in target):
        return "an address with a user, a port or a space"
    if parts.hostname not in HOSTS:
        return "a host that is not listed in docs/site/links.py: look at the page, then add it"
    return None
