"""What follows from the figures jointly: contradictions, the least that must be set aside, bounds.

Works on root claims as scopes and intervals; knows no catalog, no SQL engine and no Dagster.
"""
