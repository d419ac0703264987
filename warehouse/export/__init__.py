"""What people take away: the published warehouse as files that other tools read.

A Frictionless Data Package (tables as CSV and Parquet), PROV-O as JSON-LD (where each figure comes
from), and a schema.org Dataset that is a Croissant description of the same files. Everything comes
from the published file and from tables/; what is asked of it on a screen stands in answers/.
"""

FORMATS = ("datapackage", "prov", "croissant")
