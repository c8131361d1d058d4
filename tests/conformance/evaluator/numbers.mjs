// Exact numbers: rationals of BigInts, in lowest terms, and the bounds that the language sets them.
//
// A rational is {p, q} with q above 0. The language's `number` is one of at most 18 + 18 digits, its fraction one with
// |p| and q below 10^36; which of the two a value has to be, evaluate.mjs knows.

export const ONE_E18 = 10n ** 18n;
const END = 10n ** 36n;

const abs = (n) => (n < 0n ? -n : n);

function gcd(a, b) {
    while (b !== 0n) [a, b] = [b, a % b];
    return a;
}

export function rational(p, q = 1n) {
    if (q < 0n) [p, q] = [-p, -q];
    const common = gcd(abs(p), q);
    return common === 1n ? { p, q } : { p: p / common, q: q / common };
}

export const ZERO = rational(0n);

export const add = (a, b) => rational(a.p * b.q + b.p * a.q, a.q * b.q);
export const negate = (a) => ({ p: -a.p, q: a.q });
export const subtract = (a, b) => add(a, negate(b));
export const multiply = (a, b) => rational(a.p * b.p, a.q * b.q);
export const divide = (a, b) => rational(a.p * b.q, a.q * b.p); // b is not zero
export const compare = (a, b) => Number(a.p * b.q > b.p * a.q) - Number(a.p * b.q < b.p * a.q);
export const isZero = (a) => a.p === 0n;
export const isWhole = (a) => a.q === 1n;

// At most 18 digits before the point and 18 after.
export const fitsNumber = (a) => abs(a.p) < ONE_E18 * a.q && ONE_E18 % a.q === 0n;
export const fitsFraction = (a) => abs(a.p) < END && a.q < END;

// To a multiple of `step`, which is above zero, from the exact value.
export function round(a, step, mode) {
    const { p, q } = divide(a, step);
    const negative = p < 0n;
    let whole = abs(p) / q;
    const rest = abs(p) % q;
    if (rest !== 0n) {
        const half = rest * 2n === q ? 0 : rest * 2n > q ? 1 : -1;
        const away =
            mode === "up" ||
            (mode === "half_up" && half >= 0) ||
            (mode === "half_even" && (half > 0 || (half === 0 && whole % 2n === 1n)));
        if (away) whole += 1n;
    }
    return multiply(rational(negative ? -whole : whole), step);
}

// ---- As text

// `-`? digits (`.` digits)? (e digits)?, without a bound; the caller has seen that it is well-formed.
export function parseDecimal(text) {
    const [mantissa, exponent = "0"] = text.toLowerCase().split("e");
    const [whole, fraction = ""] = mantissa.split(".");
    const shift = BigInt(exponent) - BigInt(fraction.length);
    const digits = BigInt((whole.replace("-", "") + fraction).replaceAll("_", ""));
    const signed = whole.startsWith("-") ? -digits : digits;
    if (signed === 0n) return ZERO;
    // Beyond every bound: powers of ten that nobody could hold are not made.
    if (shift > 400n) return rational(signed * 10n ** 400n);
    if (shift < -2000n) return rational(signed, 10n ** 2000n);
    return shift >= 0n ? rational(signed * 10n ** shift) : rational(signed, 10n ** -shift);
}

// Of a value whose decimal form ends, with at least `digits` digits after the point and no further zeros.
export function formatDecimal(a, digits = 0) {
    const scaled = (abs(a.p) * ONE_E18) / a.q;
    const fraction = String(scaled % ONE_E18)
        .padStart(18, "0")
        .replace(/0+$/, "")
        .padEnd(digits, "0");
    return `${a.p < 0n ? "-" : ""}${scaled / ONE_E18}${fraction === "" ? "" : `.${fraction}`}`;
}
