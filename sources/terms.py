"""The closed word lists of the contract (sections 2 and 3). No ids of a catalog belong here."""

UNITS = (
    "persons", "countries", "families", "requests", "complaints", "cases", "percent", "other",
)  # fmt: skip
EVIDENCE = (
    "named", "identified", "documented", "confirmed", "official", "estimated", "witnessed",
    "alleged", "planned", "unspecified",
)  # fmt: skip
FLOOR_EVIDENCE = ("named", "identified", "documented", "confirmed")
"""What is known so far: a floor, from which nothing follows about the true number's height."""
SIDES = ("russia", "ukraine")
BASES = ("citizen", "declared", "native", "unspecified")
LINKS = ("stated", "inferred")
DEMANDS = (
    "stop_recruitment", "release", "repatriate", "compensation", "explain", "ban_travel", "other",
)  # fmt: skip
RESPONSES = ("agreed", "denied", "partial", "none", "unknown")
MEASURE_KINDS = ("cumulative", "stock", "none")
SOURCE_KINDS = (
    "newspaper", "broadcaster", "agency", "investigative", "blog", "project", "think_tank", "ngo",
    "government", "intelligence", "military", "parliament", "other",
)  # fmt: skip
"""The kinds in use. The contract leaves the list open: a registry may bring its own word."""
PARTIES = ("none", "ukraine", "russia")
"""The parties in use; open as the kinds are."""
