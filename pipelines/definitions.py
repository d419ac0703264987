"""`defs`: the project as `dagster dev` and `dg dev` load it, on settings from the environment."""

from pipelines.project import definitions
from pipelines.settings import Settings

defs = definitions(Settings.from_environment())
