"""Why a row of the published warehouse says so, as a tree: from any cell of any comparison, bound
or rule to the claims, the words, the document and its bytes.

How a tree looks belongs to who shows it: pipelines/cli/tree.py, the report.
"""

from warehouse.answers.tree.grove import Grove
from warehouse.answers.tree.grow import tree_of
from warehouse.answers.tree.methods import section
from warehouse.answers.tree.node import Node, Ref, claims_of, walk

__all__ = ["Grove", "Node", "Ref", "claims_of", "section", "tree_of", "walk"]
