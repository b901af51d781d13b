"""What the gate says of counts. `python3 -m unittest discover -s benches/load`"""

import json
import unittest

import counts


class Judge(unittest.TestCase):
    def verdicts(self, recorded, counted):
        rows, worse = counts.judge(recorded, counted, 0.03)
        return [row[3].split(":")[0] for row in rows], worse

    def test_what_is_within_the_tolerance_passes(self):
        self.assertEqual(self.verdicts({"a": 100}, {"a": 103}), (["as before"], False))
        self.assertEqual(self.verdicts({"a": 100}, {"a": 97}), (["as before"], False))

    def test_more_is_a_regression(self):
        self.assertEqual(self.verdicts({"a": 100}, {"a": 104}), (["MORE"], True))

    def test_less_is_told_and_no_failure(self):
        self.assertEqual(self.verdicts({"a": 100}, {"a": 96}), (["less"], False))

    def test_one_regression_among_others_fails(self):
        told = self.verdicts({"a": 100, "b": 100, "c": 100}, {"a": 50, "b": 104, "c": 100})
        self.assertEqual(told, (["less", "MORE", "as before"], True))

    def test_what_is_on_one_side_alone_fails(self):
        self.assertEqual(self.verdicts({}, {"a": 1}), (["NOT RECORDED"], True))
        self.assertEqual(self.verdicts({"a": 1}, {}), (["NOT COUNTED"], True))


class Tolerance(unittest.TestCase):
    def test_another_toolchain_widens_it_and_never_narrows(self):
        record = {"toolchain": "this", "tolerance": 0.03}
        self.assertEqual(counts.tolerance_of(record, "this"), 0.03)
        self.assertEqual(counts.tolerance_of(record, "that"), 0.10)
        self.assertEqual(counts.tolerance_of({**record, "tolerance": 0.2}, "that"), 0.2)


class Record(unittest.TestCase):
    def test_it_holds_every_endpoint(self):
        record = json.loads(counts.RECORD.read_text())
        self.assertEqual(list(record["instructions"]), list(counts.ENDPOINTS))


if __name__ == "__main__":
    unittest.main()
