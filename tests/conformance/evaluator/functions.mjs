// The functions of the language, of known arguments.
import * as calendar from "./calendar.mjs";
import * as numbers from "./numbers.mjs";
import * as operations from "./operations.mjs";
import * as values from "./values.mjs";

const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const whole = (n) => values.number(operations.wholeNumber(n));
const date = (day) => ({ kind: "date", day });
const codePoints = (text) => [...text.value].length;

const monthStart = (day) => calendar.dayOf({ ...calendar.civilOf(day), day: 1 });
const daysInMonth = (day) => calendar.monthLength(calendar.civilOf(day).year, calendar.civilOf(day).month);

// Of one argument or two, which cannot fail.
const PLAIN = {
    contains: (a, b) => values.bool(a.value.includes(b.value)),
    starts_with: (a, b) => values.bool(a.value.startsWith(b.value)),
    ends_with: (a, b) => values.bool(a.value.endsWith(b.value)),
    length: (a) => whole(a.kind === "list" ? a.elements.length : codePoints(a)),
    lower: (a) => values.text(a.value.replace(/[A-Z]/g, (letter) => letter.toLowerCase())),
    days_between: (a, b) => whole(b.day - a.day),
    days_in_month: (a) => whole(daysInMonth(a.day)),
    month: (a) => whole(calendar.civilOf(a.day).month),
    month_start: (a) => date(monthStart(a.day)),
    month_end: (a) => date(monthStart(a.day) + daysInMonth(a.day) - 1),
    weekday: (a) => values.text(WEEKDAYS[calendar.weekdayOf(a.day)]),
    year: (a) => whole(calendar.civilOf(a.day).year),
};

// `words` are the arguments that are no values: a rounding mode.
export function call(name, args, words, zone, fail) {
    switch (name) {
        case "abs":
            return isNegative(args[0]) ? operations.negate(args[0]) : args[0];
        case "min":
            return operations.extreme(args, -1, fail);
        case "max":
            return operations.extreme(args, 1, fail);
        case "round":
            return round(args[0], args[1], words[0] ?? "half_even", fail);
        case "day": {
            const day = calendar.dayInRange(calendar.dayOfInstant(args[0].instant, zone));
            return day === null ? fail("overflow") : date(day);
        }
        default:
            return PLAIN[name](...args);
    }
}

const isNegative = (a) => (a.kind === "span" ? a.count < 0n : a.value.p < 0n);

function round(value, step, mode, fail) {
    if (step && step.currency !== value.currency) return fail("currencies differ");
    const unit = value.kind === "money" ? values.minorUnit(value.currency) : numbers.rational(1n);
    return rounded(value, step ? step.value : unit, mode) ?? fail("overflow");
}

// null: beyond a number.
export function rounded(value, step, mode) {
    const result = numbers.round(value.value, step, mode);
    return numbers.fitsNumber(result) ? { ...value, value: result, fraction: false } : null;
}
