"""The making of the site is not installed with the rest: its folder is found from here."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
