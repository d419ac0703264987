"""Reading the files of a catalog without trusting them: bounded, inside the folder, UTF-8, plain.

Knows bytes and text. What the text says is read elsewhere.
"""

import hashlib
import re
from pathlib import Path

from sources.problems import Problem

BUILT_IN = Path(__file__).parent / "catalog"
YAML_LIMIT = 1 << 20
"""1 MiB of YAML: the largest document written by hand is about 50 kB, and the parser needs about
a hundred bytes of memory for each byte of input. Longer lists belong in a table."""
TABLE_LIMIT = 1 << 30
"""1 GiB of CSV: a million rows of claims take about 150 MB."""

FORBIDDEN = re.compile(
    "\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""Controls, line breaks that editors do not count (a carriage return alone is one), characters that
reverse what a reader sees."""
_ASCII_CONTROLS = bytes([*range(9), 11, 12, *range(14, 32), 127])


class Refused(Exception):  # noqa: N818 - a finding about data, not an error of ours
    """A file that cannot be read as a whole; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def refuse(
    file: str, line: int, rule: str, message: str, value: str = "", key: str = ""
) -> Refused:
    """The exception for a file refused at a line."""
    return Refused(Problem(file, line, key, rule, value, message))


def inside(catalog: Path, path: Path) -> bool:
    """Whether a path, links resolved, stays in the catalog."""
    try:
        return path.resolve(strict=True).is_relative_to(catalog.resolve())
    except (OSError, RuntimeError):
        return False


def read_bytes(catalog: Path, path: Path, name: str, limit: int) -> bytes:
    """The bytes of a regular file inside the catalog, at most `limit`; raises Refused."""
    if not path.exists() and not path.is_symlink():
        raise refuse(name, 1, "missing-file", f"there is no file {name}")
    if not inside(catalog, path):
        raise refuse(name, 1, "outside-catalog", "links to a file outside the catalog (or to none)")
    if not path.is_file():
        raise refuse(name, 1, "not-a-file", "not a regular file")
    try:
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except OSError as error:
        raise refuse(name, 1, "unreadable", f"cannot be read: {error.strerror}") from error
    if len(data) > limit:
        raise refuse(name, 1, "too-large", f"larger than {limit:,} bytes")
    return data


def decoded(data: bytes, name: str) -> str:
    """Bytes as text: UTF-8, with or without a byte order mark, without hidden characters.

    Raises Refused with the line and the byte or character at fault.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise refuse(name, 1, "not-utf-8", "UTF-16 text; expected UTF-8", repr(data[:2])[2:-1])
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        byte = f"0x{data[error.start]:02x}"
        message = f"not UTF-8: byte {byte} at column {column} (Latin-1 or another encoding?)"
        raise refuse(name, line, "not-utf-8", message, byte) from error
    # Most files are ASCII but for a few words: the fast test first, on bytes
    plain = text.isascii() and b"\r" not in data
    if plain and len(data.translate(None, _ASCII_CONTROLS)) == len(data):
        return text
    found = FORBIDDEN.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise refuse(name, line, "bad-character", hidden(found[0]), f"U+{ord(found[0]):04X}")
    return text


def hidden(character: str) -> str:
    """What is said of a character that must not stand in a catalog."""
    return f"character U+{ord(character):04X} is not allowed: a reader could not see what it does"


def members(catalog: Path, collection: str | None = None) -> list[Path]:
    """Every YAML and CSV file that belongs to a catalog (or to one collection), sorted by path."""
    root = catalog / collection if collection is not None else catalog
    if not root.is_dir():
        return []
    found = [*root.glob("*.yaml"), *root.glob("*.csv")]
    if collection is None:
        found += [*root.glob("*/*.yaml"), *root.glob("*/*.csv")]
    return sorted(path for path in found if not _hidden(path.relative_to(catalog)))


def _hidden(relative: Path) -> bool:
    return any(part.startswith(".") for part in relative.parts)


def fingerprint(catalog: Path, collection: str | None = None) -> str:
    """SHA-256 over path and bytes of every file of the catalog (or of one collection), sorted.

    Lengths are hashed too, so that no two catalogs run into one another. A file that links
    outside counts by its name alone.
    """
    digest = hashlib.sha256()
    for path in members(catalog, collection):
        name = path.relative_to(catalog).as_posix().encode()
        digest.update(len(name).to_bytes(8, "big") + name)
        if path.is_file() and inside(catalog, path):
            with path.open("rb") as stream:
                digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()
