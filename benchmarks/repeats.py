"""How well suspected repeats find the links of the catalog when these are hidden.

`python -m benchmarks.repeats` prints it. A link is hidden by taking away `derives_from` of the
child; its own retellings keep theirs. A proposal for the child is a suspicion with the child at one
of its ends; it is right where the other end goes back to the root that the catalog gives the child.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from benchmarks.repeats_catalog import tables
from benchmarks.repeats_weights import counted
from warehouse.repeats.choose import THRESHOLD, Suspicion
from warehouse.repeats.echo import printed
from warehouse.repeats.figure import Figure
from warehouse.repeats.find import Material, find
from warehouse.repeats.frames import material
from warehouse.repeats.signals import WEIGHTS, Weights

KEPT = 0.15  # a retelling that moved its number no further keeps it


@dataclass(frozen=True)
class Outcome:
    """What was proposed for a hidden child: the other ends, best first, and which of them go back
    to the true root; whether the true parent, and the true root itself, is among them."""

    child: str
    proposed: tuple[str, ...]
    right: tuple[bool, ...]
    parent: bool
    root: bool


@dataclass(frozen=True)
class Score:
    """Outcomes counted: `links` hidden, `kept` of them within 15 percent; `proposals` and how many
    were right; children with a proposal, whose best one was right, with any right one."""

    links: int
    kept: int
    children: int
    best_right: int
    proposals: int
    right: int
    found: int
    found_kept: int
    parent: int
    root: int

    @property
    def precision(self) -> float:
        """Of the children with a proposal, the share whose best proposal is right."""
        return self.best_right / max(self.children, 1)

    @property
    def recall(self) -> float:
        """Of all links, the share with a right proposal."""
        return self.found / max(self.links, 1)

    @property
    def recall_kept(self) -> float:
        """The same among links that keep their number within 15 percent."""
        return self.found_kept / max(self.kept, 1)


def without(read: Material, hidden: Iterable[str]) -> Material:
    """The same material with the links of these claims taken away, and roots accordingly."""
    gone = set(hidden)
    links = {f.claim_id: f.links_to for f in read.figures if f.claim_id not in gone}

    def root(claim_id: str) -> str:
        while (to := links.get(claim_id)) is not None:
            claim_id = to
        return claim_id

    figures = [
        replace(f, root=root(f.claim_id), links_to=links.get(f.claim_id)) for f in read.figures
    ]
    return replace(read, figures=figures)


def linked(read: Material) -> dict[str, Figure]:
    """The claims that have a link, by id."""
    return {f.claim_id: f for f in read.figures if f.links_to is not None}


def one_at_a_time(read: Material) -> dict[str, Outcome]:
    """Each link hidden alone, all others standing."""
    return {c: _outcome(c, find(without(read, [c])).repeats, read) for c in linked(read)}


def one_of_each_family(
    read: Material, threshold: float = THRESHOLD, weights: Weights = WEIGHTS
) -> dict[str, Outcome]:
    """Nearly the same in a tenth of the time: links of different families are hidden together."""
    families: dict[str, list[str]] = {}
    for child, figure in linked(read).items():
        families.setdefault(figure.root, []).append(child)
    found: dict[str, Outcome] = {}
    for place in range(max(map(len, families.values()), default=0)):
        hidden = [own[place] for own in families.values() if len(own) > place]
        repeats = find(without(read, hidden), threshold, weights).repeats
        found |= {child: _outcome(child, repeats, read) for child in hidden}
    return found


def all_at_once(read: Material) -> dict[str, Outcome]:
    """Every link hidden, as if nobody had linked anything yet."""
    children = linked(read)
    repeats = find(without(read, children)).repeats
    return {child: _outcome(child, repeats, read) for child in children}


def _outcome(child: str, repeats: Iterable[Suspicion], read: Material) -> Outcome:
    truth = {f.claim_id: f for f in read.figures}
    mine = [s for s in repeats if child in (s.later.claim_id, s.earlier.claim_id)]
    others = tuple(
        s.earlier.claim_id if s.later.claim_id == child else s.later.claim_id for s in mine
    )
    root = truth[child].root
    right = tuple(truth[other].root == root for other in others)
    return Outcome(child, others, right, truth[child].links_to in others, root in others)


def keeps_its_number(child: Figure, parent: Figure) -> bool:
    """Whether a number of the child lies within 15 percent of one of the parent's."""
    return any(abs(a - b) <= KEPT * max(a, b) for a in printed(child) for b in printed(parent))


