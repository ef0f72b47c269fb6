"""JSON Schemas of strangers, applied in a process of its own.

Their patterns may take forever, and their references may go in circles: the process is ended when
it takes too long or too much memory.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from anhui_indicators.datapackage.limits import JSON_SCHEMA_MEMORY

_APPLY = """
import json, resource, sys
from jsonschema import Draft7Validator
from jsonschema.validators import validator_for
from referencing import Registry, Resource
from referencing.exceptions import NoSuchResource
from referencing.jsonschema import DRAFT7
memory, most = map(int, sys.argv[1:])
resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
given = json.load(sys.stdin)
def retrieve(uri):
    if uri not in given["parts"]:
        raise NoSuchResource(uri)
    return Resource.from_contents(given["parts"][uri], default_specification=DRAFT7)
schema = given["schema"]
kind = validator_for(schema, default=Draft7Validator)
kind.check_schema(schema)
validator = kind(schema, registry=Registry(retrieve=retrieve))
def errors(value):
    found = []
    for error in validator.iter_errors(value):
        found.append(["/".join(map(str, error.absolute_path)), error.message[:300]])
        if len(found) == most:
            break
    return sorted(found)
json.dump([errors(value) for value in given["values"]], sys.stdout)
"""


class NotAppliedError(Exception):
    """A JSON Schema that cannot be applied, or takes too long."""


def apply_apart(
    schema: Any,
    values: Sequence[Any],
    *,
    parts: Mapping[str, Any] | None = None,
    most: int,
    seconds: float,
) -> list[list[tuple[str, str]]]:
    """Apply a JSON Schema to values of JSON.

    Args:
        schema: The schema.
        values: The values.
        parts: What it refers to, by address.
        most: How many faults of a value are looked for.
        seconds: Time that it may take.

    Returns:
        For each value its faults: where they are, and what is wrong.

    Raises:
        NotAppliedError: When that cannot be.
    """
    given = {"schema": schema, "parts": parts or {}, "values": values}
    try:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-P", "-c", _APPLY, str(JSON_SCHEMA_MEMORY), str(most)],
            input=json.dumps(given).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=max(seconds, 0.0),
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as error:
        message = "It is not a JSON Schema that can be applied, or takes too long."
        raise NotAppliedError(message) from error
    found: list[list[tuple[str, str]]] = json.loads(done.stdout)
    return found
