"""The request bodies, made the same way every time and written to results/bodies."""

import copy
import json
import pathlib
import random

OUT = pathlib.Path(__file__).resolve().parent.parent / "results" / "bodies"
WORDS = "steel brass oak linen cobalt amber quartz cedar velvet copper slate walnut".split()


def small():
    rng = random.Random(7)
    items = [
        {
            "sku": "".join(rng.choices("ABCDEFGHJKLM", k=3)) + f"-{rng.randrange(10000):04}",
            "name": f"{rng.choice(WORDS)} {rng.choice(WORDS)} bracket, {rng.randrange(2, 90)} mm",
            "quantity": rng.randrange(1, 40),
            "price": round(rng.uniform(1, 400), 2),
        }
        for _ in range(5)
    ]
    items[2]["note"] = "Leave the protective film on, please."
    items[4]["note"] = "Two of these may follow in a later parcel; bill them with this one, though, on one invoice."
    return {
        "customer": {"name": "Ayşe Müller-Okafor", "email": "ayse.muller@example.com"},
        "items": items,
        "address": {
            "street": "14 Long Meadow Crescent, Flat 3",
            "city": "Kingston upon Hull",
            "postcode": "HU5 2AB",
            "country": "GB",
        },
        "tags": ["priority", "gift", "newsletter-2026", "returning-customer"],
        "note": "Ring the bell twice; the dog is friendly but loud. If nobody answers, leave the "
        "parcel with the neighbour at number 12 and put a card through the letter box.",
    }


def large(count=5000):
    rng = random.Random(11)
    order = small()
    order["items"] = [
        {
            "sku": "".join(rng.choices("ABCDEFGHJKLM", k=3)) + f"-{rng.randrange(10000):04}",
            "name": " ".join(rng.choices(WORDS, k=7)) + f" bracket {n}",
            "quantity": rng.randrange(1, 40),
            "price": round(rng.uniform(1, 400), 2),
            "note": " ".join(rng.choices(WORDS, k=13)),
        }
        for n in range(count)
    ]
    return order


def with_rules_broken(order):
    """Six mistakes, every one against a rule: the types are right, so serde lets them by."""
    order = copy.deepcopy(order)
    order["customer"]["email"] = "ayse.muller.example.com"
    order["items"][0]["sku"] = "abc-12"
    order["items"][1]["quantity"] = 0
    order["items"][3]["price"] = -2.5
    order["address"]["country"] = "GBR"
    order["tags"][1] = ""
    return order


def with_types_broken(order):
    """Six mistakes, of every kind: types, missing fields and rules together."""
    order = copy.deepcopy(order)
    order["customer"]["email"] = "ayse.muller.example.com"
    order["items"][0]["sku"] = "abc-12"
    order["items"][1]["quantity"] = "several"
    del order["items"][3]["price"]
    order["address"]["country"] = None
    order["tags"][1] = 17
    return order


def with_hundred_broken(order):
    order = copy.deepcopy(order)
    step = len(order["items"]) // 100
    for n in range(100):
        order["items"][n * step]["quantity"] = 0
    return order


def make():
    one, big = small(), large()
    bodies = {
        "small_ok": one,
        "small_rules": with_rules_broken(one),
        "small_types": with_types_broken(one),
        "large_ok": big,
        "large_rules": with_hundred_broken(big),
    }
    OUT.mkdir(parents=True, exist_ok=True)
    paths = {}
    for name, value in bodies.items():
        path = OUT / f"{name}.json"
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        path.write_text(text, encoding="utf-8")
        paths[name] = path
    return paths


if __name__ == "__main__":
    for name, path in make().items():
        print(f"{name:12} {path.stat().st_size:>8} bytes")
