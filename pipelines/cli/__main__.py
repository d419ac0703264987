"""`python -m pipelines.cli` is the command `muster`."""

from pipelines.cli import main

main(prog_name="muster")
