"""What changed between two published files, as values and in words.

Reads two files of the published layout and nothing else. Which files are meant, and how the answer
looks on a screen, belongs in pipelines; how files take one another's place in warehouse/versions.
"""
