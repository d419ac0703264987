"""The words of prov.jsonld: every key of a node and the IRI that it stands for.

The context is part of the file, so that nobody has to ask the network what a word means.
"""

from __future__ import annotations

from typing import Any

Node = dict[str, Any]

PREFIXES = {
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "schema": "https://schema.org/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "muster": "urn:muster:term:",
}
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
LINKS = (  # values are names of nodes
    "prov:wasQuotedFrom", "prov:wasDerivedFrom", "prov:hadPrimarySource", "prov:wasRevisionOf",
    "prov:wasAttributedTo", "prov:wasGeneratedBy", "prov:wasInformedBy", "prov:wasAssociatedWith",
    "prov:used", "prov:specializationOf", "prov:hadMember", "prov:entity", "prov:atLocation",
    "dcterms:isPartOf", "foaf:homepage", "oa:hasBody", "oa:hasSource",
)  # fmt: skip
TYPED = {
    "prov:generatedAtTime": "xsd:dateTime",
    "prov:endedAtTime": "xsd:dateTime",
    "dcterms:issued": EDTF,
    "muster:since": EDTF,
    "muster:as_of": EDTF,
    "muster:from": "xsd:date",
    "muster:until": "xsd:date",
    "oa:start": "xsd:nonNegativeInteger",
    "oa:end": "xsd:nonNegativeInteger",
}
CONTEXT: Node = {
    **PREFIXES,
    **{name: {"@id": name, "@type": "@id"} for name in LINKS},
    **{name: {"@id": name, "@type": kind} for name, kind in TYPED.items()},
}


def node(name: str, *types: str, **told: Any) -> Node:
    """A node with what is known of it; nulls and empty lists are left out.

    In the names of `told` the first underscore stands for the colon: `prov_used`, `muster_as_of`.
    """
    known = {key.replace("_", ":", 1): value for key, value in told.items()}
    return {"@id": name, "@type": list(types)} | {
        key: value for key, value in known.items() if value is not None and value != []
    }