def score(outcomes: Mapping[str, Outcome], read: Material, only: Iterable[str]) -> Score:
    """The outcomes of these children, counted."""
    figures = {f.claim_id: f for f in read.figures}
    chosen = [outcomes[c] for c in only]
    kept = {
        o.child
        for o in chosen
        if keeps_its_number(figures[o.child], figures[figures[o.child].links_to or ""])
    }
    return Score(
        links=len(chosen), kept=len(kept), children=sum(bool(o.right) for o in chosen),
        best_right=sum(o.right[:1] == (True,) for o in chosen),
        proposals=sum(len(o.right) for o in chosen), right=sum(sum(o.right) for o in chosen),
        found=sum(any(o.right) for o in chosen),
        found_kept=sum(any(o.right) for o in chosen if o.child in kept),
        parent=sum(o.parent for o in chosen), root=sum(o.root for o in chosen),
    )  # fmt: skip


def stated(links: Mapping[str, str]) -> list[str]:
    """The children whose link is stated in their document."""
    return [child for child, link in links.items() if link == "stated"]


def halves(read: Material) -> tuple[list[str], list[str]]:
    """Every other document in the order of ids, and the others."""
    ids = sorted(read.documents)
    return ids[::2], ids[1::2]


def taught_by_the_other_half(read: Material, threshold: float) -> dict[str, Outcome]:
    """The links of each half of the documents, with weights counted on the other half alone."""
    found: dict[str, Outcome] = {}
    one, other = halves(read)
    for taught, asked in ((one, other), (other, one)):
        outcomes = one_of_each_family(read, threshold, counted(read, taught))
        found |= {c: o for c, o in outcomes.items() if c.partition("/")[0] in set(asked)}
    return found


def _line(what: str, s: Score) -> str:
    return (
        f"{what:<34} links {s.links:>3}  precision {s.precision:.2f} "
        f"({s.best_right}/{s.children}), of all proposals {s.right}/{s.proposals}  "
        f"recall {s.recall:.2f}, within 15 percent {s.recall_kept:.2f} "
        f"({s.found_kept}/{s.kept})  parent {s.parent} root {s.root}"
    )


def report() -> None:
    """Print the evaluation."""
    frames = tables()
    read = material(frames)
    claims = frames["claim"]
    link = dict(zip(claims["claim_id"], claims["link"], strict=True))
    children = sorted(linked(read))
    told = stated({c: link[c] for c in children})
    for threshold in (3.0, 4.0, 5.0, 6.0, 7.0):
        outcomes = taught_by_the_other_half(read, threshold)
        for name, half in zip(("one half", "the other half"), halves(read), strict=True):
            own = [c for c in children if c.partition("/")[0] in set(half)]
            print(_line(f"at {threshold:.0f} bits, {name}", score(outcomes, read, own)))
    for name, outcomes in (
        ("one at a time", one_at_a_time(read)), ("all at once", all_at_once(read)),
    ):  # fmt: skip
        print(_line(f"{name}, stated", score(outcomes, read, told)))
        print(_line(f"{name}, all", score(outcomes, read, children)))
        if name == "one at a time":
            _show(outcomes)


def _show(outcomes: Mapping[str, Outcome]) -> None:
    """Print the proposals that are not right and the links that were not found."""
    for outcome in outcomes.values():
        for other, right in zip(outcome.proposed, outcome.right, strict=True):
            if not right:
                print(f"  not its root: {outcome.child} <- {other}")
    for outcome in outcomes.values():
        if not any(outcome.right):
            print(f"  not found: {outcome.child}")


if __name__ == "__main__":
    report()
