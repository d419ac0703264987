"""What a competent analyst would write in pandas over the same tables: read, normalise, compare.

Called as `python -m benchmarks.plain_pandas CATALOG OUT`. It reads the table files of the synthetic
world, reads the words row by row, joins each claim to the scopes that contain its own, and writes
claims and contradictions. It validates nothing, keeps no provenance, and knows only the scopes that
this world has.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd

from sources.phrases import read


def claims_of(catalog: Path) -> pd.DataFrame:
    """Every row of every table, with the interval that its words state."""
    tables = sorted((catalog / "synthetic").glob("*.csv"))
    claims = pd.concat(
        [pd.read_csv(t, dtype=str, keep_default_na=False).assign(document=t.stem) for t in tables],
        ignore_index=True,
    )
    claims["claim_id"] = claims["document"] + "/" + claims["id"]
    claims["as_of"] = pd.to_datetime(claims["as_of"])
    readings = claims["says"].apply(lambda words: read(words, "persons", "en"))
    claims["low"] = readings.apply(lambda r: r.low)
    claims["high"] = readings.apply(lambda r: float("inf") if r.high is None else r.high)
    return claims


def contradictions(claims: pd.DataFrame) -> pd.DataFrame:
    """Pairs of which the first lies inside the second and exceeds it."""
    key = ["measure", "population", "channel"]
    inner = claims[["claim_id", *key, "as_of", "low"]]
    outer = claims.loc[claims["high"] < float("inf"), ["claim_id", *key, "as_of", "high"]]
    found = []
    for measure in (None, "recruited"):
        for channel in (None, "all"):
            around = inner.copy()
            if measure:
                around = around[around["measure"] != measure]
                around["measure"] = measure
            if channel:
                around = around[around["channel"] != channel]
                around["channel"] = channel
            for _, group in around.groupby("population"):
                pairs = group.merge(outer, on=key, suffixes=("_a", "_b"))
                wrong = (pairs["as_of_a"] <= pairs["as_of_b"]) & (pairs["low"] > pairs["high"])
                found.append(pairs[wrong & (pairs["claim_id_a"] != pairs["claim_id_b"])])
    return pd.concat(found, ignore_index=True)


def run(catalog: Path, out: Path) -> None:
    """Write claims, contradictions with a sentence each, and the summary by country."""
    out.mkdir(parents=True, exist_ok=True)
    claims = claims_of(catalog)
    pairs = contradictions(claims)
    says = claims.set_index("claim_id")["says"]
    if len(pairs):
        pairs["because"] = pairs.apply(
            lambda p: (
                f"{says[p['claim_id_a']]} ({p['population']}, {p['as_of_a']:%Y-%m-%d}) exceeds "
                f"{says[p['claim_id_b']]} ({p['as_of_b']:%Y-%m-%d})"
            ),
            axis=1,
        )
    by_country = (
        claims[claims["channel"] == "all"]
        .groupby(["population", "measure"])
        .agg(n_claims=("claim_id", "size"), lowest=("low", "min"), highest=("high", "max"))
    )
    claims.to_parquet(out / "claims.parquet")
    pairs.to_parquet(out / "contradictions.parquet")
    by_country.to_parquet(out / "by_country.parquet")


if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]))
