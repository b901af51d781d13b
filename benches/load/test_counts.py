"""What the gate says of counts. `python3 -m unittest discover benches/load`"""

import unittest

import counts


class Judge(unittest.TestCase):
    def verdicts(self, recorded, counted):
        rows, worse = counts.judge(recorded, counted, 0.03)
        return [row[3].split(":")[0] for row in rows], worse

    def test_what_is_within_the_tolerance_passes(self):
        self.assertEqual(self.verdicts({"a": 100}, {"a": 103}), (["as before"], False))

    def test_more_is_a_regression(self):
        self.assertEqual(self.verdicts({"a": 100}, {"a": 104}), (["MORE"], True))

    def test_less_is_told_and_no_failure(self):
        self.assertEqual(self.verdicts({"a": 100}, {"a": 96}), (["less"], False))

    def test_what_is_on_one_side_alone_fails(self):
        self.assertEqual(self.verdicts({}, {"a": 1}), (["not recorded"], True))
        self.assertEqual(self.verdicts({"a": 1}, {}), (["not counted"], True))


if __name__ == "__main__":
    unittest.main()
