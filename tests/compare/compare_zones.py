"""Zones: the offset at an instant, the instant of a local time, the day of an instant, and its text, against Python's
zoneinfo; and every change of zones that are odd in one way or another against zdump, which asks the C library."""

import re
import shutil
import subprocess
import sys
from zoneinfo import available_timezones

from clocks import FIRST_EVERYWHERE, LAST_EVERYWHERE, Clock, seconds_of, utc_text, zone_text
from datetime import datetime

ODD = [
    "Asia/Kathmandu",  # +05:45
    "Pacific/Chatham",  # +12:45 and +13:45
    "Australia/Lord_Howe",  # half an hour of summer time
    "Antarctica/Troll",  # two hours
    "Europe/Amsterdam",  # seconds
    "Europe/Dublin",  # winter is what differs from the standard
    "Africa/Monrovia",  # -00:44:30 until 1972
    "Pacific/Apia",  # no 30 December 2011
    "Pacific/Kwajalein",  # no 21 August 1993
    "Asia/Manila",  # no 31 December 1844
    "America/Juneau",  # a day twice in 1867
    "America/St_Johns",  # a minute after midnight, back to the day before
    "Africa/Casablanca",  # Ramadan
    "Africa/Cairo",
    "America/Nuuk",  # changes on the evening before
    "Asia/Gaza",  # changes at 50:00
    "Asia/Jerusalem",  # and 26:00
    "America/Santiago",
    "America/New_York",
    "Asia/Shanghai",
    "Asia/Tehran",
]

ZDUMP_LINE = re.compile(r"\S+ +\w{3} (\w{3}) +(\d+) (\d\d:\d\d:\d\d) (\d{1,4}) UTC? = .* gmtoff=(-?\d+)")


def zdump(zone, first_year, last_year):
    """Instants and offsets, two for each change: the second before it and the second at which it is."""
    run = subprocess.run(
        ["zdump", "-v", "-c", f"{first_year},{last_year}", zone], stdout=subprocess.PIPE, check=True, text=True
    )
    for line in run.stdout.splitlines():
        match = ZDUMP_LINE.match(line)
        if match:
            month, day, clock, year, offset = match.groups()
            at = datetime.strptime(f"{int(year):04} {month} {day} {clock}", "%Y %b %d %H:%M:%S")
            yield seconds_of(at), int(offset)


def compare_changes(comparison, zone):
    """A change from one offset to another skips local times or repeats them, if no other change is near."""
    rows = list(zdump(zone, 1800, 2500)) + list(zdump(zone, 9950, 9999))
    for seconds, offset in rows:
        comparison.expect(f"offset {seconds}", str(offset))
    changes = [
        (after[0], before[1], after[1]) for before, after in zip(rows, rows[1:]) if after[0] == before[0] + 1
    ]
    for index, (at, before, after) in enumerate(changes):
        near = [other[0] for other in changes[max(0, index - 1) : index + 2] if other[0] != at]
        if before == after or any(abs(at - other) < 3 * 86400 for other in near):
            continue
        low, high = at + min(before, after), at + max(before, after)
        for local in (low, (low + high) // 2, high - 1):
            comparison.expect(f"local {local}", str(at if after > before else local - before))
        comparison.expect(f"local {low - 1}", str(low - 1 - before))
        comparison.expect(f"local {high}", str(high - after))


def compare_instant(comparison, clock, instant):
    local = instant + comparison.rng.randrange(-90000, 90000)
    comparison.expect(f"offset {instant}", str(clock.offset(instant)))
    comparison.expect(f"local {local}", str(clock.instant(local)))
    comparison.expect(f"day-at {instant}", clock.day(instant).isoformat())
    text = utc_text(instant)
    comparison.expect(f"time {text}", f"{text} {zone_text(clock, instant)}")


def compare(comparison):
    rng = comparison.rng
    if shutil.which("zdump"):
        for zone in ODD:
            comparison.set_zone(zone)
            compare_changes(comparison, zone)
    else:
        print("zones: there is no zdump to ask", file=sys.stderr)
    names = sorted(available_timezones())
    rng.shuffle(names)
    names = (ODD + names)[: max(1, comparison.count // 100)]
    each = 1 + comparison.count // 4 // len(names)
    for name in names:
        clock = Clock(name)
        comparison.set_zone(name)
        changes = list(clock.changes(1840, 2060)) or [0]
        for number in range(each):
            if number % 2:
                instant = rng.choice(changes) + rng.choice((-1, 0, 1, rng.randrange(-100000, 100000)))
            else:
                instant = rng.randrange(FIRST_EVERYWHERE, LAST_EVERYWHERE)
            compare_instant(comparison, clock, instant)
