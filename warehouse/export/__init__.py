"""What people take away: the published warehouse as files that other tools read.

A Frictionless Data Package (tables as CSV and Parquet), PROV-O as JSON-LD (where each figure comes
from), a schema.org Dataset that is a Croissant description of the same files, and, where asked for,
a script that loads a PostgreSQL server. Everything comes from the published file and from tables/;
what is asked of it on a screen stands in answers/.
"""

FOR_EVERYBODY = ("datapackage", "prov", "croissant")
"""What is written where nobody names a format; a load for a server is for those who have one."""
FORMATS = (*FOR_EVERYBODY, "postgres")
