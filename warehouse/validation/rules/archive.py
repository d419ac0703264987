"""What must hold of snapshots and anchors, and what of them is worth a second look by a person."""

from __future__ import annotations

from warehouse.validation.check import Check
from warehouse.validation.rules.build import error, warning


def checks() -> tuple[Check, ...]:
    """The checks of this module."""
    return (
        error(
            "one_version_is_the_latest",
            "snapshot",
            "Of the versions of a document one was seen last, and it has the highest number.",
            "SELECT document_id, min(sha256) AS sha256, 'latest' AS problem FROM b "
            "GROUP BY document_id HAVING count(*) FILTER (latest) <> 1 "
            "OR max(version) <> max(version) FILTER (latest) OR max(version) <> count(*)",
        ),
        error(
            "snapshots_exist",
            "anchor",
            "An anchor stands in a snapshot of its claim's own document.",
            "SELECT b.anchor_id, 'no snapshot' AS problem FROM b "
            "JOIN claim AS c ON c.claim_id = b.claim_id "
            "LEFT JOIN snapshot AS s ON s.document_id = c.document_id AND s.sha256 = b.sha256 "
            "WHERE b.sha256 IS NOT NULL AND s.sha256 IS NULL",
            "claim",
            "snapshot",
        ),
        error(
            "every_claim_was_looked_for",
            "anchor",
            "Every claim was looked for in every snapshot of its document.",
            "SELECT c.claim_id || '/' || coalesce(s.sha256, 'none') AS anchor_id, "
            "'missing' AS problem FROM claim AS c "
            "LEFT JOIN snapshot AS s ON s.document_id = c.document_id "
            "LEFT JOIN b ON b.claim_id = c.claim_id AND b.sha256 IS NOT DISTINCT FROM s.sha256 "
            "WHERE b.claim_id IS NULL",
            "claim",
            "snapshot",
        ),
        error(
            "offsets_hold_the_words",
            "anchor",
            "What stands at the offsets has their length; an anchor that stands has offsets.",
            "SELECT anchor_id, status AS problem FROM b WHERE "
            '("start" IS NOT NULL AND length(exact) <> "end" - "start") '
            "OR (status IN ('verified', 'moved', 'misread')) <> (\"start\" IS NOT NULL)",
        ),
        warning(
            "texts_can_be_read",
            "snapshot",
            "The captured bytes are those that were captured, and have a text.",
            "SELECT document_id, sha256, problem FROM b WHERE problem IS NOT NULL",
        ),
        warning(
            "pages_answer",
            "capture",
            "The last time that a page was asked for, it answered.",
            "SELECT capture_id, message AS problem FROM b WHERE latest AND event = 'failed'",
        ),
        warning(
            "words_are_found",
            "anchor",
            "The words of a claim stand in the latest snapshot of its document, or stood in one.",
            "SELECT b.anchor_id, 'not in the page' AS problem FROM b "
            "WHERE b.latest AND b.status = 'lost' AND NOT EXISTS (FROM changed_words AS w "
            "WHERE w.claim_id = b.claim_id AND w.new_sha256 = b.sha256)",
            "changed_words",
        ),
        warning(
            "words_still_stand",
            "changed_words",
            "Words that stood in one version of a document stand in the latest.",
            "SELECT claim_id, new_sha256, "
            "left(old_sha256, 8) || ' ' || old_words || ' -> ' || left(new_sha256, 8) || ' ' "
            "|| coalesce(new_words, 'nothing like it') AS problem FROM b WHERE latest",
        ),
        warning(
            "words_read_alike",
            "anchor",
            "The number read where the words stand is the claim's.",
            "SELECT anchor_id, there || ' reads ' || there_low || ' to ' "
            "|| coalesce(there_high || '', 'any') AS problem "
            "FROM b WHERE latest AND status = 'misread'",
        ),
        warning(
            "everything_is_transcribed",
            "untranscribed",
            "Every phrase of an archived page that reads as a count has its claim.",
            'SELECT document_id, sha256, "start", exact AS problem FROM b',
        ),
    )
