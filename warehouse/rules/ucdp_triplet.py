"""ucdp_triplet: the lowest and the highest figure, and the best supported between them."""

from __future__ import annotations

from warehouse.reconcile.figures import Interval, ceiling, noted, states_least
from warehouse.reconcile.rule import Answer, Cell, Figure, Rule

# UCDP leaves it to its coders which report is more reliable. Here evidence alone decides, in three
# grades that are ours; within a grade no source is ranked before another.
GRADES = ("counted case by case", "stated, estimated or witnessed", "alleged or planned")
UNVOUCHED = ("alleged", "planned")


def grade(figure: Figure) -> int:
    """Index into GRADES: 0 for people named, identified, documented or confirmed."""
    return 0 if figure.floor else 2 if figure.evidence in UNVOUCHED else 1


def span(figure: Figure) -> Interval:
    """The lowest and the highest number of one figure."""
    number = noted(figure)
    low = min(figure.low, number) if states_least(figure) else number
    return low, None if figure.high is None else max(figure.high, number)


def reconcile(cell: Cell) -> Answer:
    """Low and high over all figures; best is the lowest of those with the best evidence.

    Edge cases: figures of equal evidence leave the lower one, so a list that counts fewer comes
    before one that counts more; of a range, and of words without a number, the low end is the
    number; "up to N" states no least number, and enters with N; "at least N" states no highest:
    the high is the highest that any figure states, and there is none where no figure states one,
    or where one that is open upwards begins above it; a list has the high that its words state, as
    a coder has it, though Muster itself infers none from it; one figure alone is its own triplet.
    """
    spans = [span(f) for f in cell.standing]
    most = min(grade(f) for f in cell.standing)
    firm = [f for f in cell.standing if grade(f) == most]
    best, high = min(noted(f) for f in firm), ceiling(spans)
    count = "the one" if len(firm) == 1 else f"the lowest of {len(firm)}"
    because = f"best {best:,}: {count} {GRADES[most]}"
    if high is None:
        because += "; no figure that reaches as far states a highest number"
    members = tuple(f.claim_id for f in cell.standing)
    return Answer(min(low for low, _ in spans), best, high, members, {}, because)


RULE = Rule(
    id="ucdp_triplet",
    version=1,
    name="Low, best and high (UCDP)",
    what="The lowest figure, the highest, and as best the one with the best evidence; where "
    "evidence does not tell figures apart, the lower of them.",
    citation="After Uppsala Conflict Data Program, UCDP Methodology, and Sundberg and Melander "
    "2013, Journal of Peace Research 50:4. The three grades of evidence (counted case by case; "
    "stated, estimated or witnessed; alleged) are Muster's own: UCDP leaves the judgement to its "
    "coders.",
    url="https://www.uu.se/en/department/peace-and-conflict-research/research/ucdp/ucdp-methodology",
    reconcile=reconcile,
)
