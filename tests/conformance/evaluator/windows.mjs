// Windows: how two moments lie to each other.
//
// Each is the `and` of two comparisons, or one. Moments are placed on a line of whole numbers: days where the span is
// of days or months, nanoseconds where it is elapsed. The ends of a window may lie outside of the calendar; they are
// numbers like any other there. A window that fails without regard to its span fails, whether the span is missing, or
// wrong: below zero, or elapsed between dates.
import { addMonths, dayOfInstant } from "./calendar.mjs";
import * as results from "./results.mjs";
import * as values from "./values.mjs";

const BEYOND = 10n ** 30n; // later than every day; what adding months comes to outside of the calendar
const UNKNOWN = null;

// fail: makes the result of a fault of the window.
export function holdsWindow(expr, operands, zone, fail) {
    const [a, span, b] = operands;
    const betweenDates = [expr.operands[0], expr.operands[2]].some(({ type }) => type.kind === "date");
    const wrong = results.isValue(span) ? problem(span, betweenDates) : null;
    const end = (inDays) => (sign) =>
        wrong || !results.isValue(span) || !results.isValue(b) ? UNKNOWN : endOf(placeOf(b, inDays, zone), span, sign);
    const place = (moment, inDays) => (results.isValue(moment) ? placeOf(moment, inDays, zone) : UNKNOWN);
    const fails = (inDays) => comparisons(expr, place(a, inDays), place(b, inDays), end(inDays)).includes(false);
    if (waysToCount(expr, span, betweenDates).every(fails)) return values.bool(false);
    if (!operands.every(results.isValue)) return results.unknownFrom(operands);
    return wrong ? fail(wrong) : values.bool(true);
}

function problem(span, betweenDates) {
    if (betweenDates && span.family === "elapsed") return "span families differ";
    return span.count < 0n ? "negative span" : null;
}

// In days or not; both, where the family is not known.
function waysToCount(expr, span, betweenDates) {
    const family = results.isValue(span) ? span.family : expr.operands[1].type.family;
    if (betweenDates) return [true];
    return family === "any" ? [true, false] : [family !== "elapsed"];
}

function placeOf(moment, inDays, zone) {
    if (!inDays) return moment.instant;
    return BigInt(moment.kind === "date" ? moment.day : dayOfInstant(moment.instant, zone));
}

function endOf(base, { family, count }, sign) {
    const move = sign * count;
    if (family !== "months" || move === 0n) return base + move;
    const day = addMonths(Number(base), move);
    return day === null ? (move < 0n ? -BEYOND : BEYOND) : BigInt(day);
}

// Each true, false or UNKNOWN.
function comparisons({ window, direction }, at, base, end) {
    const order = (a, b, holds) => (a === UNKNOWN || b === UNKNOWN ? UNKNOWN : holds(a, b));
    const atMost = (a, b) => order(a, b, (x, y) => x <= y);
    const below = (a, b) => order(a, b, (x, y) => x < y);
    const after = direction === "after";
    switch (window) {
        case "within":
            if (direction === "of") return [atMost(end(-1n), at), atMost(at, end(1n))];
            return after ? [atMost(base, at), atMost(at, end(1n))] : [atMost(end(-1n), at), atMost(at, base)];
        case "at least":
            return after ? [atMost(end(1n), at)] : [atMost(at, end(-1n))];
        case "more than":
            return after ? [below(end(1n), at)] : [below(at, end(-1n))];
        default:
            return after ? [atMost(base, at), below(at, end(1n))] : [below(end(-1n), at), atMost(at, base)];
    }
}
