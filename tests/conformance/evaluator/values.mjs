// Values: what each is made of, how it is read from a policy and from JSON, and its one canonical form.
//
//   {kind: "bool", value}                      {kind: "date", day}
//   {kind: "number", value, fraction}          {kind: "time", instant}
//   {kind: "money", value, fraction, currency} {kind: "span", family, count}   days, months, or nanoseconds elapsed
//   {kind: "text", value}                      {kind: "list", elements}
//
// `value` of numbers and money is a rational; `fraction` says that it is kept as p/q until it is rounded. The functions
// `parse…` give null for what is none.
import * as calendar from "./calendar.mjs";
import * as numbers from "./numbers.mjs";

// ---- ISO 4217: the active codes with a minor unit, by its digits

const CODES = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    2: `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY
      COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS
      INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR
      MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP
      STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG`,
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
};

export const MINOR_DIGITS = new Map(
    Object.entries(CODES).flatMap(([digits, codes]) => codes.split(/\s+/).map((code) => [code, Number(digits)])),
);

export const minorUnit = (currency) => numbers.rational(1n, 10n ** BigInt(MINOR_DIGITS.get(currency)));

// ---- Numbers and money

export const bool = (value) => ({ kind: "bool", value });
export const number = (value, fraction = false) => ({ kind: "number", value, fraction });
export const money = (value, currency, fraction = false) => ({ kind: "money", value, currency, fraction });
export const text = (value) => ({ kind: "text", value });

const JSON_NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

// A number that stands in a JSON text: exact.
export function parseNumberText(written) {
    if (!JSON_NUMBER.test(written)) return null;
    const value = numbers.parseDecimal(written);
    return numbers.fitsNumber(value) ? value : null;
}

const SAFE = 2n ** 53n - 1n;

// A JSON number, however it is written: whole ones are exact within what a double holds; of the others those of at most
// 15 digits are exact, and the rest are first the nearest double, then its decimal of 15 digits.
export function parseJsonNumber(written) {
    const exact = numbers.parseDecimal(written);
    const double = Number(written);
    if (double === 0) return numbers.ZERO;
    if (numbers.isWhole(exact)) return exact.p <= SAFE && exact.p >= -SAFE ? exact : null;
    const digits = written
        .replace(/[eE].*/, "")
        .replace(/[-.]/g, "")
        .replace(/^0+|0+$/g, "");
    const value = digits.length <= 15 ? exact : roundDouble(double);
    return numbers.fitsNumber(value) ? value : null;
}

// The decimal of 15 significant digits that is nearest to a double; to the even one of two.
function roundDouble(double) {
    const exact = rationalOfDouble(double);
    const exponent = Math.floor(Math.log10(Math.abs(double)));
    for (let last = exponent - 15; ; last++) {
        const step = last >= 0 ? numbers.rational(10n ** BigInt(last)) : numbers.rational(1n, 10n ** BigInt(-last));
        const rounded = numbers.round(exact, step, "half_even");
        const digits = numbers.divide(rounded, step).p;
        if (digits < 10n ** 15n && digits > -(10n ** 15n)) return rounded;
    }
}

function rationalOfDouble(double) {
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, double);
    const bits = view.getBigUint64(0);
    const biased = Number((bits >> 52n) & 0x7ffn);
    const fraction = bits & 0xfffffffffffffn;
    const mantissa = biased === 0 ? fraction : fraction | (1n << 52n);
    const exponent = (biased === 0 ? 1 : biased) - 1075;
    const signed = double < 0 ? -mantissa : mantissa;
    return exponent >= 0
        ? numbers.rational(signed << BigInt(exponent))
        : numbers.rational(signed, 1n << BigInt(-exponent));
}

// "12.50 CNY" in a JSON text.
export function parseMoneyText(written) {
    const [amount, currency, ...rest] = written.split(" ");
    const value = parseNumberText(amount);
    return value !== null && rest.length === 0 && MINOR_DIGITS.has(currency) ? money(value, currency) : null;
}

// ---- Spans

const UNITS = {
    day: ["days", 1n],
    week: ["days", 7n],
    month: ["months", 1n],
    year: ["months", 12n],
    hour: ["elapsed", 3600n * 10n ** 9n],
    minute: ["elapsed", 60n * 10n ** 9n],
    second: ["elapsed", 10n ** 9n],
};

const SPAN_MOST = { days: 10n ** 15n, months: 10n ** 15n, elapsed: 10n ** 24n };

// null: beyond what a span can be.
export function span(family, count) {
    return count <= SPAN_MOST[family] && count >= -SPAN_MOST[family] ? { kind: "span", family, count } : null;
}

export function unitSpan(word) {
    const [family, count] = UNITS[word.replace(/s$/, "")];
    return span(family, count);
}

function spanOf(count, unit) {
    const [family, multiple] = UNITS[unit];
    const total = numbers.multiply(count, numbers.rational(multiple));
    return numbers.isWhole(total) ? span(family, total.p) : null;
}

