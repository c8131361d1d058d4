"""The calendar: days and months, and moments moved and counted by spans, against Python's datetime. What is expected is
written down from the language's own words, so it looks for the largest number of units instead of computing it."""

from calendar import monthrange
from datetime import date, timedelta

from clocks import FIRST, FIRST_EVERYWHERE, LAST, LAST_EVERYWHERE, Clock, civil, utc_text
from compare_zones import ODD

DAYS, MONTHS = "D", "M"
FIRST_DAY, LAST_DAY = date.min.toordinal(), date.max.toordinal()
NANO = 10**9


def add_months(day, months):
    """A day that does not exist becomes that month's last. None: outside of the years 1 to 9999."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add(day, family, count):
    if family == MONTHS:
        return add_months(day, count)
    ordinal = day.toordinal() + count
    return date.fromordinal(ordinal) if FIRST_DAY <= ordinal <= LAST_DAY else None


def add_to_instant(clock, instant, family, count):
    """Moves the day and keeps the clock time. None: outside of the years 1 to 9999."""
    if count == 0:
        return instant
    seconds, nanoseconds = instant
    local = civil(seconds + clock.offset(seconds))
    day = add(local.date(), family, count)
    if day is None:
        return None
    moved = (day.toordinal() - date(1970, 1, 1).toordinal()) * 86400
    try:
        found = clock.instant(moved + local.hour * 3600 + local.minute * 60 + local.second)
    except (OverflowError, ValueError):  # at the very ends of the calendar
        return None
    return (found, nanoseconds) if FIRST <= found <= LAST else None


def largest(fits, guess):
    """The largest n of which something holds that holds of 0; `guess` is a few more than that at least."""
    while guess > 0 and not fits(guess):
        guess -= 1
    return guess


def months_apart(a, b):
    return (b.year - a.year) * 12 + b.month - a.month


def guess_units(a, b, family, size):
    """Between two days: at least as many as fit, also where clocks differ by a day or two."""
    return ((b - a).days + 4) // size + 1 if family == DAYS else (months_apart(a, b) + 2) // size + 1


def units(a, b, family, size):
    if b < a:
        return "fault"

    def reached(n):
        return add(a, family, n * size)

    n = largest(lambda n: (moved := reached(n)) is not None and moved <= b, guess_units(a, b, family, size))
    return f"{n} {n + (reached(n) != b)}"


def units_of_instants(clock, a, b, family, size):
    if b < a:
        return "fault"

    def reached(n):
        return add_to_instant(clock, a, family, n * size)

    guess = guess_units(clock.day(a[0]), clock.day(b[0]), family, size)
    n = largest(lambda n: (moved := reached(n)) is not None and moved <= b, guess)
    return f"{n} {n + (reached(n) != b)}"


def elapsed_text(nanoseconds):
    """The canonical ISO text of an elapsed span."""
    sign, rest = ("-" if nanoseconds < 0 else ""), abs(nanoseconds)
    for unit, size in (("H", 3600 * NANO), ("M", 60 * NANO)):
        if rest % size == 0:
            return f"{sign}PT{rest // size}{unit}"
    fraction = f".{rest % NANO:09}".rstrip("0") if rest % NANO else ""
    return f"{sign}PT{rest // NANO}{fraction}S"


def random_day(rng):
    """Any day; half of them where months end, or years, or the calendar."""
    kind = rng.randrange(8)
    if kind < 4:
        return date.fromordinal(rng.randrange(FIRST_DAY, LAST_DAY + 1))
    if kind == 4:
        year = rng.randrange(1, 2500) * 4
        return date(year, 2, monthrange(year, 2)[1])
    if kind == 5:
        return date.fromordinal(rng.choice((FIRST_DAY + rng.randrange(60), LAST_DAY - rng.randrange(60))))
    year, month = rng.randrange(1900, 2101), rng.randrange(1, 13)
    return date(year, month, max(1, monthrange(year, month)[1] - rng.randrange(3)))


def random_count(rng):
    """Of days or months: a few, many, or more than a span holds but for one."""
    kind = rng.randrange(20)
    if kind == 0:
        return rng.randrange(-(10**15), 10**15 + 1)
    if kind == 1:
        return rng.choice((10**15, -(10**15), 0))
    return rng.randrange(-5000000, 5000000) if kind < 6 else rng.randrange(-800, 800)


def span_text(family, count):
    return f"-P{-count}{family}" if count < 0 else f"P{count}{family}"


def random_shift(rng, family):
    """What is added or taken away, as a request has it; and how much that moves."""
    count, sign = random_count(rng), rng.choice((1, -1))
    return f"{'+' if sign > 0 else '-'} {span_text(family, count)}", count * sign


def compare_dates(comparison, a, b):
    rng, expect = comparison.rng, comparison.expect
    text = a.isoformat()
    length = monthrange(a.year, a.month)[1]
    expect(f"weekday {text}", str(a.weekday()))
    expect(f"month {text}", f"{a.replace(day=1).isoformat()} {a.replace(day=length).isoformat()} {length}")
    expect(f"days-between {text} {b.isoformat()}", str((b - a).days))
    for family in (DAYS, MONTHS):
        shift, count = random_shift(rng, family)
        moved = add(a, family, count)
        expect(f"shift-date {text} {shift}", moved.isoformat() if moved else "fault")
    any_unit = rng.choice((DAYS, MONTHS)), rng.randrange(1, 40)
    for family, size in ((DAYS, 1), (DAYS, 7), (MONTHS, 1), (MONTHS, 12), any_unit):
        expect(f"date-units {text} {b.isoformat()} P{size}{family}", units(a, b, family, size))
    year, month, day = rng.randrange(10000), rng.randrange(14), rng.randrange(34)
    written = f"{year:04}-{month:02}-{day:02}"
    try:
        expect(f"date {written}", date(year, month, day).isoformat())
    except ValueError:
        expect(f"date {written}", "out of range")


def compare_instants(comparison, clock, a, b):
    rng, expect = comparison.rng, comparison.expect
    a_text, b_text = utc_text(*a), utc_text(*b)
    for family in (DAYS, MONTHS):
        shift, count = random_shift(rng, family)
        moved = add_to_instant(clock, a, family, count)
        expect(f"shift-time {a_text} {shift}", utc_text(*moved) if moved else "fault")
        size = rng.choice((1, 1, 1, 7, 12, rng.randrange(1, 40)))
        expect(f"time-units {a_text} {b_text} P{size}{family}", units_of_instants(clock, a, b, family, size))
    distance = (b[0] - a[0]) * NANO + b[1] - a[1]
    expect(f"elapsed {b_text} {a_text}", elapsed_text(distance))
    unit, size = rng.choice((("H", 3600), ("M", 60), ("S", 1)))
    n, rest = divmod(distance, size * NANO)
    expect(f"time-units {a_text} {b_text} PT1{unit}", f"{n} {n + (rest != 0)}" if distance >= 0 else "fault")
    count = rng.choice((distance, rng.randrange(-(10**20), 10**20)))
    moved = a[0] * NANO + a[1] + count
    fits = FIRST <= moved // NANO <= LAST
    expect(f"shift-time {a_text} + {elapsed_text(count)}", utc_text(*divmod(moved, NANO)) if fits else "fault")


def random_instant(rng, changes):
    if rng.randrange(4) == 0:
        seconds = rng.randrange(FIRST_EVERYWHERE, LAST_EVERYWHERE)
    else:
        seconds = rng.choice(changes) + rng.choice((0, -1, 1800, rng.randrange(-200000, 200000)))
    return seconds, rng.choice((0, 0, rng.randrange(NANO)))


def random_pair(rng, changes, returns):
    """Two instants, often some days apart at the same time of day, and mostly in order."""
    b = random_instant(rng, changes)
    kind = rng.randrange(5)
    if kind == 0:
        a = random_instant(rng, changes)
    elif kind == 4:
        change = rng.choice(returns or changes)
        a = (change - rng.choice((1, 30, rng.randrange(86400))) - rng.randrange(1, 9) * 86400, 0)
        b = (change + rng.randrange(4000), 0)
    else:
        seconds = b[0] - rng.randrange(1, 3000) * 86400 - (kind == 1) * rng.choice((0, 1800, 3600, -3600, 7200))
        a = (max(FIRST_EVERYWHERE, seconds), b[1])
    return (a, b) if a <= b or rng.randrange(8) == 0 else (b, a)


def compare(comparison):
    rng = comparison.rng
    dates = comparison.count * 7 // 10
    while comparison.asked < dates:
        a, b = random_day(rng), random_day(rng)
        compare_dates(comparison, *((a, b) if a <= b or rng.randrange(8) == 0 else (b, a)))
    each = 1 + (comparison.count - dates) // len(ODD) // 7
    for zone in ODD:
        clock = Clock(zone)
        changes = list(clock.changes(1840, 2110))
        # At these the clock is put back to the day before: what it showed until then counts.
        returns = [at for at in changes if clock.day(at) < clock.day(at - 1)]
        comparison.set_zone(zone)
        for _ in range(each):
            compare_instants(comparison, clock, *random_pair(rng, changes, returns))
