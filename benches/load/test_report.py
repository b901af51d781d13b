"""What the Markdown says. `python3 -m unittest discover -s benches/load`"""

import unittest

import report


def peer(cpu, busy=1.0, why=(), broken=0, name="item_ok"):
    got = {"cpu_us": cpu, "busy": busy, "wrong_status": 0, "socket_errors": broken}
    return {"check": {name: {"why": list(why)}}, "endpoints": {name: got}}


class Cells(unittest.TestCase):
    def test_what_is_not_worth_trusting_is_marked(self):
        self.assertEqual(report.cpu(peer(12.34), "item_ok", 0.85), "12.3")
        self.assertEqual(report.cpu(peer(12.34, busy=0.5), "item_ok", 0.85), "12.3 ~")
        self.assertEqual(report.cpu(peer(1234.5, why=["late"]), "item_ok", 0.85), "1,234 ✗")
        self.assertEqual(report.cpu(peer(20, busy=0.5, broken=1), "item_ok", 0.85), "20.0 ! ~")

    def ratio(self, one, other, own="item_ok"):
        return report.ratio(one, "item_ok", other, own, 0.85)

    def test_a_ratio_needs_both(self):
        self.assertEqual(self.ratio(peer(30), peer(20)), "1.50")
        self.assertIsNone(self.ratio(peer(30), peer(20), own="plain"))
        self.assertIsNone(self.ratio(peer(30), peer(0)))

    def test_a_ratio_is_worth_what_the_worse_of_both_is(self):
        self.assertEqual(self.ratio(peer(30), peer(20, busy=0.5)), "1.50 ~")
        self.assertEqual(self.ratio(peer(30, why=["late"]), peer(20, busy=0.5)), "1.50 ✗ ~")

    def test_what_was_not_measured_is_a_dash(self):
        rows = report.table({"hyper": peer(1)}, ["plain"], lambda *_: None)
        self.assertEqual(rows, ["| endpoint | hyper |", "|---|---:|", "| plain | – |", ""])


if __name__ == "__main__":
    unittest.main()
