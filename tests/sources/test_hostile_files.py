"""Files that mean harm, or are broken: refused at a line, never half read, never a traceback."""

from pathlib import Path
from typing import Any

import pytest

from sources.files import YAML_LIMIT, Refused
from sources.yaml_nodes import Mapping, Text, parse

FILE = "made_up/bad.yaml"


@pytest.mark.parametrize(
    ("content", "line", "rule"),
    [
        (b"a: &x [1]\nb: *x\n", 1, "bad-yaml"),
        (b"a: 1\nb: !!python/object:os.system {}\n", 2, "bad-yaml"),
        (b"a: 1\nb: 2\na: 3\n", 3, "duplicate-key"),
        (b"a: 1\n---\nb: 2\n", 2, "bad-yaml"),
        ("a: б".encode("utf-16"), 1, "not-utf-8"),
        ("a: 1\nb: caf\u00e9\n".encode("latin-1"), 2, "not-utf-8"),
        (b"a: 1\nb: x\x00y\n", 2, "bad-character"),
        ("a: 1\nb: x\u202ey\n".encode(), 2, "bad-character"),
        (b'a: 1\nb: "x\\u202ey"\n', 2, "bad-character"),
        (b'a: 1\nb: "x\\0y"\n', 2, "bad-character"),
        (b"[" * 100_000, 1, "bad-yaml"),
        (b"a: [1\nb: 2\n", 2, "bad-yaml"),
        (b"? [a]\n: b\n", 1, "bad-yaml"),
        (b"", 1, "empty-file"),
        (b"- a\n", 1, "bad-shape"),
    ],
)
def test_a_file_that_cannot_be_trusted_is_one_problem_at_a_line(
    catalog: Any, content: bytes, line: int, rule: str
) -> None:
    catalog.write(FILE, content)
    first = catalog.problems()[0]
    assert (first.file, first.line, first.rule) == (FILE, line, rule)


def test_a_huge_file_is_not_read(catalog: Any) -> None:
    path = catalog.write(FILE, b"a: 1\n")
    with path.open("r+b") as stream:
        stream.truncate(50 * YAML_LIMIT)
    assert [problem.rule for problem in catalog.problems()] == ["too-large"]


def test_a_link_out_of_the_catalog_is_refused(catalog: Any, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("document: {}\n")
    (catalog.root / "made_up").mkdir()
    (catalog.root / FILE).symlink_to(secret)
    assert [problem.rule for problem in catalog.problems()] == ["outside-catalog"]


def test_scalars_stay_as_they_were_typed() -> None:
    typed = ["NO", "yes", "2025-10", "2025-10-02", "0123", "1:30", "1e3", ".inf", "0x1f"]
    tree = parse("".join(f"k{i}: {text}\n" for i, text in enumerate(typed)), FILE)
    assert isinstance(tree, Mapping)
    assert [item.value for _, item in tree.items.values() if isinstance(item, Text)] == typed


def test_only_a_plain_null_is_null() -> None:
    tree = parse('a: null\nb: ~\nc:\nd: "null"\ne: ""\n', FILE)
    assert isinstance(tree, Mapping)
    values = [item.value for _, item in tree.items.values() if isinstance(item, Text)]
    assert values == [None, None, None, "null", ""]


def test_a_refusal_names_the_line_of_the_first_key_too() -> None:
    with pytest.raises(Refused, match="first in line 1"):
        parse("a: 1\na: 2\n", FILE)


def test_a_byte_order_mark_is_no_fault() -> None:
    from sources.files import decoded

    assert decoded(b"\xef\xbb\xbfa: 1\n", FILE) == "a: 1\n"
