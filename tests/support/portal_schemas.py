"""What three portals document of the metadata that they take, as JSON Schema.

None of them publishes a schema of it in a form that can be had from a registry. The rules are
read off the pages named below, and for CKAN and Zenodo also off the code that checks.
"""

from __future__ import annotations

from typing import Any

TEXT = {"type": "string", "minLength": 1}
LINE = {"type": "string", "pattern": r"^[^\r\n]+$"}
DIGEST = {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}
SIZE = {"type": "integer", "minimum": 0}


def thing(required: dict[str, Any], **optional: Any) -> dict[str, Any]:
    """An object with these properties and no others."""
    return {
        "type": "object",
        "properties": required | optional,
        "required": list(required),
        "additionalProperties": False,
    }


def many(items: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "array", "items": items, "minItems": 1, "uniqueItems": True, **more}


# https://developers.zenodo.org/#representation; the title has three characters at least.
PERSON = {"affiliation": TEXT, "orcid": {"type": "string", "pattern": "^[0-9]{4}(-[0-9X]{4}){3}$"}}
CONTRIBUTOR_TYPES = (
    *("ContactPerson", "DataCollector", "DataCurator", "DataManager", "Distributor", "Editor"),
    *("HostingInstitution", "Producer", "ProjectLeader", "ProjectManager", "ProjectMember"),
    *("RegistrationAgency", "RegistrationAuthority", "RelatedPerson", "Researcher"),
    *("ResearchGroup", "RightsHolder", "Supervisor", "Sponsor", "WorkPackageLeader", "Other"),
)
RELATIONS = (
    *("isCitedBy", "cites", "isSupplementTo", "isSupplementedBy", "isContinuedBy", "continues"),
    *("isDescribedBy", "describes", "hasMetadata", "isMetadataFor", "isNewVersionOf"),
    *("isPreviousVersionOf", "isPartOf", "hasPart", "isReferencedBy", "references"),
    *("isDocumentedBy", "documents", "isCompiledBy", "compiles", "isVariantFormOf"),
    *("isOriginalFormof", "isIdenticalTo", "isAlternateIdentifier", "isReviewedBy", "reviews"),
    *("isDerivedFrom", "isSourceOf", "requires", "isRequiredBy", "isObsoletedBy", "obsoletes"),
)
ZENODO = thing(
    {
        "upload_type": {"const": "dataset"},
        "title": {**LINE, "minLength": 3},
        "description": {"type": "string", "pattern": "^(<p>[^<>]+</p>)+$"},
        "version": LINE,
        "notes": {"type": "string", "pattern": "^[^\r\n]+$"},
    },
    creators=many(thing({"name": LINE}, **PERSON)),
    contributors=many(thing({"name": LINE, "type": {"enum": [*CONTRIBUTOR_TYPES]}}, **PERSON)),
    access_right={"const": "open"},
    license={"type": "string", "pattern": "^[a-z0-9.+-]+$"},
    keywords=many(LINE),
    references=many(LINE),
    related_identifiers=many(thing({"identifier": LINE, "relation": {"enum": [*RELATIONS]}})),
) | {"dependentRequired": {"access_right": ["license"], "license": ["access_right"]}}

# https://docs.github.com/rest/releases/releases#create-a-release, …/rest/releases/assets, and
# …/repositories/releasing-projects-on-github/about-releases for the limits.
GITHUB = thing(
    {
        "release": thing(
            {
                "tag_name": {"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9.+_-]*$"},
                "name": LINE,
                "body": {**TEXT, "maxLength": 125_000},
                "draft": {"const": True},
                "prerelease": {"type": "boolean"},
            }
        ),
        "assets": {
            "type": "array",
            "maxItems": 1000,
            "items": thing(
                {
                    "name": {"type": "string", "pattern": r"^[\w-]([\w.-]*[\w-])?$"},
                    "path": TEXT,
                    "content_type": {"type": "string", "pattern": "^[^ ;/]+/[^ ;/]+(;.*)?$"},
                    "size": {**SIZE, "exclusiveMaximum": 2**31},
                    "digest": DIGEST,
                }
            ),
        },
    }
)

# https://docs.ckan.org/en/latest/api/#ckan.logic.action.create.package_create, and the validators
# of ckan 2.12 for what a name, a tag and an email may be.
EXTRA = {"key": {"enum": ["digest", "licenses", "contributors", "sources"]}, "value": TEXT}
RESOURCE = {"name": LINE, "description": LINE, "format": LINE, "mimetype": LINE}
LABEL = "[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
EMAIL = {
    "type": "string",
    "pattern": rf"^(?!\.)(?!.*\.\.)[a-zA-Z0-9.!#$%&'*+/=?^_`{{|}}~-]+@{LABEL}(\.{LABEL})*$",
}
CKAN = thing(
    {
        "name": {
            "type": "string",
            "pattern": "^[a-z0-9_-]{2,100}$",
            "not": {"enum": ["new", "edit", "search"]},
        },
        "title": LINE,
        "license_id": LINE,
        "extras": many(
            thing(
                {"key": {"enum": ["digest", "licenses", "contributors", "sources"]}, "value": TEXT}
            )
        ),
    },
    version={"type": "string", "minLength": 1, "maxLength": 100},
    notes=TEXT,
    url={"type": "string", "pattern": "^https?://"},
    author=LINE,
    author_email=EMAIL,
    maintainer=LINE,
    maintainer_email=EMAIL,
    tags=many(thing({"name": {"type": "string", "pattern": r"^[\w .-]{2,100}$"}})),
    resources=many(
        {
            "oneOf": [
                thing({"path": TEXT, "size": SIZE, "hash": DIGEST}, **RESOURCE),
                thing({"url": {"type": "string", "pattern": "^https?://"}}, **RESOURCE),
            ]
        }
    ),
)
