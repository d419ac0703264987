"""A catalog of figures on foreigners: a floor, what retells it, two figures that contradict one
another, demands and a law; and a catalog of one figure and nothing else.
"""

from __future__ import annotations

from tests.warehouse.report.made import Catalog

HOSTILE = '<script>alert(1)</script> 5 men & "women"'
FILES = {
    "office/statement.yaml": """
document: {id: statement, publisher: ministry, title: What the ministry counts,
  url: "https://example.org/statement", published: 2025-02-03, language: en}
claims:
  - {id: foreigners, claimant: ministry, says: "at least 1,000 foreigners", measure: recruited,
     population: foreign, as_of: 2025-01-31, evidence: identified}
  - {id: signed, claimant: ministry, says: "300 to 400 foreigners", measure: signed_contract,
     population: foreign, since: 2024-06, as_of: 2024-12}
  - {id: killed, claimant: ministry, says: "54 foreigners", measure: killed, population: foreign,
     as_of: 2025-01-31, evidence: named}
  - {id: held, claimant: ministry, says: "about 20 foreigners", measure: held,
     population: foreign, as_of: 2025-01-31}
  - {id: missing, claimant: ministry, says: "7 foreigners", measure: missing,
     population: foreign, as_of: 2025-01-31}
  - {id: serving, claimant: ministry, says: "about 600 foreigners", measure: serving,
     population: foreign, as_of: 2025-01-31}
  - {id: returned, claimant: ministry, says: "2 foreigners", measure: returned,
     population: foreign, as_of: 2025-01-31}
  - {id: countries, claimant: ministry, says: "from 37 countries", unit: countries,
     measure: recruited, population: foreign, as_of: 2025-01-31}
  - {id: for-ukraine, claimant: ministry, says: "90 foreigners", measure: recruited,
     population: foreign, as_of: 2025-01-31, side: ukraine}
  - {id: cubans, claimant: ministry, says: "at least 900 Cubans", measure: recruited,
     population: CUB, as_of: 2025-01-31}
events:
  - {id: decree, date: 2022-11-14, instrument: decree, what: "foreigners <i>may</i> serve"}
demands:
  - {id: stop, country: CUB, by: ministry, demand: stop_recruitment, demanded_on: 2025-02-10,
     response: denied, note: "a <u>note</u>"}
  - {id: undated, country: GHA, by: ministry, demand: release}
""",
    "press/gazette.yaml": """
document: {id: gazette-1, publisher: gazette, title: The Gazette repeats,
  url: "https://example.org/gazette", published: 2025-03-04, language: en}
claims:
  - {id: foreigners, claimant: ministry, says: "about 1,000 foreigners", measure: recruited,
     population: foreign, as_of: 2025-01-31, derives_from: statement/foreigners, link: stated}
  - {id: cubans, claimant: gazette, says: "at most 200 Cubans", measure: recruited,
     population: CUB, as_of: 2025-02-28}
  - {id: evil, claimant: gazette, says: 'HOSTILE', measure: killed, population: CUB, as_of: 2026}
  - {id: nepali, claimant: gazette, says: "3 Nepalis", measure: killed, population: NPL,
     as_of: 2025-02-28}
""".replace("HOSTILE", HOSTILE),
}  # fmt: skip
BARE = {
    "press/gazette.yaml": """
document: {id: gazette-1, publisher: gazette, title: One figure,
  url: "https://example.org/gazette", published: 2025-03-04, language: en}
claims:
  - {id: cubans, claimant: gazette, says: "200 Cubans", measure: recruited, population: CUB,
     as_of: 2025-02-28}
"""
}

COUNTED, ONE_FIGURE = Catalog("counted", FILES), Catalog("one-figure", BARE)
