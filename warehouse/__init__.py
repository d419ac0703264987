"""What follows: table definitions, SQL models, validation and publishing.

Knows neither the catalog's files nor the orchestration above it.
"""
