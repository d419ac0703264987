"""The site of the docs, as Sphinx makes it. `make site` calls it.

The sources are the Markdown files where they lie, README.md and CHANGELOG.md among them: the root
of the repository is the root of the site, so that their relative links hold in both. How pages are
listed, mended and checked stands in docs/site/.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

project = "Muster"
html_title = "Muster"
language = "en"
extensions = ["myst_parser", "docs.site.extension"]

root_doc = "docs/index"
include_patterns = ["*.md", "docs/**", "examples/**"]
# Not even looked into: the environment alone is larger than all the rest.
exclude_patterns = [
    ".*", "data", "build", "dist", "*.egg-info", "benchmarks", "pipelines", "sources", "tests",
    "warehouse",
]  # fmt: skip
myst_heading_anchors = 6
smartquotes = False  # words, dashes and options stand as they were written

html_theme = "furo"
html_static_path = ["site/static"]
html_css_files = ["site.css"]
html_extra_path = ["site/extra"]
html_theme_options = {"top_of_page_buttons": []}
html_copy_source = False
html_show_copyright = False
html_show_search_summary = False  # asks for pages, which browsers refuse to a page on disk
html_use_index = False
html_last_updated_fmt = None  # the same sources make the same site on any day
