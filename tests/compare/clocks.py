"""Instants and the clocks of zones, by Python's datetime and zoneinfo, in the words of the language: seconds since 1970
as integers, so that nanoseconds can stand beside them."""

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1)
SECOND = timedelta(seconds=1)
# The instants of the years 1 to 9999, and those whose day on every clock is of these years.
FIRST, LAST = -62135596800, 253402300799
FIRST_EVERYWHERE, LAST_EVERYWHERE = FIRST + 2 * 86400, LAST - 2 * 86400


def civil(seconds):
    """The date and time of day that a count of seconds since 1970 shows, as a datetime without a zone."""
    return EPOCH + timedelta(seconds=seconds)


def seconds_of(naive):
    return (naive - EPOCH) // SECOND


class Clock:
    """The clock of a zone."""

    def __init__(self, name):
        self.name = name
        self._zone = ZoneInfo(name)

    def offset(self, instant):
        return datetime.fromtimestamp(instant, self._zone).utcoffset() // SECOND

    def aware(self, instant):
        return datetime.fromtimestamp(instant, self._zone)

    def day(self, instant):
        return self.aware(instant).date()

    def instant(self, local):
        """The instant of a local time: skipped, the first one after the gap; repeated, the earlier one."""
        naive = civil(local).replace(tzinfo=self._zone)
        either = [local - naive.replace(fold=fold).utcoffset() // SECOND for fold in (0, 1)]
        for instant in sorted(either):
            if instant + self.offset(instant) == local:
                return instant
        return first(lambda instant: instant + self.offset(instant) >= local, min(either), max(either))

    def changes(self, first_year, last_year, step=14 * 86400):
        """The instants at which the offset changes, but for those that a change back within `step` hides."""
        at = seconds_of(datetime(first_year, 1, 1))
        end = seconds_of(datetime(last_year, 1, 1))
        before = self.offset(at)
        while at < end:
            after = self.offset(at + step)
            if after != before:
                yield first(lambda instant: self.offset(instant) != before, at, at + step)
            before = after
            at += step


def first(holds, low, high):
    """The first integer of (low, high] of which something holds, which then holds of all after it."""
    while high - low > 1:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle
    return high


def utc_text(seconds, nanoseconds=0):
    """RFC 3339, canonical: in UTC, fractional seconds trimmed."""
    fraction = f".{nanoseconds:09}".rstrip("0") if nanoseconds else ""
    return f"{civil(seconds).isoformat()}{fraction}Z"


def zone_text(clock, seconds, nanoseconds=0):
    """The same in a zone; in UTC where the offset is zero or not whole minutes."""
    offset = clock.offset(seconds)
    if offset == 0 or offset % 60 != 0:
        return utc_text(seconds, nanoseconds)
    fraction = f".{nanoseconds:09}".rstrip("0") if nanoseconds else ""
    text = clock.aware(seconds).isoformat()
    return f"{text[:19]}{fraction}{text[19:]}"
