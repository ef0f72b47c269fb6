"""What a release says of itself to Zenodo, GitHub and CKAN."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import idutils
import jsonschema
import pytest
from frictionless_ckan_mapper import ckan_to_frictionless
from hypothesis import assume, given
from hypothesis import strategies as st

from anhui_indicators.datapackage.descriptors.package import read_package
from anhui_indicators.datapackage.fields.registry import FIELD_TYPES
from anhui_indicators.metadata.portals.files import metadata_files
from anhui_indicators.metadata.published_file import PublishedFile
from tests.support import portal_schemas

DIGEST = f"sha256:{'a' * 64}"
SCHEMAS = {
    f"metadata/{name.lower()}.json": jsonschema.Draft202012Validator(
        getattr(portal_schemas, name), format_checker=jsonschema.FormatChecker()
    )
    for name in ("ZENODO", "GITHUB", "CKAN")
}
CARBERRY = "https://orcid.org/0000-0002-1825-0097"  # ORCID's own example of a number.


def a_file(path: str, size: int = 1) -> PublishedFile:
    return PublishedFile(path, size, f"sha256:{'0' * 64}")


def said(descriptor: dict[str, Any], *files: PublishedFile) -> dict[str, dict[str, Any]]:
    """Give what a release says to each portal, as the portal would take it."""
    told = {}
    for path, data in metadata_files(descriptor, files, DIGEST).items():
        assert data.endswith(b"}\n")
        told[path] = json.loads(data)
        SCHEMAS[path].validate(told[path])
    return {path.removeprefix("metadata/").removesuffix(".json"): v for path, v in told.items()}


def of_package(**properties: Any) -> dict[str, dict[str, Any]]:
    return said({"name": "p", "version": "1.0.0", "resources": [], **properties})


# Words that are hard on someone: on HTML, on terminals, on paths, on whoever expects a text.
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8) | st.sampled_from(
    ["<b>&amp;", "a\n\nb", " ", "\x07\u202e", "data/a.csv", "http://[", CARBERRY, "Jane Doe"]
)
ADDRESS = st.sampled_from(["https://example.org/a?b=1", "http://a.b:8080", "ftp://a/b", "x.html"])
ANY = st.none() | st.booleans() | st.integers() | TEXT | st.lists(TEXT, max_size=2)
ROLE = st.sampled_from(["author", "editor", "Contact Person", "maintainer", "wrangler", "poet"])


def objects(**properties: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(st.fixed_dictionaries({}, optional=properties), max_size=3)


WORDS: dict[str, st.SearchStrategy[Any]] = {
    "title": TEXT,
    "description": TEXT,
    "homepage": TEXT | ADDRESS,
    "keywords": st.lists(TEXT, max_size=4),
    "sources": objects(title=ANY, path=ANY | ADDRESS, email=st.emails()),
    "licenses": objects(
        name=st.sampled_from(["CC-BY-4.0", "ODC-PDDL-1.0", "Own licence"]), title=ANY, path=ADDRESS
    ).map(lambda found: [entry for entry in found if "name" in entry or "path" in entry]),
    "contributors": objects(
        title=ANY,
        givenName=ANY,
        familyName=ANY,
        organization=ANY,
        path=ANY | st.just(CARBERRY),
        email=st.emails(),
        role=ROLE | ANY,
        roles=st.lists(ROLE, max_size=2) | ANY,
    ),
}
PATH = st.from_regex(r"(data/)?[a-zA-Z ö.]{1,4}\.(csv|parquet|zip|CSV)", fullmatch=True)
RESOURCE = st.fixed_dictionaries(
    {"name": st.sampled_from(["t", "T", "a b", "ö"])},
    optional={
        "path": PATH | ADDRESS | st.lists(PATH, min_size=1, max_size=3),
        "title": TEXT,
        "description": TEXT,
        "format": st.sampled_from(["csv", "apache-parquet", "odd"]),
        "mediatype": st.sampled_from(["text/csv", "text/csv; header=present"]) | TEXT,
        "bytes": st.integers(0, 9),
    },
)
DESCRIPTOR = st.fixed_dictionaries(
    {
        "name": st.from_regex(r"[a-z0-9][a-z0-9._-]{0,120}", fullmatch=True)
        | st.sampled_from(["a", "search", "a..b"]),
        "version": st.sampled_from(["1.0.0", "0.1.0-rc.1+b", "1.0.0-x.lock", f"1.0.0-{'x' * 120}"]),
        "resources": st.lists(RESOURCE, max_size=3, unique_by=lambda resource: resource["name"]),
    },
    optional=WORDS | {"$schema": st.just("https://datapackage.org/profiles/2.0/datapackage.json")},
)


@given(DESCRIPTOR, st.lists(PATH, unique=True, max_size=5))
def test_any_valid_package_says_what_each_portal_takes(
    descriptor: dict[str, Any], paths: list[str]
) -> None:
    faults = {issue.code for issue in read_package(descriptor, lambda _: {}, FIELD_TYPES)[1]}
    assume("package-error" not in faults)
    told = said(descriptor, *map(a_file, paths))
    names = [asset["name"].lower() for asset in told["github"]["assets"]]
    assert len(set(names)) == len(paths)
    for related in told["zenodo"].get("related_identifiers", []):
        assert "url" in idutils.detect_identifier_schemes(related["identifier"])
    for person in told["zenodo"].get("creators", []):
        assert idutils.is_orcid(person.get("orcid", "0000-0002-1825-0097"))


def test_the_embedded_package_says_the_same_to_all(built: Path) -> None:
    descriptor = json.loads((built / "datapackage.json").read_bytes())
    files = [a_file(resource["path"]) for resource in descriptor["resources"]]
    told = said(descriptor, *files)
    zenodo, github, ckan = told["zenodo"], told["github"], told["ckan"]
    assert zenodo["title"] == ckan["title"] == descriptor["title"] in github["release"]["name"]
    assert zenodo["license"] == "cc-by-4.0"
    assert zenodo["creators"] == [{"name": ckan["author"]}]
    assert [tag["name"] for tag in ckan["tags"]] == zenodo["keywords"] == descriptor["keywords"]
    assert len(github["assets"]) == len(ckan["resources"]) == len(files)
    for value in (zenodo["notes"], github["release"]["body"], json.dumps(ckan["extras"])):
        assert DIGEST in value


def test_nothing_is_made_up_of_a_package_that_says_nothing() -> None:
    told = of_package()
    assert told["zenodo"].keys() == {"upload_type", "title", "description", "version", "notes"}
    assert told["zenodo"]["title"] == "Data package p"
    assert told["ckan"]["license_id"] == "notspecified"
    assert not told["ckan"].keys() & {"author", "maintainer", "notes", "url", "tags"}


def test_authors_are_creators_and_the_others_keep_their_roles() -> None:
    people = [
        {"givenName": "Josiah", "familyName": "Carberry", "roles": ["author"], "path": CARBERRY},
        {"title": "Ada Byron", "role": "wrangler", "organization": "Academy"},
        {"title": "Statistics Office", "roles": ["poet", "contact-person"]},
        {"title": "Mary", "roles": ["maintainer"], "email": "mary@example.org"},
        {"title": "Impostor", "role": "author", "path": CARBERRY.replace("97", "98")},
        {"email": "nobody@example.org", "roles": ["author"]},
    ]
    told = of_package(contributors=people)
    assert told["zenodo"]["creators"] == [
        {"name": "Carberry, Josiah", "orcid": "0000-0002-1825-0097"},
        {"name": "Impostor"},
    ]
    assert told["zenodo"]["contributors"] == [
        {"name": "Ada Byron", "affiliation": "Academy", "type": "DataCurator"},
        {"name": "Statistics Office", "type": "ContactPerson"},
        {"name": "Mary", "type": "DataManager"},
    ]
    assert told["ckan"]["author"] == "Josiah Carberry, Impostor"
    assert "author_email" not in told["ckan"]
    assert told["ckan"]["maintainer_email"] == "mary@example.org"


def test_where_nobody_is_an_author_all_are_creators() -> None:
    told = of_package(contributors=[{"title": "Eve", "roles": ["editor"]}, {"title": "Bob"}])
    assert [person["name"] for person in told["zenodo"]["creators"]] == ["Eve", "Bob"]
    assert "contributors" not in told["zenodo"]


def test_who_is_named_twice_is_told_once() -> None:
    people = [{"title": "Eve Doe"}] * 2
    people += [{"title": "Bob", "email": f"{number}@example.org"} for number in range(2)]
    told = of_package(contributors=people)
    assert [person["name"] for person in told["zenodo"]["creators"]] == ["Eve Doe", "Bob"]
    assert told["ckan"]["author"] == "Eve Doe, Bob"


def test_mark_up_of_a_description_is_text_at_zenodo() -> None:
    told = of_package(description="A <script> & more,\nin a line.\n\n\nAnd another.")
    assert told["zenodo"]["description"] == (
        "<p>A &lt;script&gt; &amp; more, in a line.</p><p>And another.</p>"
    )


@pytest.mark.parametrize(
    ("licences", "at_zenodo", "at_ckan"),
    [
        ([{"name": "CC-BY-4.0"}], "cc-by-4.0", "cc-by"),
        ([{"name": "ODC-PDDL-1.0"}], "pddl-1.0", "odc-pddl"),
        ([{"name": "MIT"}], "mit", "mit"),
        ([{"path": "https://example.org/l"}], None, "notspecified"),
        ([{"name": "CC0-1.0"}, {"name": "MIT"}], None, "cc-zero"),
    ],
)
def test_a_licence_has_the_id_that_the_portal_knows(
    licences: list[dict[str, str]], at_zenodo: str | None, at_ckan: str
) -> None:
    told = of_package(licenses=licences)
    assert told["zenodo"].get("license") == at_zenodo
    assert told["ckan"]["license_id"] == at_ckan
    # What Zenodo has no field for is in the notes.
    words = [word for licence in licences for word in licence.values()]
    assert all(word in told["zenodo"]["notes"] for word in words) == (at_zenodo is None)


def test_sources_are_what_the_data_derive_from() -> None:
    sources = [{"title": "Report", "path": "https://example.org/r"}, {"title": "A book"}]
    zenodo = of_package(sources=sources, homepage="https://example.org/")["zenodo"]
    assert zenodo["references"] == ["Report. https://example.org/r", "A book"]
    assert zenodo["related_identifiers"] == [
        {"identifier": "https://example.org/r", "relation": "isDerivedFrom"},
        {"identifier": "https://example.org/", "relation": "isDocumentedBy"},
    ]


@pytest.mark.parametrize(
    ("name", "version", "prerelease"),
    [("p", "1.0.0", False), ("p", "0.2.0-rc.1", True), ("a..b", "1.0.0-x.lock", True)],
)
def test_a_tag_is_one_that_git_takes(name: str, version: str, prerelease: bool) -> None:
    release = of_package(name=name, version=version)["github"]["release"]
    ref = f"refs/tags/{release['tag_name']}"
    subprocess.run(["git", "check-ref-format", ref], check=True)
    assert release["prerelease"] is prerelease
    assert f"anhui-indicators digest {name}-{version}.zip\n" in release["body"]


def test_the_archive_is_attached_first_and_too_much_is_left_to_it() -> None:
    files = [a_file(f"{number}.csv") for number in range(1200)]
    files += [a_file("data/large.csv", 2**31), a_file("p-1.0.0.zip")]
    assets = said({"name": "p", "version": "1.0.0", "resources": []}, *files)["github"]["assets"]
    assert [asset["name"] for asset in assets[:2]] == ["p-1.0.0.zip", "0.csv"]
    assert len(assets) == 1000


def test_files_of_one_name_get_names_of_their_own() -> None:
    paths = ["a/b.csv", "a-b.csv", "A-B.csv"]
    told = said({"name": "p", "version": "1.0.0", "resources": []}, *map(a_file, paths))
    assert {asset["path"]: asset["name"] for asset in told["github"]["assets"]} == {
        "a-b.csv": "a-b.csv",
        "A-B.csv": "A-B-2.csv",
        "a/b.csv": "a-b-3.csv",
    }


def test_a_description_may_be_of_any_length() -> None:
    assert DIGEST in of_package(description="word " * 100_000)["github"]["release"]["body"]


def test_frictionless_reads_back_from_ckan_what_was_said() -> None:
    descriptor: dict[str, Any] = {
        "name": "p-q",
        "title": "P and Q",
        "description": "Both.",
        "version": "1.0.0",
        "homepage": "https://example.org/",
        "keywords": ["one", "two"],
        "licenses": [{"name": "CC-BY-4.0"}],
        "sources": [{"title": "A book"}],
        "contributors": [{"title": "Eve", "role": "author"}],
        "resources": [
            {"name": "t", "path": "t.csv", "format": "csv", "mediatype": "text/csv"},
            {"name": "u", "path": "https://example.org/u.csv", "description": "Elsewhere."},
            {"name": "v", "path": ["v1.csv", "v2.csv"], "title": "In parts"},
            {"name": "w", "data": []},
        ],
    }
    files = map(a_file, ["t.csv", "v1.csv", "v2.csv"])
    back = ckan_to_frictionless.dataset(said(descriptor, *files)["ckan"])
    kept = ("name", "title", "description", "version", "homepage", "keywords", "sources")
    assert {key: back[key] for key in kept} == {key: descriptor[key] for key in kept}
    t, v1, _, u = back["resources"]
    assert (t["name"], t["path"], t["format"], t["bytes"]) == ("t", "t.csv", "csv", 1)
    assert (v1["name"], v1["description"]) == ("v1.csv", "In parts")
    assert (u["path"], u["description"]) == ("https://example.org/u.csv", "Elsewhere.")
