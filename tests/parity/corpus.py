"""All cases."""

from __future__ import annotations

from tests.parity import (
    corpus_constraints,
    corpus_descriptors,
    corpus_dialects,
    corpus_differences,
    corpus_files,
    corpus_headers,
    corpus_inline,
    corpus_keys,
    corpus_odd,
    corpus_patterns,
    corpus_quoting,
    corpus_types,
)
from tests.parity.case import Case

SUBJECTS = (
    corpus_types,
    corpus_constraints,
    corpus_patterns,
    corpus_keys,
    corpus_headers,
    corpus_dialects,
    corpus_quoting,
    corpus_files,
    corpus_inline,
    corpus_descriptors,
    corpus_odd,
    corpus_differences,
)

CASES: tuple[Case, ...] = tuple(case for subject in SUBJECTS for case in subject.cases())
