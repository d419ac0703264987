"""A catalog in which a figure is retold and changes on the way, with an archive of it."""

from __future__ import annotations

from tests.warehouse.report.made import Catalog

FIRST, SECOND = "a" * 64, "b" * 64  # hashes of two versions of the ministry's page
EVIL = '<script>alert(1)</script> <b>5</b> men & "women"'
FILES = {
    "office/statement.yaml": """
document: {id: statement, publisher: ministry, title: What the ministry counts,
  url: "https://example.org/statement", published: 2025-02-03, language: en}
claims:
  - {id: foreigners, claimant: ministry, says: "at least 1,000 foreigners", measure: recruited,
     population: foreign, as_of: 2025-01-31, evidence: identified, checked: 2025-06-01,
     channel: moscow_selection_point, note: A made-up note}
  - {id: cubans, claimant: ministry, says: "300 Cubans", measure: recruited, population: CUB,
     as_of: 2025-01-31, part_of: statement/foreigners}
  - {id: serving, claimant: ministry, says: "about 700 foreigners", measure: serving,
     population: foreign, excluding: [PRK], as_of: 2025-01-31}
demands:
  - {id: stop, country: CUB, by: nobody, demand: stop_recruitment, demanded_on: 2025-03-04}
events:
  - {id: decree, date: 2022-11-14, instrument: decree, what: foreigners may serve}
""",
    "press/gazette.yaml": """
document: {id: gazette-1, publisher: gazette, title: "<i>Gazette</i> & others",
  url: "https://example.org/gazette", published: 2025-02-04, language: en}
claims:
  - {id: foreigners, claimant: ministry, says: "1,000 foreigners", measure: recruited,
     population: foreign, as_of: 2025-01-31, derives_from: statement/foreigners, link: stated}
  - {id: cubans, claimant: gazette, says: "at most 200 Cubans", measure: recruited,
     population: CUB, as_of: 2025-02-28}
  - {id: evil, claimant: gazette, says: 'EVIL', measure: other, population: CUB, as_of: 2025}
""".replace("EVIL", EVIL),
    "press/herald.yaml": """
document: {id: herald-1, publisher: herald, title: The Herald repeats, published: 2025-01-01/..,
  url: "https://example.org/herald", language: ru}
claims:
  - {id: foreigners, claimant: ministry, says: "около 1 000 иностранцев", measure: recruited,
     population: foreign, as_of: 2025-01-31, derives_from: gazette-1/foreigners, link: inferred}
""",
    "press/paper.yaml": """
document: {id: paper, publisher: herald, title: 中文, published: 2025-03, language: zh,
  url: "https://example.org/zh"}
claims:
  - {id: nepalis, claimant: herald, says: "约有1.5万名尼泊尔公民", measure: serving,
     population: NPL, as_of: 2025-01-31}
""",
    "press/empty.yaml": """
document: {id: empty, publisher: nobody, title: Nothing in it, published: 2025-05-01,
  url: "https://example.org/empty", language: und}
""",
}  # fmt: skip
# Two versions of the statement: the first has the words of the claim, the second lost them.
ARCHIVE = f"""
INSERT INTO snapshot
    (document_id, sha256, version, latest, captured_at, seen_at, url, how, media_type, bytes,
     method, text_sha256, characters, body_characters)
VALUES
    ('statement', '{FIRST}', 1, FALSE, '2025-02-05', '2025-02-05', 'https://example.org/statement',
     'fetch', 'text/html', 1234, 'html 1', 'c', 99, 99),
    ('statement', '{SECOND}', 2, TRUE, '2025-03-05', '2025-03-05', 'https://example.org/statement',
     'file', 'text/plain', 1200, 'text 1', 'd', 99, 99);
DELETE FROM anchor WHERE claim_id = 'statement/foreigners';
INSERT INTO anchor
    (anchor_id, claim_id, sha256, latest, status, "start", "end", exact, prefix, suffix, match,
     n_places, method)
VALUES
    ('statement/foreigners/{FIRST}', 'statement/foreigners', '{FIRST}', FALSE, 'verified', 10, 35,
     'at least 1,000 foreigners', 'we know of <b>', '</b> by name', 'exact', 1, 'html 1'),
    ('statement/foreigners/{SECOND}', 'statement/foreigners', '{SECOND}', TRUE, 'lost', NULL, NULL,
     NULL, NULL, NULL, NULL, 0, 'text 1');
INSERT INTO changed_words VALUES
    ('statement/foreigners', '{FIRST}', '{SECOND}', 'at least 1,000 foreigners',
     'many <em>foreigners</em>', TRUE);
INSERT INTO untranscribed
    (document_id, sha256, "start", "end", exact, low, high, point, qualifier, unit, why)
VALUES ('statement', '{SECOND}', 40, 52, '12 <u>Nepalis</u>', 12, 12, 12, 'exactly',
    'persons', 'x');
INSERT INTO claim_version
SELECT 'recorded', 1, TIMESTAMP '2026-02-01', 'one', 'x', c.* REPLACE ('950 Cubans' AS says)
FROM claim AS c WHERE claim_id = 'statement/cubans';
INSERT INTO claim_version
SELECT 'revised', 2, NULL, 'two', 'y', c.* REPLACE (TIMESTAMP '2026-02-01' AS recorded_at)
FROM claim AS c WHERE claim_id = 'statement/cubans';
"""  # fmt: skip

HOSTILE = "UPDATE document SET url = 'javascript:alert(1)' WHERE document_id = 'empty'"

WHISPERS = Catalog("whispers", FILES, f"DELETE FROM claim_version; {ARCHIVE}; {HOSTILE}")
