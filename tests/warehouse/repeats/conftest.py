"""The benchmarks, which hold the evaluation, are not installed: they are found from here."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))
