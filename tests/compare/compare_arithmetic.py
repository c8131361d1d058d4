"""Numbers, amounts of money, quotients, rounding and spans, and their texts, against Python's decimal and fractions. A
number is exact with 18 digits before the point and 18 after; a quotient is a fraction in lowest terms with both parts
below 10^36, until it is rounded. What does not fit is a fault."""

import re
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Context, Decimal, setcontext
from fractions import Fraction
from math import ceil, floor

setcontext(Context(prec=120, Emin=-1000000, Emax=1000000))

LEAST = Decimal(10) ** -18
END = Decimal(10) ** 18
PARTS_END = 10**36
MODES = {"half_even": ROUND_HALF_EVEN, "half_up": ROUND_HALF_UP, "up": ROUND_UP, "down": ROUND_DOWN}
POWERS = [Decimal(10) ** exponent for exponent in range(-18, 19)]

# Digits of the minor unit, from ISO 4217.
CURRENCIES = {
    "CNY": 2, "USD": 2, "EUR": 2, "GBP": 2, "JPY": 0, "KRW": 0, "CLP": 0, "KWD": 3, "TND": 3, "CLF": 4, "UYW": 4,
}  # fmt: skip


class Fault(Exception):
    pass


# Numbers are Decimals, quotients Fractions: the type says which of the two a value is.


def number(value):
    if abs(value) >= END or value.quantize(LEAST) != value:
        raise Fault
    return value


def quotient(value):
    if abs(value.numerator) >= PARTS_END or value.denominator >= PARTS_END:
        raise Fault
    return value


def combine(operator, a, b):
    if operator == "?":
        return Decimal((a > b) - (a < b)) if type(a) is type(b) else combine("?", Fraction(a), Fraction(b))
    if operator != "/" and isinstance(a, Decimal) and isinstance(b, Decimal):
        return number(a + b if operator == "+" else a - b if operator == "-" else a * b)
    a, b = Fraction(a), Fraction(b)
    if operator == "/":
        if b == 0:
            raise Fault
        return quotient(a / b)
    return quotient(a + b if operator == "+" else a - b if operator == "-" else a * b)


def to_integer(value, mode):
    """A fraction to a whole number, as the modes are defined."""
    if mode == "half_even":
        return round(value)
    size = abs(value)
    size = {"half_up": floor(size + Fraction(1, 2)), "up": ceil(size), "down": floor(size)}[mode]
    return -size if value < 0 else size


def rounded(value, step, mode):
    """By decimal's own rounding where the step is a power of ten and the value a number."""
    if isinstance(value, Decimal) and step in POWERS:
        return number(value.quantize(step.normalize(), rounding=MODES[mode]))
    return number(to_integer(Fraction(value) / Fraction(step), mode) * step)


def text(value):
    """Canonical: no exponent, no trailing zeros, no negative zero."""
    written = f"{value:f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def money_text(value, digits):
    written = text(value)
    whole, _, fraction = written.partition(".")
    fraction = fraction.ljust(digits, "0")
    return f"{whole}.{fraction}" if fraction else whole


def random_digits(rng, most):
    """A whole number of up to `most` digits, of which many are 0 or 9 in a third of all."""
    count = rng.randrange(most + 1)
    if rng.randrange(3) == 0:
        return int("0" + "".join(rng.choice("0099915") for _ in range(count)))
    return rng.randrange(10**count)


