"""The site of the docs: how it is listed, linked, checked and built."""
