"""Runs the comparisons and counts what differs. Everything random comes from one seed, so a difference comes again.

    compare.py DRIVER ZONES [COUNT [NAME...]]
"""

import os
import random
import subprocess
import sys
import time

import compare_arithmetic
import compare_calendar
import compare_zones

BATCH = 100_000
SHOWN = 10

COMPARISONS = {  # by name: what makes the cases, and how many by default
    "zones": (compare_zones.compare, 100_000),
    "calendar": (compare_calendar.compare, 1_000_000),
    "arithmetic": (compare_arithmetic.compare, 1_000_000),
}


class Comparison:
    """Collects requests with the answers that are expected, and puts them to the driver in batches."""

    def __init__(self, name, driver, zones, count, rng):
        self.name, self.count, self.rng = name, count, rng
        self.compared = self.differences = 0
        self._driver, self._zones = driver, zones
        self._zone = "UTC"
        self._requests, self._expected = [], []

    @property
    def asked(self):
        return self.compared + len(self._requests)

    def expect(self, request, expected):
        """The one call for each case: the answer to a request has to be `expected`."""
        self._requests.append(request)
        self._expected.append(expected)
        if len(self._requests) >= BATCH:
            self.flush()

    def set_zone(self, name):
        """The zone of the requests that follow."""
        if name != self._zone:
            self.flush()
            self._zone = name

    def flush(self):
        if not self._requests:
            return
        lines = "\n".join([f"zone {self._zone}", *self._requests, ""])
        run = subprocess.run([self._driver, self._zones], input=lines.encode(), stdout=subprocess.PIPE)
        zone, *answers = run.stdout.decode().split("\n")[:-1]
        if run.returncode or zone != self._zone or len(answers) != len(self._requests):
            raise SystemExit(f"{self.name}: the driver ended with {run.returncode} after {len(answers)} answers")
        self.compared += len(answers)
        if answers != self._expected:
            self._report(answers)
        self._requests, self._expected = [], []

    def _report(self, answers):
        for request, expected, answer in zip(self._requests, self._expected, answers):
            if answer == expected:
                continue
            self.differences += 1
            if self.differences <= SHOWN:
                print(f"{self.name}, {self._zone}: {request}: `{answer}` instead of `{expected}`")


def main(driver, zones, count=None, *names):
    seed = int(os.environ.get("COMPARE_SEED", "1"))
    differences = 0
    for name in names or COMPARISONS:
        compare, default = COMPARISONS[name]
        began = time.monotonic()
        comparison = Comparison(name, driver, zones, int(count or default), random.Random(f"{name} {seed}"))
        compare(comparison)
        comparison.flush()
        seconds = time.monotonic() - began
        counts = f"{comparison.compared} compared, {comparison.differences} differences"
        print(f"{name}: {counts} ({seconds:.0f} s)", flush=True)
        differences += comparison.differences
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
