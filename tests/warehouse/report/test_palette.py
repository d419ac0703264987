"""The colours that drawings name are those of the style sheet, in each theme and on paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from warehouse.report import page
from warehouse.report.charts import palette

STYLE = (Path(page.__file__).parent / "static" / "report.css").read_text(encoding="utf-8")
VALUE = re.compile(r"(--[\w-]+): (#[0-9a-f]{6});")
PALETTE = dict(re.findall(r"var\((--[\w-]+), (#[0-9a-f]{6})\)", str(vars(palette))))


def colours(selector: str) -> dict[str, str]:
    """The colours that the rule of a selector sets."""
    (rule,) = re.findall(rf"^ *{re.escape(selector)} \{{(.*?)\}}", STYLE, re.M | re.S)
    return dict(VALUE.findall(rule))


def test_a_file_has_the_colours_of_the_light_theme() -> None:
    light = colours(":root")
    assert len(PALETTE) >= 16
    assert {name: light.get(name) for name in PALETTE} == PALETTE


@pytest.mark.parametrize(
    "selector",
    [
        ':root[data-theme="dark"]',
        ":root:not([data-theme])",
        ":root, :root[data-theme], :root:not([data-theme])",
    ],
    ids=["dark", "dark by the system", "print"],
)
def test_every_theme_sets_every_colour(selector: str) -> None:
    assert colours(selector).keys() == colours(":root").keys() >= PALETTE.keys()


def test_dark_is_the_same_by_choice_and_by_the_system() -> None:
    assert colours(':root[data-theme="dark"]') == colours(":root:not([data-theme])")
