"""Exchange formats: what the ledger holds, for other programs. `FORMATS` is the list of them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from selon.report.exchange.annotations import annotations_of, write_annotations
from selon.report.exchange.bibtex import write_bibtex
from selon.report.exchange.comma import write_csv, write_csv_for_excel
from selon.report.exchange.csl import write_csl
from selon.report.exchange.export import ExchangeFormat, Export, MissingLibraryError
from selon.report.exchange.ftm import write_ftm
from selon.report.exchange.jsonl import (
    item_from_line,
    item_from_record,
    items_from_lines,
    judgement_from_record,
    judgement_record,
    kept_from_record,
    kept_record,
    records_of,
    write_jsonl,
)
from selon.report.exchange.lineage import write_prov
from selon.report.exchange.parquet import write_parquet
from selon.report.exchange.schema_org import nodes_of, write_schema_org
from selon.report.exchange.xlsx import write_xlsx

__all__ = [
    "FORMATS",
    "ExchangeFormat",
    "Export",
    "MissingLibraryError",
    "annotations_of",
    "item_from_line",
    "item_from_record",
    "items_from_lines",
    "judgement_from_record",
    "judgement_record",
    "kept_from_record",
    "kept_record",
    "nodes_of",
    "records_of",
]

_LIST = (
    ExchangeFormat(
        "jsonl",
        ".jsonl",
        "application/jsonl",
        "All that is kept, a document a line, then the judgements; comes back without loss.",
        ("documents", "judgements"),
        write_jsonl,
    ),
    ExchangeFormat(
        "csv",
        ".csv",
        "text/csv",
        "A claim a row, for any spreadsheet or script.",
        ("documents",),
        write_csv,
    ),
    ExchangeFormat(
        "csv-excel",
        ".csv",
        "text/csv",
        "The same, as Excel opens it with its accents right.",
        ("documents",),
        write_csv_for_excel,
    ),
    ExchangeFormat(
        "xlsx",
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "A workbook for reporters: claims, documents, and what the columns mean.",
        ("documents",),
        write_xlsx,
        binary=True,
    ),
    ExchangeFormat(
        "parquet",
        ".parquet",
        "application/vnd.apache.parquet",
        "A typed table of claims, for pandas, DuckDB and R.",
        ("documents",),
        write_parquet,
        binary=True,
    ),
    ExchangeFormat(
        "annotations",
        ".jsonld",
        "application/ld+json",
        "W3C Web Annotation: each claim an annotation of its article.",
        ("documents",),
        write_annotations,
    ),
    ExchangeFormat(
        "ftm",
        ".ftm.json",
        "application/jsonl",
        "FollowTheMoney entities, for OpenAleph and Datashare.",
        ("documents", "stories", "entities", "members"),
        write_ftm,
    ),
    ExchangeFormat(
        "schema-org",
        ".jsonld",
        "application/ld+json",
        "schema.org: the claims of stories, and what people judged of them as ClaimReview.",
        ("documents", "stories", "judgements"),
        write_schema_org,
    ),
    ExchangeFormat(
        "bibtex",
        ".bib",
        "application/x-bibtex",
        "BibTeX for the articles.",
        ("documents",),
        write_bibtex,
    ),
    ExchangeFormat(
        "csl",
        ".csl.json",
        "application/vnd.citationstyles.csl+json",
        "CSL-JSON for the articles, for Zotero and Pandoc.",
        ("documents",),
        write_csl,
    ),
    ExchangeFormat(
        "prov",
        ".prov.json",
        "application/json",
        "W3C PROV (PROV-JSON): which article came of which.",
        ("stories",),
        write_prov,
    ),
)

FORMATS: Mapping[str, ExchangeFormat] = MappingProxyType({one.name: one for one in _LIST})
"""The formats by name, in the order of the list."""
