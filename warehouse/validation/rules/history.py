"""What must hold of the history of claims: events follow one another rightly, and none is lost."""

from __future__ import annotations

from warehouse.engine import identifier
from warehouse.recorded import PLACE
from warehouse.schema import tables
from warehouse.validation.check import Check
from warehouse.validation.rules.build import error

# Each event beside the one before it.
BESIDE = (
    "(SELECT *, lag(event) OVER claim AS event_before, lag(version, 1, 0) OVER claim AS last, "
    "lag(content_sha256) OVER claim AS said_before, lead(recorded_at) OVER claim AS followed "
    "FROM b WINDOW claim AS (PARTITION BY claim_id ORDER BY version))"
)


def _standing_otherwise() -> str:
    """The columns of a claim that differ from the event that stands, as a list in SQL."""
    differing = ", ".join(
        f"CASE WHEN c.{identifier(n)} IS DISTINCT FROM v.{identifier(n)} THEN '{n}' END"
        for n in tables()["claim"].columns
        if n not in PLACE | {"claim_id"}
    )
    return f"concat_ws(', ', {differing})"


def checks() -> tuple[Check, ...]:
    """The checks of this module."""
    return (
        error(
            "versions_in_order",
            "claim_version",
            "The versions of a claim are numbered from 1, each later than the one before and "
            "standing until the next.",
            "SELECT claim_id, version, concat_ws(', ', "
            "CASE WHEN version <> last + 1 THEN 'number' END, "
            "CASE WHEN recorded_at IS NULL THEN 'no time' END, "
            "CASE WHEN followed IS DISTINCT FROM until THEN 'until' END"
            f") AS problem FROM {BESIDE} WHERE version <> last + 1 OR recorded_at IS NULL "
            "OR followed IS DISTINCT FROM until",
        ),
        error(
            "events_alternate",
            "claim_version",
            "A claim is recorded first, revised or withdrawn while it stands, and recorded again "
            "only after it was withdrawn; a revision says something else, a withdrawal repeats "
            "what was said.",
            "SELECT claim_id, version, coalesce(event_before, 'nothing') || ', then ' || event "
            f"AS problem FROM {BESIDE} WHERE CASE event "
            "WHEN 'recorded' THEN event_before IS NOT NULL AND event_before <> 'withdrawn' "
            "WHEN 'revised' THEN coalesce(event_before, 'withdrawn') = 'withdrawn' "
            "OR said_before = content_sha256 "
            "ELSE coalesce(event_before, 'withdrawn') = 'withdrawn' "
            "OR said_before <> content_sha256 END",
        ),
        error(
            "what_stands_is_the_claim",
            "claim_version",
            "The versions that stand are the claims, word for word, with the time at which they "
            "were recorded.",
            "SELECT claim_id, problem FROM ("
            "SELECT coalesce(c.claim_id, v.claim_id) AS claim_id, "
            "CASE WHEN c.claim_id IS NULL THEN 'no claim' "
            "WHEN v.claim_id IS NULL THEN 'no version' "
            f"ELSE {_standing_otherwise()} END AS problem "
            "FROM (SELECT * FROM b WHERE until IS NULL AND event <> 'withdrawn') AS v "
            "FULL JOIN claim AS c ON c.claim_id = v.claim_id) WHERE problem <> ''",
            "claim",
        ),
    )
