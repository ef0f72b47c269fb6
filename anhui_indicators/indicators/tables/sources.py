"""Table `sources`: the documents that the figures come from."""

from __future__ import annotations

from anhui_indicators.datapackage.models.model import TableModel
from anhui_indicators.indicators.tables.columns import (
    IDENTIFIER,
    LANGUAGE,
    PARTIAL_DATE,
    SHA256,
    WEB_ADDRESS,
    integer,
    text,
)


class Sources(TableModel):
    """One row is a document.

    The canonical text of a document is UTF-8 without byte order mark, in Unicode form NFC, with
    trailing white space and empty lines taken off, its lines joined by single line feeds.
    """

    source_id: str = text(
        "Source", "Stable name of the document.", role="dimension", matches=IDENTIFIER
    )
    title: str = text("Title", "Title as printed, or a description where none is printed.")
    publisher: str = text("Publisher", "Who published the document.", concept="DATA_PROVIDER")
    authors: str = text("Authors", "Names of the authors, parted by semicolons.", nullable=True)
    published: str = text(
        "Published",
        "Date of publication, ISO 8601, as exact as it is known.",
        matches=PARTIAL_DATE,
        nullable=True,
    )
    language: str = text("Language", "Language of the text, BCP 47.", matches=LANGUAGE)
    translated_from: str = text(
        "Translated from",
        "Language of the original, BCP 47; missing when the text is the original.",
        matches=LANGUAGE,
        nullable=True,
    )
    url: str = text("Address", "Web address of the document.", matches=WEB_ADDRESS, nullable=True)
    text_sha256: str = text(
        "SHA-256 of the text", "Hash of the canonical text, lower-case hexadecimal.", matches=SHA256
    )
    text_length: int = integer(
        "Length of the text", "Length of the canonical text.", unit="characters", minimum=1
    )
    paragraph_count: int = integer(
        "Paragraphs",
        "Number of lines of the canonical text, headings and captions included.",
        unit="paragraphs",
        minimum=1,
    )
    note: str = text("Note", "What else is known of the document.", nullable=True)

    class Config:
        name = "sources"
        title = "Sources"
        description = "The documents that the figures are printed in."
        unique = [["source_id"]]
