"""The published warehouse in a dozen numbers: what the command line shows after a build."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from warehouse.reading import reader

COUNTS = """
SELECT
    (SELECT count(*) FROM claim) AS claims,
    (SELECT count(DISTINCT root_claim_id) FROM origin) AS roots,
    (SELECT count(DISTINCT witness_source_id) FROM origin) AS witnesses,
    (SELECT count(*) FROM origin WHERE hops = 0 AND NOT original_held) AS not_held,
    (SELECT count(*) FROM document) AS documents,
    (SELECT count(DISTINCT claimant_id) FROM claim) AS claimants,
    (
        SELECT count(DISTINCT c.population)
        FROM claim AS c JOIN population AS p ON p.id = c.population WHERE p.kind = 'country'
    ) AS countries,
    (SELECT count(*) FROM demand) AS demands,
    (SELECT count(*) FROM event) AS events,
    (SELECT count(*) FROM comparison) AS pairs,
    (SELECT count(*) FROM comparison WHERE verdict = 'contradict') AS contradictions,
    (
        SELECT count(*)
        FROM comparison AS x
        JOIN origin AS a ON a.claim_id = x.claim_a AND a.hops = 0
        JOIN origin AS b ON b.claim_id = x.claim_b AND b.hops = 0
        WHERE x.verdict = 'contradict'
    ) AS between_roots,
    (SELECT count(*) FROM comparison WHERE verdict = 'possible') AS possible,
    (SELECT count(*) FROM conflict) AS conflicts,
    (SELECT count(*) FROM conflict WHERE size > 2) AS larger_conflicts,
    (SELECT coalesce(sum(size), 0)::BIGINT FROM component) AS set_aside,
    (SELECT coalesce(sum(gap), 0)::BIGINT FROM component) AS set_aside_gap,
    (SELECT count(*) FROM suspected_repeat) AS suspected,
    (SELECT count(*) FROM sensitivity) AS reconciled,
    (SELECT count(*) FROM sensitivity WHERE method_decides) AS method_decides,
    (SELECT count(DISTINCT document_id) FROM snapshot) AS archived,
    (SELECT count(*) FROM anchor WHERE latest AND status IN ('verified', 'moved')) AS anchored,
    (
        SELECT count(*)
        FROM anchor AS a JOIN origin AS o ON o.claim_id = a.claim_id AND o.hops = 0
        WHERE a.latest AND a.status IN ('verified', 'moved')
    ) AS anchored_roots,
    (SELECT count(*) FROM anchor WHERE latest AND status = 'lost') AS lost,
    (SELECT count(*) FROM anchor WHERE latest AND status = 'misread') AS misread,
    (SELECT count(*) FROM anchor WHERE latest AND status = 'unreadable') AS unreadable,
    (SELECT count(*) FROM anchor WHERE status = 'not_archived') AS not_archived,
    (SELECT count(*) FROM untranscribed) AS untranscribed,
    (SELECT count(*) FROM capture WHERE latest AND event = 'failed') AS unanswered,
    (SELECT count(*) FROM check_result) AS checks,
    (SELECT count(*) FROM check_result WHERE passed) AS checks_passed
"""
WIDEST = """
SELECT
    c.country_name, c.measure, c.lowest, l.name, c.lowest_party, c.highest, h.name, c.highest_party
FROM comparison_by_country AS c
JOIN claim AS lc ON lc.claim_id = c.lowest_claim_id
JOIN source AS l ON l.source_id = lc.claimant_id
JOIN claim AS hc ON hc.claim_id = c.highest_claim_id
JOIN source AS h ON h.source_id = hc.claimant_id
WHERE c.spread > 0
ORDER BY c.spread DESC, c.country_name, c.measure
LIMIT 5
"""
# Everyone, under the widest measure: the bound that all others lie inside. The grid ends with the
# last day that any claim may speak of, which for a claim of "2026" lies ahead; so the day is the
# last one by which something was published (all days, where no date of publication is known).
WIDEST_BOUND = """
SELECT p.name, m.name, b.measure || '/' || b.population || '/' || b.as_of, c.low, b.low, b.high
FROM bound AS b
JOIN population AS p ON p.id = b.population AND p.kind = 'all_countries'
JOIN measure AS m ON m.id = b.measure AND m.parents = ''
JOIN bound AS c
    ON c.measure = b.measure AND c.population = b.population AND c.as_of = b.as_of
    AND c.evidence_used = 'counted'
