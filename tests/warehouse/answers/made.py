"""Days of the made-up warehouse that answers are read from."""

from datetime import date

JANUARY, FEBRUARY = date(2025, 1, 31), date(2025, 2, 28)