const ISO_DAYS = /^(-?)P(?:(\d+)W)?(?:(\d+)D)?$/;
const ISO_MONTHS = /^(-?)P(?:(\d+)Y)?(?:(\d+)M)?$/;
const ISO_ELAPSED = /^(-?)PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$/;

export function parseSpanText(written) {
    for (const [form, units] of [
        [ISO_DAYS, ["week", "day"]],
        [ISO_MONTHS, ["year", "month"]],
        [ISO_ELAPSED, ["hour", "minute", "second"]],
    ]) {
        const match = form.exec(written);
        if (!match || match.slice(2).every((part) => part === undefined)) continue;
        const parts = match.slice(2).map((part, i) => spanOf(numbers.parseDecimal(part ?? "0"), units[i]));
        if (parts.includes(null)) return null;
        const total = parts.reduce((sum, part) => sum + part.count, 0n);
        return span(parts[0].family, match[1] === "-" ? -total : total);
    }
    return null;
}

// The largest unit of the family that is whole: [count, word, letter of ISO 8601].
function spanParts({ family, count }) {
    if (family === "days") return [String(count), "day", "D"];
    if (family === "months") return [String(count), "month", "M"];
    for (const [unit, letter] of [
        ["hour", "H"],
        ["minute", "M"],
    ])
        if (count % UNITS[unit][1] === 0n) return [String(count / UNITS[unit][1]), unit, letter];
    return [numbers.formatDecimal(numbers.rational(count, 10n ** 9n)), "second", "S"];
}

// ---- Literals, as written in a policy

export function parseLiteral(kind, written) {
    switch (kind) {
        case "number":
            return number(
                written.endsWith("%")
                    ? numbers.divide(numbers.parseDecimal(written.slice(0, -1)), numbers.rational(100n))
                    : numbers.parseDecimal(written),
            );
        case "money":
            return money(numbers.parseDecimal(written.split(/\s+/)[0]), written.split(/\s+/)[1]);
        case "text":
            return text(written);
        case "date":
            return { kind, day: calendar.parseDay(written) };
        case "time":
            return { kind, instant: calendar.parseInstant(written) };
        case "span": {
            const [count, unit] = written.split(/\s+/);
            return spanOf(numbers.parseDecimal(count), unit.replace(/s$/, ""));
        }
        default:
            throw new Error(`no literal: ${kind}`);
    }
}

// ---- Equality and order, of two values of one kind (money: of one currency; spans: of one family)

export function compare(a, b) {
    const order = (x, y) => Number(x > y) - Number(x < y);
    switch (a.kind) {
        case "number":
        case "money":
            return numbers.compare(a.value, b.value);
        case "date":
            return order(a.day, b.day);
        case "time":
            return order(a.instant, b.instant);
        case "span":
            return order(a.count, b.count);
        default:
            return a.value === b.value ? 0 : 1; // bool and text have no order
    }
}

// Whether two results are the same one.
export function isSame(a, b) {
    return a.kind === b.kind && a.currency === b.currency && a.family === b.family && compare(a, b) === 0;
}

// ---- Canonical forms

const NINE_PLACES = numbers.rational(1n, 10n ** 9n);

// A number or money as it leaves the evaluation: a fraction is rounded, once; null where that is beyond a number.
export function settled(value) {
    if (!value.fraction) return value;
    const rounded = numbers.round(value.value, NINE_PLACES, "half_even");
    return numbers.fitsNumber(rounded) ? { ...value, value: rounded, fraction: false } : null;
}

// Of a settled value.
export function canonicalText(value, zone) {
    switch (value.kind) {
        case "bool":
            return String(value.value);
        case "number":
            return numbers.formatDecimal(value.value);
        case "money":
            return `${numbers.formatDecimal(value.value, MINOR_DIGITS.get(value.currency))} ${value.currency}`;
        case "text":
            return value.value;
        case "date":
            return calendar.formatDay(value.day);
        case "time":
            return calendar.formatInstant(value.instant, zone);
        case "span": {
            const [count, word] = spanParts(value);
            return `${count} ${word}${count === "1" ? "" : "s"}`;
        }
        default:
            throw new Error(`no canonical form: ${value.kind}`);
    }
}

// As the text of a JSON value.
export function canonicalJson(value, zone) {
    if (value.kind === "bool" || value.kind === "number") return canonicalText(value, zone);
    if (value.kind !== "span") return jsonString(canonicalText(value, zone));
    const [count, , letter] = spanParts(value);
    const sign = count.startsWith("-") ? "-" : "";
    return jsonString(`${sign}P${value.family === "elapsed" ? "T" : ""}${count.replace("-", "")}${letter}`);
}

// `"`, `\` and control characters are escaped, nothing else.
export function jsonString(string) {
    const short = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f" };
    const escape = (character) => short[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
    // eslint-disable-next-line no-control-regex
    return `"${string.replace(/["\\\u0000-\u001f]/g, escape)}"`;
}
