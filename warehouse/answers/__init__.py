"""Questions put to the published warehouse, answered as values: what the screens then print.

Reads a published file and nothing else. How an answer looks on a screen belongs in pipelines/cli,
and how anything was inferred in warehouse/inference.
"""
