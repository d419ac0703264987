"""Catalogs with one thing wrong in them, and whether what is said of them is right.

`python -m benchmarks.mutants` runs ten thousand and more; the tests run a few hundred. How a file
is damaged stands in yaml_edits.py, byte_edits.py and table_edits.py; how a damaged catalog is read
quickly in read.py; what is right in judge.py.
"""
