"""croissant.json: a schema.org Dataset that search engines read, and a Croissant 1.0 description.

https://docs.mlcommons.org/croissant/docs/croissant-spec.html
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from warehouse.export.about import NAME, About
from warehouse.export.addresses import urn
from warehouse.export.data import Data, File
from warehouse.export.files import write_json
from warehouse.schema import Field, Table

CONFORMS_TO = "http://mlcommons.org/croissant/1.0"
# The context that the specification prints: readers compare it word by word.
CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
TYPES = {
    "string": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
    "datetime": "sc:DateTime",
}


def write_croissant(about: About, data: Sequence[Data], root: Path) -> None:
    """Write ROOT/croissant.json about the files of the tables.

    A table is one record set. Its records are read from Parquet, which has types and nulls; the CSV
    is part of the distribution too.
    """
    files = [f for one in data for f in _files(one)]
    write_json(
        root / "croissant.json",
        _dataset(about) | {"distribution": files, "recordSet": [_record_set(one) for one in data]},
    )


def _dataset(about: About) -> dict[str, Any]:
    told: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "name": NAME,
        "alternateName": about.title,
        "conformsTo": CONFORMS_TO,
        "description": about.description,
        "identifier": urn("warehouse", about.build.build_id),
        "version": about.version,
        "datePublished": about.created,
        "keywords": list(about.keywords),
        "citeAs": f"{about.title}, {about.version}",
    }
    if about.licence:
        told["license"] = about.licence.path or about.licence.name
    return told


def _files(data: Data) -> list[dict[str, Any]]:
    return [
        _file(data.csv, "text/csv"),
        _file(data.parquet, "application/x-parquet"),
    ]


def _file(file: File, kind: str) -> dict[str, Any]:
    name = Path(file.path).name
    return {
        "@type": "cr:FileObject",
        "@id": name,
        "name": name,
        "contentUrl": file.path,
        "contentSize": f"{file.bytes} B",
        "encodingFormat": kind,
        "sha256": file.sha256,
    }


def _record_set(data: Data) -> dict[str, Any]:
    table = data.table
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description,
        "key": [{"@id": _id(table.name, column)} for column in table.primary_key],
        "field": [_field(table, f, Path(data.parquet.path).name) for f in table.fields],
    }


def _field(table: Table, field: Field, file: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": _id(table.name, field.name),
        "name": field.name,
        "description": field.description,
        "dataType": TYPES[field.type],
        "source": {"fileObject": {"@id": file}, "extract": {"column": field.name}},
    }
    # Named by file and column: where it names a field whose record set points elsewhere in turn,
    # the reference implementation cannot load the records.
    pointed = [k for k in table.foreign_keys if k.column == field.name]
    if pointed:
        told["references"] = {
            "fileObject": {"@id": f"{pointed[0].table}.parquet"},
            "extract": {"column": pointed[0].target},
        }
    return told


def _id(table: str, column: str) -> str:
    return f"{table}/{column}"
