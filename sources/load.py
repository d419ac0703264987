"""The public door to a catalog: a folder -> tidy frames and the list of what is wrong with it.

Two stages: each collection alone (`read_collection`), then all of them together (`link`).
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sources.files import BUILT_IN, fingerprint, inside
from sources.problems import Problem, formatted
from sources.registry import Registry, read_registry
from sources.vocabulary import Vocabulary, read_vocabulary

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "BUILT_IN", "Problem", "Registry", "Vocabulary", "check", "collections", "fingerprint",
    "formatted", "link", "read_collection", "read_registry", "read_vocabulary",
]  # fmt: skip

_NAME = re.compile(r"[a-z][a-z0-9_]*")


def _folders(catalog: Path) -> list[str]:
    if not catalog.is_dir():
        return []
    names = (path.name for path in catalog.iterdir() if path.is_dir())
    return sorted(name for name in names if name != "vocabulary" and name[0] not in "._")


def collections(catalog: Path = BUILT_IN) -> list[str]:
    """The names of the collections of a catalog: its folders but for vocabulary, sorted."""
    catalog = Path(catalog)
    return [
        name
        for name in _folders(catalog)
        if _NAME.fullmatch(name) and inside(catalog, catalog / name)
    ]


def catalog_problems(catalog: Path) -> list[Problem]:
    """What is wrong with the folder itself: no catalog, folders that cannot be collections."""
    catalog = Path(catalog)
    if not catalog.is_dir():
        return [Problem(str(catalog), 1, "", "missing-file", "", "there is no such folder")]
    found = []
    for name in _folders(catalog):
        if not inside(catalog, catalog / name):
            message = "links to a folder outside the catalog"
            found.append(Problem(name, 1, "", "outside-catalog", name, message))
        elif not _NAME.fullmatch(name):
            message = "no name for a collection; expected lower-case letters, digits and _"
            found.append(Problem(name, 1, "", "bad-name", name, message))
    for path in sorted([*catalog.glob("*.yaml"), *catalog.glob("*.yml")]):
        if path.name != "sources.yaml":
            message = "not read; a document belongs in a collection's folder"
            found.append(Problem(path.name, 1, "", "misplaced-file", path.name, message))
    return found


def read_collection(
    catalog: Path, name: str, vocabulary: Vocabulary, registry: Registry
) -> "dict[str, pd.DataFrame]":
    """One collection: the frames claim, document, demand, event, rejected.

    References to claims stay as written; `link` resolves them.
    """
    from sources.collection import frames
    from sources.records import read_records

    return frames(read_records(Path(catalog), name), name, vocabulary, registry)


def link(
    collections: "Sequence[Mapping[str, pd.DataFrame]]",
    others: "Sequence[Mapping[str, pd.DataFrame]]" = (),
) -> "dict[str, pd.DataFrame]":
    """All collections as one catalog: see sources/linking.py. `others` hands over further frames
    (the registry's source and rejected)."""
    from sources.linking import link_frames

    return link_frames(collections, others)


def check(catalog: Path = BUILT_IN) -> "tuple[dict[str, pd.DataFrame], list[Problem]]":
    """A whole catalog: its linked frames, and every problem in the order of file and line."""
    from sources.frames import REJECTED, from_rows

    catalog = Path(catalog)
    vocabulary, registry = read_vocabulary(catalog), read_registry(catalog)
    read = [read_collection(catalog, name, vocabulary, registry) for name in collections(catalog)]
    own = [*catalog_problems(catalog), *vocabulary.problems]
    frames = link(read, [registry.frames(), {"rejected": from_rows(own, REJECTED)}])
    problems = [Problem(*row) for row in frames["rejected"].itertuples(index=False, name=None)]
    return frames, problems
