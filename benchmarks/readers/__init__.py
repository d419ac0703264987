"""A hundred readers at once, over each way of reading that docs/readers.md describes.

`python -m benchmarks.readers [N] [FILE ...]`: what is asked stands in asked.py, the ways in
ways.py, the servers that some of them need in servers.py, one reader in reader.py.
"""
