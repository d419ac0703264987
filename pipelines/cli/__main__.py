"""`python -m pipelines.cli` is the command `muster`."""

from pipelines.cli import run

run()
