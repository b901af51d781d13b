"""What schemathesis finds and what is meant so: each with its reason, counted in the file that EXCUSED names.

A hook of schemathesis, loaded by `.ci/schemathesis`.
"""

import itertools
import json
import os
import re

import jsonschema_rs
import schemathesis

ALLOW = "a 405 names the methods of the first route of its path, as FastAPI's does"
LENIENT = "a value of another type is read as pydantic reads it outside of its strict mode"
PLANNED = "a 500 that the document has: the app fails on purpose"
RECORDED = (
    "what is taken and refused is recorded from FastAPI: dates from numbers, one value for a list, sets of values that are "
    "there twice, validators, forms and headers that say less than JSON, for which its schemas have no words"
)
CONVERTOR = "a path whose convertor does not fit is not there: the 404 is the router's"
ALWAYS_SENT = "every HTTP client sends a Host"
BY_HAND = "a response by hand: the document has what the function is declared to give, as the recorded one"
RENAMED = "a model that is written by other names; the document has the recorded ones"
NAIVE = "a time without a zone is a `date-time` to FastAPI, and none to RFC 3339"
SHOWN = "the app takes whatever credentials are shown and gives them back, and some are optional"
INFORMATIONAL = "a raised status that says that the answer is yet to come is a bare 500"

# What the twin does on purpose: the app, the codes of failures, the operations, the reason.
KNOWN = [
    ("01_path_params", "ST103", r"GET /conv/.*", CONVERTOR),
    ("13_headers", "ST203", r"GET /host", ALWAYS_SENT),
    ("15_response_model", "ST103|ST105", r"GET /(bytes|json|text)", BY_HAND),
    ("15_response_model", "ST108", r"GET /named-by-name", RENAMED),
    ("15_response_model", "ST108", r"GET /types-model", NAIVE),
    ("16_status_codes", "ST103|ST108", r"GET /(code/\{code\}|override)", BY_HAND),
    ("16_status_codes", "ST108", r"PUT /upsert/\{key\}", BY_HAND),
    ("20_errors_raise", "ST104|ST109", r"GET /(status|status-detail|starlette)/\{code\}", INFORMATIONAL),
    ("20_errors_raise", "ST105", r"GET /content-type", BY_HAND),
    ("26_dependencies", "ST103", r"GET /response", BY_HAND),
    ("31_error_order", "ST401", r"POST /secured", SHOWN),
    ("27_security", "ST401|ST203", r".*", SHOWN),
    ("32_routing", "ST103|ST105", r".*", BY_HAND),
]


def softened(value, booleans, texts, numbers):
    """A value as a lenient reader may take it."""
    if isinstance(value, dict):
        return {key: softened(item, booleans, texts, numbers) for key, item in value.items()}
    if isinstance(value, list):
        return [softened(item, booleans, texts, numbers) for item in value]
    if isinstance(value, bool):
        return int(value) if booleans else value
    if isinstance(value, str) and texts:
        if value.strip().lower() in {"1", "on", "t", "true", "y", "yes"}:
            return True if booleans else 1
        if value.strip().lower() in {"0", "off", "f", "false", "n", "no"}:
            return False if booleans else 0
        try:
            number = float(value)
        except ValueError:
            return value
        return int(number) if number.is_integer() else number
    if isinstance(value, (int, float)) and numbers and value in (0, 1):
        return bool(value)
    return value


def is_lenient(case):
    """Whether a body that breaks its schema keeps it once its values are read leniently."""
    body = case.operation.get_body_for_media_type(case.media_type)
    if body is None:
        return False
    try:
        validator = jsonschema_rs.validator_for(body.optimized_schema)
        switches = itertools.product([False, True], repeat=3)
        return any(validator.is_valid(softened(case.body, *on)) for on in switches)
    except (ValueError, TypeError, OverflowError):
        return False


def documents(case, status):
    """Whether the document of an operation has a status, or any."""
    responses = case.operation.definition.raw.get("responses", {})
    return str(status) in responses or "default" in responses


def reason(failure, case, response):
    """Why a failure is none; nothing where it is one."""
    app = os.environ["APP"]
    if failure.code == "ST205":
        return ALLOW
    if failure.code == "ST201" and is_lenient(case):
        return LENIENT
    if app == "shop":
        return None
    if failure.code in {"ST201", "ST202"}:
        return RECORDED
    if failure.code == "ST101" and documents(case, response.status_code):
        return PLANNED
    for known, codes, operations, why in KNOWN:
        if known == app and re.fullmatch(codes, failure.code) and re.fullmatch(operations, case.operation.label):
            return why
    return None


@schemathesis.hook
def filter_failure(context, failure, case, response):
    why = reason(failure, case, response)
    if why is None:
        return True
    with open(os.environ["EXCUSED"], "a", encoding="utf-8") as file:
        json.dump({"code": failure.code, "operation": case.operation.label, "reason": why}, file)
        file.write("\n")
    return False
