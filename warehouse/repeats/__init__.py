"""Who seems to repeat whom: claims that are not linked and look like one root, and sums of two.

`frames.suspected` makes the table suspected_repeat. It shows and never acts: only a person adds a
link. Figures are records here (figure.py); what their numbers, scopes, dates and names tell stands
in echo.py, related.py, order.py, names.py, and breakdown.py; what it is worth in signals.py; which
pairs are looked at in blocks.py; which are shown in choose.py and sums.py.
"""
