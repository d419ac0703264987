"""What a glance at each table shows: which of its rows come first, and which columns.

Contradictions first, then what may be one, then what is most disputed. How the rows are read and
shown stands in preview.py.
"""

from __future__ import annotations

# ORDER BY of a table; elsewhere the rows as they stand.
ORDER = {
    "anchor": "list_position(['misread', 'lost', 'unreadable', 'moved', 'verified', "
    "'not_archived'], status), claim_id",
    "bound": "high IS NULL, low = 0, as_of DESC, measure, population, evidence_used",
    "bound_claim": "as_of DESC, measure, population, evidence_used, side, claim_id",
    "capture": "latest DESC, event <> 'failed', happened_at DESC",
    "cell": "n_claims DESC, n_roots DESC, cell_id",
    "changed_words": "latest DESC, claim_id",
    "claim_version": "recorded_at DESC, event = 'recorded', claim_id",
    "comparison": "verdict <> 'contradict', verdict <> 'possible', gap DESC NULLS LAST, "
    "claim_a, claim_b",
    "comparison_by_country": "contradictory DESC, possible DESC, spread DESC NULLS LAST, "
    "population, measure",
    "comparison_total": "n_contradictions DESC, n_possible DESC, claim_id",
    "component": "n_conflicts DESC, component",
    "conflict": "size, excess DESC, conflict_id",
    "conflict_claim": "conflict_id, role = 'retelling', role, claim_id",
    "conflict_repair": "conflict_id, rank",
    "demand_outcome": "new_after DESC, n_after DESC, demand_id",
    "document": "published_last DESC NULLS LAST, document_id",
    "drift": "change NOT IN ('raised', 'widened', 'lost', 'strengthened'), change, claim_id",
    "drift_by_source": "n_drifts DESC, source_id",
    "origin": "hops DESC, root_claim_id, claim_id",
    "reconciled": "best IS NULL, n_roots DESC, cell_id, rule",
    "reconciled_claim": "list_position(['left_out', 'member', 'retelling'], role), cell_id, rule, "
    "claim_id",
    "rejected": "file, line, key",
    "scorecard": "n_conflicts DESC, n_claims DESC, source_id",
    "sensitivity": "method_decides DESC, ratio DESC NULLS LAST, n_claims DESC, cell_id",
    "set_aside": "component, solution, claim_id",
    "snapshot": "problem IS NULL, latest DESC, seen_at DESC",
    "sum_of_parts": "NOT contradicts, whole_claim_id",
    "suspected_repeat": "score DESC, claim_id, from_claim_id",
    "version": "recorded_at DESC, event = 'recorded', claim_id",
}  # fmt: skip
# What is selected of a table, or of the main frame of an asset: what tells most in little room;
# elsewhere the first columns.
COLUMNS = {
    "anchor": "status, claim_id, exact, message",
    "bound": "population, measure, as_of, evidence_used, low, high",
    "bound_claim": "population, measure, as_of, side, claim_id",
    "capture": "event, document_id, happened_at, message",
    "cell": "population, measure, channel, since, n_claims, n_roots",
    "cell_within": "inner_id, outer_id",
    "changed_words": "claim_id, old_words, new_words",
    "channel": "id, name, parent",
    "claim": "says, measure, population, as_of, claim_id",
    "claim_version": "event, says, recorded_at, claim_id",
    "comparison": "verdict || coalesce(format(' by {:,}', gap), '') AS verdict_by_gap, because",
    "comparison_by_country": "country_name AS country, measure, lowest, highest, contradictory",
    "comparison_total": "claim_id, measure, low, high, n_contradictions",
    "component": "component, n_roots, n_conflicts, size",
    "conflict": "size, statement, repair",
    "conflict_claim": "conflict_id, role, claim_id",
    "conflict_repair": "conflict_id, rank, sentence",
    "demand": "country, demand, demanded_on, addressee, response",
    "demand_outcome": "country, demand, demanded_on, n_after, highest_before, highest_after",
    "document": "title, published, document_id, file || ':' || line AS file",
    "drift": "change, dimension, sentence",
    "drift_by_source": "source_id, n_hops, n_faithful, n_drifts",
    "event": "date, what, document_id",
    "evidence": "id, floor, what",
    "measure": "id, kind, parents, what",
    "origin": "claim_id, root_claim_id, hops, root_source_id",
    "population": "id, name, kind, parent",
    "reconciled": "population, measure, rule, low, best, high",
    "reconciled_claim": "rule, role, claim_id, reason",
    "recorded": "claim_id, recorded_at",
    "rejected": "file || ':' || line AS file, key, message",
    "revision": "kind, claim_id, from_claim_id",
    "rule": "rule, name, what",
    "ruled": "rule, low, best, high, because",
    "scorecard": "name, n_claims, n_roots, n_relays, n_conflicts",
    "sensitivity": "method_decides, sentence",
    "set_aside": "component, solution, claim_id",
    "side": "id, compared, what",
    "snapshot": "document_id, captured_at, media_type, problem",
    "source": "name, kind, country, party",
    "sum_of_parts": "contradicts, statement",
    "suspected_repeat": "score, claim_id, from_claim_id, evidence",
    "unit": "id, inferred, what",
    "untranscribed": "document_id, exact, why",
    "version": "event, says, recorded_at, claim_id",
    "vocabulary": "population_id, name, kind, inside",
    "wording": "claim_id, phrase, least, greatest",
}
# Numbers of a table that are followed over time beside that of its rows: what is counted, and of
# which rows.
COUNTED = {
    "anchor": {
        "words found in the page": "status IN ('verified', 'moved')",
        "words not found": "status IN ('lost', 'misread', 'unreadable')",
    },
    "claim": {"read a second time": "checked IS NOT NULL"},
    "comparison": {
        "contradictions": "verdict = 'contradict'",
        "possible contradictions": "verdict = 'possible'",
    },
    "comparison_by_country": {"counts in contradiction": "contradictory > 0"},
    "comparison_total": {"figures in contradiction": "n_contradictions > 0"},
    "conflict": {"contradictory pairs": "size = 2", "larger contradictory sets": "size > 2"},
    "demand": {"without an answer": "response IN ('none', 'unknown')"},
    "origin": {"originals not held": "hops = 0 AND NOT original_held"},
    "sensitivity": {"decided by the method": "method_decides"},
    "sum_of_parts": {"contradictory sums": "contradicts"},
}  # fmt: skip