WHERE
    b.evidence_used = 'all'
    AND b.as_of <= (SELECT coalesce(max(published_first), DATE 'infinity') FROM claim)
ORDER BY b.as_of DESC, b.low DESC, b.measure, b.population
LIMIT 1
"""
WARNINGS = """
SELECT asset || '.' || check_name || ' (' || n_failing || ')'
FROM check_result WHERE NOT passed ORDER BY asset, check_name
"""
CHANGED = """
SELECT c.file || ':' || c.line || ': ' || w.claim_id || ': the page has changed: '
    || left(w.old_sha256, 12) || ' said “' || w.old_words || '”; ' || left(w.new_sha256, 12)
    || coalesce(' says “' || w.new_words || '”', ' says nothing like it')
FROM changed_words AS w JOIN claim AS c ON c.claim_id = w.claim_id
WHERE w.latest ORDER BY c.file, c.line, w.claim_id
"""
UNREAD = """
SELECT document_id || ' ' || left(sha256, 12) || ': ' || problem
FROM snapshot WHERE problem IS NOT NULL ORDER BY document_id, version
"""
REJECTED = """
SELECT file || ':' || line || ': ' || CASE WHEN key = '' THEN '' ELSE key || ': ' END || message
FROM rejected ORDER BY file, line, problem_id
"""


@dataclass(frozen=True)
class Gap:
    """A country and measure, with who says least and who says most, and on which side of the war
    the roots of these stand ('none' where on none).
    """

    country: str
    measure: str
    lowest: int
    lowest_by: str
    lowest_party: str
    highest: int
    highest_by: str
    highest_party: str


@dataclass(frozen=True)
class Bands:
    """What follows on one day: from counted people alone, and if every estimate is true (`high`
    is None where nothing limits it). `bound` is the id that `muster explain` takes.
    """

    population: str
    measure: str
    bound: str
    counted: int
    low: int
    high: int | None


@dataclass(frozen=True)
class Overview:
    """Counts of rows by their meaning; `warnings`, `rejected` and the rest in words.

    `witnesses` are the sources behind the roots; of `not_held` roots the original is not held.
    """

    claims: int
    roots: int
    witnesses: int
    not_held: int
    documents: int
    claimants: int
    countries: int
    demands: int
    events: int
    pairs: int
    contradictions: int
    between_roots: int
    possible: int
    conflicts: int
    larger_conflicts: int
    set_aside: int
    set_aside_gap: int
    suspected: int
    reconciled: int
    method_decides: int
    archived: int
    anchored: int
    anchored_roots: int
    lost: int
    misread: int
    unreadable: int
    not_archived: int
    untranscribed: int
    unanswered: int
    checks: int
    checks_passed: int
    widest: tuple[Gap, ...]
    bands: Bands | None
    warnings: tuple[str, ...]
    rejected: tuple[str, ...]
    changed: tuple[str, ...]
    unread: tuple[str, ...]


def overview(path: Path) -> Overview:
    """Read it from a published file."""
    with reader(path) as connection:
        return told(connection)


def told(connection: duckdb.DuckDBPyConnection) -> Overview:
    """Read it from a published warehouse that is open."""

    def column(query: str) -> tuple[Any, ...]:
        return tuple(row[0] for row in connection.execute(query).fetchall())

    counted = connection.execute(COUNTS).fetchone()
    assert counted is not None
    widest = tuple(Gap(*row) for row in connection.execute(WIDEST).fetchall())
    bands = connection.execute(WIDEST_BOUND).fetchone()
    names = [c[0] for c in connection.execute(COUNTS).description or ()]
    numbers: dict[str, Any] = dict(zip(names, counted, strict=True))
    return Overview(
        **numbers,
        widest=widest,
        bands=Bands(*bands) if bands else None,
        warnings=column(WARNINGS),
        rejected=column(REJECTED),
        changed=column(CHANGED),
        unread=column(UNREAD),
    )
