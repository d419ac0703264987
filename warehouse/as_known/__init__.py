"""The warehouse as it would have been, had there been only what was known by some day.

Made out of the published file alone: what was there stands in narrowed.py, the file that follows
from it in make.py, and where such files are kept in kept.py.
"""
