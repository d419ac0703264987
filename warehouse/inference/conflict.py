"""What a contradiction is: a minimal set of root claims that cannot all be true."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from warehouse.inference.figure import Figure

# Roles. Of a pair: the inner figure exceeds the outer one. Of larger sets: the parts add up to more
# than the whole (`over`), or to less than it although they are all of it (`under`).
INNER, OUTER, PART, WHOLE = "inner", "outer", "part", "whole"

# Identities: why the figures bear on one another.
WITHIN = "within"  # everyone counted by one is counted by the other
PARTS = "nobody is counted twice"  # different populations inside one
STATES = "states exclude each other"  # nobody is in both at one time
WINDOWS = "windows add up"  # periods that do not overlap
COVER = "the parts are all of it"  # complete populations, periods without a gap
PARTITION = "a stated sum"  # the document says that its parts add up
COUNTRIES = "each country counts once"  # countries named against a count of countries
JOINT = "several identities at once"  # found by the linear model alone


@dataclass(frozen=True)
class Member:
    """A root claim in a conflict, and the part it plays there."""

    figure: Figure
    role: str


@dataclass(frozen=True)
class Conflict:
    """Figures that cannot all be true; without any one of them, the others can.

    `excess` is by how much the one side exceeds the other; `complete` is False where there are
    other minimal sets of the same whole and identity that are not listed.
    """

    members: tuple[Member, ...]
    identities: tuple[str, ...]
    excess: int
    complete: bool = True

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The root claims."""
        return tuple(member.figure for member in self.members)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the root claims, sorted."""
        return tuple(sorted(figure.claim_id for figure in self.figures))

    @property
    def conflict_id(self) -> str:
        """A hash of the members' ids."""
        return hashlib.sha256(json.dumps(self.ids).encode()).hexdigest()[:16]

    @property
    def size(self) -> int:
        """How many root claims it takes."""
        return len(self.members)

    @property
    def kind(self) -> str:
        """Arithmetic in one document, longitudinal of one source over time, else cross_source."""
        if len({f.scope.document for f in self.figures}) == 1:
            return "arithmetic"
        return "longitudinal" if len({f.source for f in self.figures}) == 1 else "cross_source"

    def having(self, role: str) -> tuple[Figure, ...]:
        """The figures that play a role."""
        return tuple(m.figure for m in self.members if m.role == role)
