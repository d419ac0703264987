"""Every claim of the built-in catalog reads, in its language and unit, as the catalog says."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from sources import load
from sources.phrases import PhraseError, read

CATALOG = Path(load.__file__).parent / "catalog"


def test_every_claim_of_the_catalog_reads_and_its_cross_check_agrees() -> None:
    frames, problems = load.check(CATALOG)
    assert [p for p in problems if "read" in str(p)] == []
    claims = frames["claim"].merge(frames["document"][["document_id", "language"]], "left")
    assert len(claims) > 400
    failed = []
    columns = ["claim_id", "says", "unit", "language", "low", "high"]
    for claim, says, unit, language, low, high in claims[columns].to_numpy().tolist():
        try:
            reading = read(says, unit, language)
        except PhraseError as error:
            failed.append((claim, str(error)))
            continue
        stored = (low, None if pd.isna(high) else high)
        if (reading.low, reading.high) != stored:
            failed.append((claim, f"{stored} is stored, {reading} is read"))
    assert failed == []
