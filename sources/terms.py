"""The closed word lists of the contract (sections 2 and 3), the same for every catalog.

No ids of a catalog belong here; its sides, evidence and units stand in vocabulary/terms.yaml.
"""

BASES = ("citizen", "declared", "native", "unspecified")
LINKS = ("stated", "inferred")
DEMANDS = (
    "stop_recruitment", "release", "repatriate", "compensation", "explain", "ban_travel", "other",
)  # fmt: skip
RESPONSES = ("agreed", "denied", "partial", "none", "unknown")
MEASURE_KINDS = ("cumulative", "stock", "none")
SOURCE_KINDS = (
    "newspaper", "broadcaster", "agency", "investigative", "blog", "project", "think_tank", "ngo",
    "government", "intelligence", "military", "parliament", "other", "unattributed",
)  # fmt: skip
"""The kinds in use. The contract leaves the list open: a registry may bring its own word.

`unattributed` is no single source: it stands for whoever could not be told apart, so that nothing
of it revises or confirms anything else of it.
"""
PARTIES = ("none", "ukraine", "russia")
"""The parties in use; open as the kinds are."""
