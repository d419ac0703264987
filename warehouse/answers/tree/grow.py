"""The tree of whatever an id means.

What ids there are stands in warehouse/answers/ids.py, what a tree of each kind holds in the modules
beside.
"""

from __future__ import annotations

import duckdb

from warehouse.answers import ids
from warehouse.answers.tree.bounds import bound
from warehouse.answers.tree.claims import claim_node
from warehouse.answers.tree.conflicts import conflict
from warehouse.answers.tree.grove import Grove
from warehouse.answers.tree.node import Node, told_once
from warehouse.answers.tree.pairs import pair
from warehouse.answers.tree.records import record
from warehouse.answers.tree.rows import row
from warehouse.answers.tree.rules import cell


def tree_of(known: Grove | duckdb.DuckDBPyConnection, asked: ids.Asked) -> Node:
    """The reasons of what `ids.resolve` found, down to the words, the document and its bytes.

    Whoever asks for many trees gives one grove to all of them. Raises `KeyError` for an id that is
    not in the warehouse.
    """
    grove = known if isinstance(known, Grove) else Grove(known)
    return told_once(_grown(grove, asked))


def _grown(grove: Grove, asked: ids.Asked) -> Node:
    match asked:
        case ids.ClaimId(claim_id):
            return claim_node(grove, claim_id)
        case ids.ConflictId():
            return conflict(grove, asked)
        case ids.CellId():
            return cell(grove, asked)
        case ids.BoundId():
            return bound(grove, asked)
        case ids.PairId():
            return pair(grove, asked)
        case ids.RowId():
            return row(grove, asked)
        case ids.RecordId():
            return record(grove, asked)