def random_number(rng):
    kind = rng.randrange(16)
    if kind < 5:
        value = Decimal(rng.randrange(-1000, 1000)).scaleb(-rng.randrange(4))
    elif kind < 8:
        value = Decimal(rng.randrange(10**9)).scaleb(-rng.randrange(7))
    elif kind < 10:
        value = Decimal(random_digits(rng, 36)).scaleb(-18)
    elif kind < 13:
        value = Decimal(random_digits(rng, 18)).scaleb(-rng.randrange(19))
    elif kind < 15:
        value = rng.choice((END - LEAST, END - 1, END / 2, LEAST, 2 * LEAST, Decimal(0), Decimal(1), END / 3 // 1))
    else:
        value = Decimal(2) ** rng.randrange(60) * Decimal(5) ** rng.randrange(20) * LEAST
        value = value if value < END else Decimal(1)
    return -value if rng.randrange(2) else value


def random_step(rng):
    kind = rng.randrange(4)
    if kind < 2:
        return POWERS[rng.randrange(18, -1, -1)] if kind else rng.choice((Decimal(1), Decimal("0.01")))
    if kind == 2:
        return Decimal(rng.choice((5, 25, 2, 3, 7))).scaleb(-rng.randrange(4))
    return abs(random_number(rng)) or Decimal(1)


def literal(value):
    return f"{value:f}"


class Expression:
    """Grows at random in postfix order, beside its value. A fault ends it where it is."""

    def __init__(self, rng):
        self._rng = rng
        self.words = []

    def _literal(self, value):
        self.words.append(literal(value))
        return value

    def grow(self, depth):
        rng = self._rng
        if depth == 0 or (self.words and rng.randrange(5) == 0):
            return self._literal(random_number(rng))
        if rng.randrange(4) == 0:
            return self._round(depth)
        a = self.grow(depth - 1)
        # Equal values are rare by chance.
        if rng.randrange(8) == 0 and isinstance(a, Decimal):
            b = self._literal(a if rng.randrange(2) else -a)
        else:
            b = self.grow(depth - 1)
        operator = rng.choice("+-*///?" if depth > 1 else "+-*/*?")
        self.words.append(operator)
        return combine(operator, a, b)

    def of_quotients(self):
        """Two quotients of numbers that have much in common: results shorten, are equal, or just in range."""
        rng = self._rng
        parts = [random_number(rng) or LEAST]
        while len(parts) < 4:
            value = rng.choice(parts) * rng.choice((1, 1, 1, 2, 3, -1, Decimal("0.5")))
            value += rng.choice((0, 0, LEAST, -LEAST, random_number(rng)))
            parts.append(value if value and abs(value) < END and value.quantize(LEAST) == value else random_number(rng))
        rng.shuffle(parts)
        operator = rng.choice("+-*/?")
        halves = []
        for a, b in (parts[:2], parts[2:]):
            self._literal(a)
            if rng.randrange(6):
                self._literal(b)
                self.words.append("/")
                a = combine("/", a, b)
            halves.append(a)
        self.words.append(operator)
        return combine(operator, *halves)

    def of_a_tie(self):
        """Rounds a quotient that is half a step from two multiples, or very near to that."""
        rng = self._rng
        step, mode = random_step(rng), rng.choice(list(MODES))
        factor = Decimal(rng.choice((1, 3, 7, rng.randrange(1, 10**6))))
        value = step * (2 * rng.choice((0, 1, rng.randrange(10**6))) + 1) * factor + rng.choice((0, 0, LEAST, -LEAST))
        if value >= END:
            step = value = Decimal(1)
        self._literal(-value if rng.randrange(2) else value)
        self._literal(2 * factor)
        self.words += ["/", f"{mode}:{literal(step)}"]
        return rounded(combine("/", Decimal(self.words[0]), 2 * factor), step, mode)

    def of_the_bounds(self):
        """Rounds a quotient that may be no number, but to what may be one."""
        rng = self._rng
        step = rng.choice((Decimal(3), Decimal(7), END - rng.randrange(1, 10**18), END * Decimal("0.9"), END / 8))
        a, b = self._literal(END - rng.randrange(1, 10**17)), self._literal(Decimal(rng.randrange(3, 11)) / 10)
        mode = rng.choice(list(MODES))
        self.words += ["/", f"{mode}:{literal(step)}"]
        return rounded(combine("/", a, b), step, mode)

    def _round(self, depth):
        rng = self._rng
        step, mode = random_step(rng), rng.choice(list(MODES))
        if rng.randrange(3) == 0:
            value = self._literal(self._near_a_tie(step))
        else:
            value = self.grow(depth - 1)
        self.words.append(f"{mode}:{literal(step)}")
        return rounded(value, step, mode)

    def _near_a_tie(self, step):
        """Half a step from two multiples, or the least that a number can be away from that."""
        rng = self._rng
        value = step * (rng.randrange(1000) + Decimal(1) / 2) + rng.choice((0, 0, LEAST, -LEAST))
        value = value.quantize(LEAST, rounding=ROUND_DOWN)
        if value >= END:
            value = END - LEAST
        return -value if rng.randrange(2) else value


def compare_expression(comparison):
    rng = comparison.rng
    expression, currency = Expression(rng), None
    try:
        kind = rng.randrange(16)
        if kind < 6:
            value = expression.of_quotients()
        elif kind < 8:
            value = expression.of_a_tie()
        elif kind == 8:
            value = expression.of_the_bounds()
        else:
            value = expression.grow(rng.choice((1, 1, 2, 3)))
        if isinstance(value, Fraction):
            expected = f"{value.numerator}/{value.denominator}"
        elif rng.randrange(4) == 0:
            currency = rng.choice(list(CURRENCIES))
            expected = money_text(value, CURRENCIES[currency]) + " " + currency
        else:
            expected = text(value)
    except Fault:
        expected = "fault"
    comparison.expect(" ".join(["evaluate", *expression.words, *([currency] if currency else [])]), expected)


# A number in a policy and in a text; and in JSON (RFC 8259, section 6).
PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?")
JSON = re.compile(r"(-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?)(?:[eE]([+-]?[0-9]+))?")


def parsed(grammar, written):
    """The number that a text holds; None where it is malformed."""
    match = grammar.fullmatch(written)
    if not match:
        return None
    exponent = int(match[2] or 0) if grammar is JSON else 0
    mantissa = Decimal(match[1] if grammar is JSON else written)
    if mantissa == 0:
        return mantissa
    if abs(exponent) > 5000:
        raise Fault
    return number(mantissa.scaleb(exponent))


def answer(grammar, written, print_value=text):
    try:
        value = parsed(grammar, written)
        return "malformed" if value is None else print_value(value)
    except Fault:
        return "out of range"


def random_text(rng):
    """A number as one may write it, or nearly one."""
    kind = rng.randrange(6)
    if kind < 3:
        written = literal(random_number(rng))
    else:
        written = rng.choice(("", "", "-")) + str(random_digits(rng, 24))
        if kind > 3:
            written += "." + "".join(rng.choice("0123456789000") for _ in range(rng.randrange(1, 24)))
    if rng.randrange(4) == 0:
        written = "0" * rng.randrange(3) + written + "0" * rng.randrange(3)
    if rng.randrange(4) == 0:
        exponent = rng.choice((rng.randrange(-40, 40), rng.randrange(-400, 400), 10 ** rng.randrange(30)))
        written += rng.choice("eE") + rng.choice(("", "+", "-")) + str(exponent)
    for _ in range(rng.choice((0, 0, 0, 1, 2))):
        at = rng.randrange(len(written) + 1)
        written = written[:at] + rng.choice(("", *"0.-+eE _,x9")) + written[at + rng.randrange(2) :]
    return written


def compare_text(comparison):
    rng = comparison.rng
    written = random_text(rng)
    comparison.expect(f"number {written}", answer(PLAIN, written))
    comparison.expect(f"json-number {written}", answer(JSON, written))
    value, digits = random_number(rng), rng.randrange(19)
    comparison.expect(f"padded {digits} {literal(value)}", money_text(value, digits))
    currency = rng.choice(list(CURRENCIES))
    expected = answer(PLAIN, written, lambda value: money_text(value, CURRENCIES[currency]) + " " + currency)
    comparison.expect(f"money {written} {currency}", expected)


# A span is a family, and a count of days, months or nanoseconds.
NANO = 10**9
MOST = 10**15
DAYS, MONTHS, ELAPSED = "days", "months", "elapsed"
WORDS = {
    "day": (DAYS, 1), "week": (DAYS, 7), "month": (MONTHS, 1), "year": (MONTHS, 12),
    "hour": (ELAPSED, 3600 * NANO), "minute": (ELAPSED, 60 * NANO), "second": (ELAPSED, NANO),
}  # fmt: skip
ISO = [
    (re.compile(r"(-?)P(?:([0-9]+)W)?(?:([0-9]+)D)?"), DAYS, (7, 1)),
    (re.compile(r"(-?)P(?:([0-9]+)Y)?(?:([0-9]+)M)?"), MONTHS, (12, 1)),
    (
        re.compile(r"(-?)PT(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+(?:\.[0-9]+)?)S)?"),
        ELAPSED,
        (3600 * NANO, 60 * NANO, NANO),
    ),
]


def span(family, count):
    """A span of whole days, months or nanoseconds, within the bounds."""
    if count != int(count) or abs(count) > MOST * (NANO if family == ELAPSED else 1):
        raise Fault
    return family, int(count)


def span_texts(family, count):
    """As a policy writes it, and as JSON does: in the largest unit of days, months, or hours, minutes, seconds."""
    names = {DAYS: ["day"], MONTHS: ["month"], ELAPSED: ["hour", "minute", "second"]}[family]
    name = next((name for name in names if count % WORDS[name][1] == 0), names[-1])
    written = text(Decimal(count) / WORDS[name][1])
    iso = f"P{'T' * (family == ELAPSED)}{written.lstrip('-')}{name[0].upper()}"
    return f"{written} {name if written == '1' else name + 's'}", "-" + iso if count < 0 else iso


def iso_answer(written):
    for grammar, family, sizes in ISO:
        match = grammar.fullmatch(written)
        if not match or not any(match.groups()[1:]):
            continue
        try:
            parts = [number(Decimal(part or 0)) * size for part, size in zip(match.groups()[1:], sizes)]
            return " ".join(span_texts(*span(family, sum(parts) * (-1 if match[1] else 1))))
        except Fault:
            return "out of range"
    return "malformed"


def random_span(rng):
    family = rng.choice((DAYS, MONTHS, ELAPSED, ELAPSED))
    count = rng.choice((rng.randrange(400), rng.randrange(10**9), rng.randrange(MOST + 1), MOST, 0))
    if family == ELAPSED:
        count = count * rng.choice((NANO, NANO, 3600 * NANO, 1)) + rng.choice((0, 0, 1, 500000000, rng.randrange(NANO)))
        count = min(count, MOST * NANO)
    return family, -count if rng.randrange(2) else count


def random_iso(rng):
    """The parts of an ISO text in an order that is often right."""
    units = "YMWDHMS"
    parts = []
    for unit in rng.sample(units, rng.randrange(1, 4)):
        count = str(rng.choice((0, 1, 7, 90, 10**15, rng.randrange(10**20))))
        if rng.randrange(6) == 0:
            count += f".{rng.randrange(10 ** rng.randrange(1, 11))}"
        parts.append(count + unit)
    if rng.randrange(2):
        parts.sort(key=lambda part: units.index(part[-1]))
    if rng.randrange(2):
        parts.insert(rng.randrange(len(parts) + 1), "T")
    return rng.choice(("", "", "-")) + "P" + "".join(parts)


def combine_spans(operator, a, b):
    if operator == "*":
        if b != int(b):
            raise Fault
        return span(a[0], a[1] * int(b))
    if a[0] != b[0]:
        raise Fault
    if operator == "/":
        if a[0] != ELAPSED or b[1] == 0:
            raise Fault
        return Fraction(a[1], b[1])
    return span(a[0], a[1] + b[1] if operator == "+" else a[1] - b[1])


def compare_spans(comparison):
    rng = comparison.rng
    a, b, operator = random_span(rng), random_span(rng), rng.choice("+-*/")
    if operator == "*":
        b = random_number(rng)
        if rng.randrange(4):
            b = number(b // 1)
    elif rng.randrange(2):
        b = (a[0], b[1] // NANO if b[0] == ELAPSED and a[0] != ELAPSED else b[1])
    written = span_texts(*a)
    comparison.expect(f"span {written[0]}", " ".join(written))
    comparison.expect(f"iso-span {written[1]}", " ".join(written))
    try:
        result = combine_spans(operator, a, b)
        expected = f"{result.numerator}/{result.denominator}" if operator == "/" else span_texts(*result)[1]
    except Fault:
        expected = "fault"
    right = literal(b) if operator == "*" else span_texts(*b)[1]
    comparison.expect(f"spans {written[1]} {operator} {right}", expected)
    iso = random_iso(rng)
    comparison.expect(f"iso-span {iso}", iso_answer(iso))
    count, word = random_text(rng), rng.choice(list(WORDS))

    def in_units(value):
        family, size = WORDS[word]
        return " ".join(span_texts(*span(family, value * size)))

    blanks = " " * rng.choice((1, 1, 2))
    expected = answer(PLAIN, count.rstrip(" "), in_units)
    comparison.expect(f"span {count}{blanks}{word + 's' * rng.randrange(2)}", expected)


def compare(comparison):
    spans, texts = comparison.count // 10, comparison.count * 3 // 10
    while comparison.asked < spans:
        compare_spans(comparison)
    while comparison.asked < texts:
        compare_text(comparison)
    while comparison.asked < comparison.count:
        compare_expression(comparison)
