"""Where each figure comes from, in W3C PROV-O as JSON-LD: `prov.jsonld`.

One node a line, written as it is read. The words stand as W3C Web Annotation selectors. What a
thing is called outside of its table stands in export/addresses.py.
"""

from warehouse.export.provenance.write import write_provenance

__all__ = ["write_provenance"]
