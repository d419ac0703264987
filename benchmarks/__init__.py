"""Ratios measured in one run: what the house costs beside the bare work. `make bench`."""
