// Arithmetic and order of known values. `fail` makes the result of a fault of the expression that asked.
import * as calendar from "./calendar.mjs";
import * as numbers from "./numbers.mjs";
import { ABSENT } from "./results.mjs";
import * as values from "./values.mjs";

export const wholeNumber = (n) => numbers.rational(BigInt(n));

// A number or an amount within its bounds. A fraction makes a fraction of all that it meets.
function bounded(value, like, fraction, fail) {
    const fits = fraction ? numbers.fitsFraction(value) : numbers.fitsNumber(value);
    return fits ? { ...like, value, fraction } : fail("overflow");
}

export function negate(a) {
    return a.kind === "span" ? { ...a, count: -a.count } : { ...a, value: numbers.negate(a.value) };
}

// ---- Sums

export function add(a, b, minus, zone, fail) {
    if (a.kind === "time" && b.kind === "time")
        return values.span("elapsed", a.instant - b.instant) ?? fail("overflow");
    const addend = minus ? negate(b) : b;
    if (a.kind === "date" || a.kind === "time") {
        if (a.kind === "date" && b.family === "elapsed") return fail("span families differ");
        return shift(a, addend, zone) ?? fail("overflow");
    }
    if (a.kind === "span") {
        if (a.family !== b.family) return fail("span families differ");
        return values.span(a.family, a.count + addend.count) ?? fail("overflow");
    }
    if (a.currency !== b.currency) return fail("currencies differ");
    return bounded(numbers.add(a.value, addend.value), a, a.fraction || b.fraction, fail);
}

// A date or a time moved by a span; null: outside of the calendar.
function shift(moment, { family, count }, zone) {
    const moveDay = (day) => (family === "days" ? calendar.addDays(day, count) : calendar.addMonths(day, count));
    if (moment.kind === "date") {
        const day = moveDay(moment.day);
        return day === null ? null : { kind: "date", day };
    }
    if (count === 0n) return moment;
    const instant =
        family === "elapsed"
            ? calendar.instantInRange(moment.instant + count)
            : calendar.moveInstant(moment.instant, zone, moveDay);
    return instant === null ? null : { kind: "time", instant };
}

// ---- Products

export function multiply(a, b, fail) {
    if (b.kind === "span" || (b.kind === "money" && a.kind === "number")) return multiply(b, a, fail);
    if (a.kind === "span") {
        if (!numbers.isWhole(b.value)) return fail("not whole");
        return values.span(a.family, a.count * b.value.p) ?? fail("overflow");
    }
    return bounded(numbers.multiply(a.value, b.value), a, a.fraction || b.fraction, fail);
}

export const isZero = (a) => (a.kind === "span" ? a.count === 0n : numbers.isZero(a.value));

export function divide(a, b, fail) {
    if (a.kind === "span") {
        if (a.family !== b.family) return fail("span families differ");
        if (isZero(b)) return fail("division by zero");
        return bounded(numbers.rational(a.count, b.count), { kind: "number" }, true, fail);
    }
    if (b.kind === "money" && a.currency !== b.currency) return fail("currencies differ");
    if (isZero(b)) return fail("division by zero");
    const like = b.kind === "money" ? { kind: "number" } : a;
    return bounded(numbers.divide(a.value, b.value), like, true, fail);
}

// ---- Order

// The number 0 stands for no money of the other side's currency.
function aligned(operands) {
    const { currency } = operands.find(({ kind }) => kind === "money") ?? {};
    return operands.map((operand) =>
        operand.kind === "number" && currency !== undefined ? values.money(operand.value, currency) : operand,
    );
}

// Why operands cannot be compared; null: they can.
function incomparable([first, ...others]) {
    if (others.some(({ currency }) => currency !== first.currency)) return "currencies differ";
    if (others.some(({ family }) => family !== first.family)) return "span families differ";
    return null;
}

const HOLDS = {
    "=": (order) => order === 0,
    "!=": (order) => order !== 0,
    "<": (order) => order < 0,
    "<=": (order) => order <= 0,
    ">": (order) => order > 0,
    ">=": (order) => order >= 0,
};

export function compare(op, a, b, fail) {
    const operands = aligned([a, b]);
    const problem = incomparable(operands);
    return problem ? fail(problem) : values.bool(HOLDS[op](values.compare(...operands)));
}

// `sign` 1: the largest; -1: the smallest.
export function extreme(operands, sign, fail) {
    const comparable = aligned(operands);
    const problem = incomparable(comparable);
    if (problem) return fail(problem);
    const best = comparable.reduce((found, operand) => (values.compare(operand, found) * sign > 0 ? operand : found));
    return best.kind === "number" || best.kind === "money"
        ? { ...best, fraction: comparable.some(({ fraction }) => fraction) }
        : best;
}

// ---- Lists

// Of the values that a `sum`, `smallest` or `largest` takes in, in list order; ABSENT where there are none to tell.
export function total(quantifier, taken, type, zone, fail) {
    if (quantifier !== "sum")
        return taken.length === 0 ? ABSENT : extreme(taken, quantifier === "largest" ? 1 : -1, fail);
    if (taken.length === 0) return nothingOf(type);
    const problem = type.kind === "money" ? incomparable(aligned(taken)) : null;
    if (problem) return fail(problem); // before anything is added
    let sum = taken[0];
    for (const value of taken.slice(1)) {
        sum = add(sum, value, false, zone, fail);
        if (sum.kind === "unknown") break;
    }
    return sum;
}

function nothingOf(type) {
    if (type.kind === "number") return values.number(numbers.ZERO);
    if (type.kind === "money") return type.currency === undefined ? ABSENT : values.money(numbers.ZERO, type.currency);
    return type.family === "any" ? ABSENT : values.span(type.family, 0n);
}

// ---- Units between two moments

// The largest n with a + n units <= b; `started`: one more where something is left over.
export function unitsBetween(a, b, word, started, zone, fail) {
    if (values.compare(b, a) < 0) return fail("B before A");
    const unit = values.unitSpan(word);
    const moved = (n) => shift(a, { family: unit.family, count: unit.count * n }, zone);
    const fits = (n) => moved(n) !== null && values.compare(moved(n), b) <= 0;
    let low = 0n;
    let high = 1n;
    while (fits(high)) high *= 2n;
    while (high - low > 1n) {
        const middle = (low + high) / 2n;
        if (fits(middle)) low = middle;
        else high = middle;
    }
    const leftOver = started && values.compare(moved(low), b) < 0;
    return values.number(numbers.rational(leftOver ? low + 1n : low));
}
