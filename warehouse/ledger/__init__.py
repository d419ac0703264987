"""The ledger: all that Muster ever said of its claims, in files that are only ever added to.

Under OUT/ledger/ each publication that changed something has a segment, a Parquet file of events as
the table `claim_version` has them. A segment is named by its number and the beginning of its
SHA-256, and says which one comes before it: a chain. The published file counts: it holds the whole
history, and is renamed first; then the ledger catches up from it. Where a crash comes between, the
next build catches up before anything else.

`segments.py` knows files, `chain.py` whether they are whole and belong together, `history.py` the
events of a published file, `repair.py` what to do about damage, `keep.py` how it all goes together
under the publisher's lock. What an event is, is decided in models/claim_version.sql and
recorded.py.
"""
