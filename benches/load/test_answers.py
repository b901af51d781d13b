"""What passes for an answer. `python3 -m unittest discover -s benches/load`"""

import json
import unittest

import answers
import bodies

JSON = {"content-type": "application/json"}


def faults(name, status, value, complete=False, headers=JSON, sent=None):
    return answers.faults(name, status, headers, json.dumps(value).encode(), sent, complete)


def row(place, **more):
    loc = [int(part) if part.isdigit() else part for part in place.split(".")]
    return {"type": "t", "loc": loc, "msg": "m", **more}


class Answers(unittest.TestCase):
    def test_a_text_is_that_text(self):
        self.assertEqual(answers.faults("plain", 200, {}, b"Hello, World!"), [])
        self.assertEqual(answers.faults("plain", 200, {}, b"Hello"), ["not the text"])

    def test_another_status_is_told(self):
        self.assertEqual(faults("nowhere", 200, {"detail": "Not Found"}), ["status 200, not 404"])

    def test_a_secret_is_told(self):
        value = {"detail": "Internal Server Error", "why": "hunter2"}
        self.assertEqual(faults("fail", 500, value), ["it tells a secret"])

    def test_a_missing_item_has_its_header(self):
        value = {"detail": "Item not found"}
        self.assertEqual(faults("item_missing", 404, value), ["no x-error header"])
        headers = {**JSON, "x-error": "item-missing"}
        self.assertEqual(faults("item_missing", 404, value, headers=headers), [])

    def test_a_summary_adds_up(self):
        order = bodies.small()
        sent = json.dumps(order)
        value = {
            "customer": order["customer"]["name"], "lines": 5,
            "units": sum(item["quantity"] for item in order["items"]),
            "total": sum(item["quantity"] * item["price"] for item in order["items"]),
        }
        self.assertEqual(faults("order_ok", 201, value, sent=sent), [])
        self.assertEqual(
            faults("order_ok", 201, {**value, "units": 0}, sent=sent), ["not the summary"])

    def test_whoever_stops_early_may(self):
        self.assertEqual(faults("order_6_types", 422, {"detail": [row("body")]}), [])
        self.assertEqual(faults("order_6_types", 422, {"detail": []}), ["no list of mistakes"])

    def test_whoever_tells_all_tells_each_with_its_input(self):
        all_six = [row(place, input=None) for place in answers.SIX]
        self.assertEqual(faults("order_6_types", 422, {"detail": all_six}, complete=True), [])
        self.assertEqual(
            faults("order_6_types", 422, {"detail": all_six[1:]}, complete=True),
            ["5 rows, not those of the 6 mistakes"])
        bare = [row(place) for place in answers.SIX]
        self.assertEqual(
            faults("order_6_types", 422, {"detail": bare}, complete=True), ["a row without input"])

    def test_rows_are_counted_where_there_is_a_list(self):
        self.assertEqual(answers.rows(b'{"detail": [1, 2]}'), 2)
        self.assertIsNone(answers.rows(b'{"detail": "no"}'))
        self.assertIsNone(answers.rows(b"[]"))


if __name__ == "__main__":
    unittest.main()
