"""The twelve requests, and what is wrong with an answer to one."""

import json
import math

# name: (method, path, body's name, status, connections)
ENDPOINTS = {
    "plain": ("GET", "/plain", None, 200, 16),
    "item_ok": ("GET", "/items/42?q=lamp", None, 200, 16),
    "item_missing": ("GET", "/items/4040", None, 404, 16),
    "item_bad_id": ("GET", "/items/abc", None, 422, 16),
    "nowhere": ("GET", "/nowhere", None, 404, 16),
    "fail": ("GET", "/fail", None, 500, 16),
    "boom": ("GET", "/boom", None, 500, 16),
    "order_ok": ("POST", "/orders", "small_ok", 201, 16),
    "order_6_rules": ("POST", "/orders", "small_rules", 422, 16),
    "order_6_types": ("POST", "/orders", "small_types", 422, 16),
    "large_ok": ("POST", "/orders", "large_ok", 201, 4),
    "large_100_rules": ("POST", "/orders", "large_rules", 422, 4),
}

DETAILS = {
    "item_missing": "Item not found",
    "nowhere": "Not Found",
    "fail": "Internal Server Error",
    "boom": "Internal Server Error",
}

# Where the mistakes are that bodies.py made.
SIX = {
    "body.customer.email", "body.items.0.sku", "body.items.1.quantity", "body.items.3.price",
    "body.address.country", "body.tags.1",
}
MISTAKES = {
    "item_bad_id": {"path.item_id"},
    "order_6_rules": SIX,
    "order_6_types": SIX,
    "large_100_rules": {f"body.items.{n * 50}.quantity" for n in range(100)},
}

# Who must tell every mistake, each with what was sent; the others tell what they can.
COMPLETE = ("faultless", "fastapi")


def rows(body):
    """How many mistakes an answer tells; None where it tells no list of them."""
    try:
        told = json.loads(body)["detail"]
        return len(told) if isinstance(told, list) else None
    except (ValueError, KeyError, TypeError):
        return None


def faults(name, status, headers, body, sent=None, complete=False):
    """What is wrong with an answer, each in words. `sent` is the request's body."""
    out = []
    want = ENDPOINTS[name][3]
    if status != want:
        out.append(f"status {status}, not {want}")
    if b"hunter2" in body:
        out.append("it tells a secret")
    if name == "plain":
        return out + ([] if body == b"Hello, World!" else ["not the text"])
    if not headers.get("content-type", "").startswith("application/json"):
        out.append("not called JSON")
    try:
        value = json.loads(body)
    except ValueError:
        return out + ["not JSON"]
    if not isinstance(value, dict):
        return out + ["not an object"]
    if name == "item_missing" and headers.get("x-error") != "item-missing":
        out.append("no x-error header")
    if name in DETAILS and value.get("detail") != DETAILS[name]:
        out.append("not the detail")
    if name == "item_ok" and value != {"item_id": 42, "q": "lamp"}:
        out.append("not the item")
    if want == 201 and not is_summary(value, json.loads(sent)):
        out.append("not the summary")
    if want == 422:
        out += faults_of_list(value.get("detail"), MISTAKES[name], complete)
    return out


def is_summary(value, order):
    items = order["items"]
    return (
        value.get("customer") == order["customer"]["name"]
        and value.get("lines") == len(items)
        and value.get("units") == sum(item["quantity"] for item in items)
        and math.isclose(value.get("total", 0), sum(i["quantity"] * i["price"] for i in items))
    )


def faults_of_list(told, mistakes, complete):
    if not isinstance(told, list) or not told or not all(isinstance(row, dict) for row in told):
        return ["no list of mistakes"]
    out = []
    if not all(row.get("loc") and row.get("msg") and row.get("type") for row in told):
        out.append("a row without loc, msg or type")
    elif complete:
        places = sorted(".".join(map(str, row["loc"])) for row in told)
        if places != sorted(mistakes):
            out.append(f"{len(told)} rows, not those of the {len(mistakes)} mistakes")
    if complete and not all("input" in row for row in told):
        out.append("a row without input")
    return out
