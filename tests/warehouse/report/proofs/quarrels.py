"""A catalog whose figures contradict one another, in pairs and in sums, and are repeated."""

from __future__ import annotations

from tests.warehouse.report.made import Catalog

EVIL = "<script>alert(x)</script> at least 900 Nepalis"
FILES = {
    "office/statement.yaml": """
document: {id: statement, publisher: ministry, title: What the ministry counts,
  url: "https://example.org/statement", published: 2025-09-03, language: en}
claims:
  - {id: nepalis, claimant: ministry, says: "400 Nepalis", measure: recruited, population: NPL,
     as_of: 2025-03-01}
  - {id: cubans, claimant: ministry, says: "100 Cubans", measure: signed_contract,
     population: CUB, as_of: 2025-08}
  - {id: cubans-2024, claimant: ministry, says: "80 in 2024", measure: signed_contract,
     population: CUB, since: 2024, as_of: 2024}
  - {id: cubans-2025, claimant: ministry, says: "at least 60 in eight months",
     measure: signed_contract, population: CUB, since: 2025-01, as_of: 2025-08}
  - {id: africans, claimant: ministry, says: "90 Africans", measure: killed, population: "m49:002",
     as_of: 2025-08}
  - {id: ghanaians, claimant: ministry, says: "30 Ghanaians", measure: killed, population: GHA,
     as_of: 2025-08, part_of: statement/africans}
""",
    "press/gazette.yaml": """
document: {id: gazette, publisher: gazette, title: "<i>Gazette</i> & others",
  url: "https://example.org/gazette", published: 2025-02-04, language: en}
claims:
  - {id: nepalis, claimant: gazette, says: 'EVIL', measure: recruited,
     population: NPL, as_of: 2025-01-31}
  - {id: egyptians, claimant: gazette, says: "hundreds to thousands of Egyptians",
     measure: recruited, population: EGY, as_of: 2025-01-31}
  - {id: planned, claimant: gazette, says: "500 Egyptians", measure: planned,
     population: EGY, as_of: 2025-12}
""".replace("EVIL", EVIL),
    "press/herald.yaml": """
document: {id: herald, publisher: herald, title: The Herald repeats, published: 2025-03-02,
  url: "https://example.org/herald", language: en}
claims:
  - {id: nepalis, claimant: gazette, says: "some 950 Nepalis", measure: recruited,
     population: NPL, as_of: 2025-01-31, derives_from: gazette/nepalis, link: stated}
  - {id: named, claimant: herald, says: "12 Egyptians", measure: killed,
     population: EGY, as_of: 2025-02-28, evidence: named}
""",
}  # fmt: skip

QUARRELS = Catalog("quarrels", FILES)
