// Random numbers, amounts, spans, texts and moments: see expressions.mjs.
import { counted, summed } from "./lists.mjs";
import { FAMILIES } from "./literals.mjs";
import { chained, listed, node, operand, RANK } from "./policy_text.mjs";
import { DATE, inCurrency, NUMBER, spanOf, TEXT, TIME, WEEKDAY, WHOLE, withFraction } from "./types.mjs";

const MODES = ["half_even", "half_up", "up", "down"];
const LONG_UNITS = ["days", "weeks", "months", "years"];

export function numbers(e, type, depth) {
    const { random } = e;
    const functions = e.has("functions") ? 1 : 0;
    const multiplies = e.has("arithmetic") ? 1 : 0;
    const isPart = multiplies && !type.whole ? 1 : 0;
    const divides = isPart && !e.scope.noFraction ? 1 : 0;
    const amount = () => ({ kind: "money", currency: random.chance(30) ? e.scope.currency : undefined });
    return [
        [3, () => sum(e, type, depth)],
        [1, () => negated(e, type, depth)],
        [3 * multiplies, () => product(e, type, [type, type], depth)],
        [3 * divides, () => quotient(e, NUMBER, [NUMBER, NUMBER], depth)],
        [divides, () => quotient(e, NUMBER, [amount(), amount()], depth)],
        [divides, () => quotient(e, NUMBER, [spanOf("elapsed"), spanOf("elapsed")], depth)],
        [isPart, () => percentOf(e, type, depth)],
        [2 * functions, () => extreme(e, type, depth)],
        [functions, () => absolute(e, type, depth)],
        [2 * functions, () => rounded(e, type, depth)],
        [functions, () => call(e, WHOLE, "length", [TEXT], depth)],
        [functions, () => call(e, WHOLE, random.pick(["year", "month", "days_in_month"]), [DATE], depth)],
        [functions, () => call(e, WHOLE, "days_between", [DATE, DATE], depth)],
        [2 * functions, () => unitsBetween(e, depth)],
        [e.hasLists() ? 4 : 0, () => counted(e, depth)],
        [e.hasLists() ? 4 : 0, () => summed(e, type, depth)],
    ];
}

export function amounts(e, type, depth) {
    const functions = e.has("functions") ? 1 : 0;
    const multiplies = e.has("arithmetic") ? 1 : 0;
    const divides = multiplies && !e.scope.noFraction ? 1 : 0;
    return [
        [4, () => sum(e, type, depth)],
        [1, () => negated(e, type, depth)],
        [3 * multiplies, () => product(e, type, e.random.chance(80) ? [type, NUMBER] : [NUMBER, type], depth)],
        [2 * divides, () => quotient(e, type, [type, NUMBER], depth)],
        [multiplies, () => percentOf(e, type, depth)],
        [2 * functions, () => extreme(e, type, depth)],
        [functions, () => absolute(e, type, depth)],
        [2 * functions, () => rounded(e, type, depth)],
        [e.hasLists() ? 4 : 0, () => summed(e, type, depth)],
    ];
}

export function spans(e, type, depth) {
    const functions = e.has("functions") ? 1 : 0;
    return [
        [3, () => sum(e, type, depth)],
        [1, () => negated(e, type, depth)],
        [
            e.literalType(type).family === "elapsed" ? 2 : 0,
            () =>
                node(
                    spanOf("elapsed"),
                    RANK.sum,
                    ...chained([e.of(TIME, depth), e.of(TIME, depth)], RANK.sum, () => " - "),
                ),
        ],
        [e.has("arithmetic") ? 2 : 0, () => product(e, type, [type, WHOLE], depth)],
        [functions, () => extreme(e, type, depth)],
        [functions, () => absolute(e, type, depth)],
        [e.hasLists() ? 3 : 0, () => summed(e, type, depth)],
    ];
}

export function texts(e, type, depth) {
    const functions = e.has("functions") ? 1 : 0;
    return [
        [2 * functions, () => call(e, TEXT, "lower", [TEXT], depth)],
        [type.plain ? 0 : functions, () => call(e, WEEKDAY, "weekday", [DATE], depth)],
    ];
}

export function dates(e, _, depth) {
    const { random } = e;
    const functions = e.has("functions") ? 1 : 0;
    return [
        [4, () => moved(e, DATE, random.pick(["days", "months"]), depth)],
        [functions, () => call(e, DATE, random.pick(["month_start", "month_end"]), [DATE], depth)],
        [e.scope.timezone ? 2 * functions : 0, () => call(e, DATE, "day", [TIME], depth)],
        [functions, () => extreme(e, DATE, depth)],
    ];
}

export function times(e, _, depth) {
    return [
        [4, () => moved(e, TIME, e.scope.timezone ? e.random.pick(FAMILIES) : "elapsed", depth)],
        [e.has("functions") ? 1 : 0, () => extreme(e, TIME, depth)],
    ];
}

// ---- Operators

function sum(e, type, depth) {
    const terms = Array.from({ length: e.random.between(2, 3) }, () => e.of(type, depth));
    const families = new Set(terms.map((term) => term.type.family).filter((family) => family !== "any"));
    if (families.size > 1) return null;
    const [family = "any"] = families;
    const known = type.kind === "span" ? { ...type, family } : inCurrency(type, ...terms);
    return node(
        withFraction(known, ...terms),
        RANK.sum,
        ...chained(terms, RANK.sum, () => e.random.pick([" + ", " - "])),
    );
}

function negated(e, type, depth) {
    const x = e.of(type, depth);
    return node(x.type, RANK.unary, "-", operand(x, RANK.unary));
}

function product(e, type, types, depth) {
    const [a, b] = types.map((each) => e.of(each, depth));
    if (type.kind === "span" && b.type.fraction) return null;
    const like = type.kind === "span" ? a.type : inCurrency(type, a, b);
    return node(withFraction(like, a, b), RANK.product, ...chained([a, b], RANK.product, () => " * "));
}

function quotient(e, type, types, depth) {
    const [a, b] = types.map((each) => e.of(each, depth));
    return node(
        { ...inCurrency(type, a), fraction: true },
        RANK.product,
        ...chained([a, b], RANK.product, () => " / "),
    );
}

function percentOf(e, type, depth) {
    const x = e.of(type, depth);
    return node(
        { ...x.type, whole: undefined },
        RANK.rate,
        `${e.random.pick(["10%", "50%", "0.5%", "100%", "33.3%"])} of `,
        operand(x, RANK.rate),
    );
}

function moved(e, type, family, depth) {
    const terms = [e.of(type, depth), e.of(spanOf(family), Math.min(depth, 1))];
    return node(type, RANK.sum, ...chained(terms, RANK.sum, () => e.random.pick([" + ", " - "])));
}

// ---- Functions

function call(e, type, name, types, depth) {
    return node(type, RANK.primary, `${name}(`, ...listed(types.map((each) => e.of(each, depth))), ")");
}

function absolute(e, type, depth) {
    const x = e.of(type, depth);
    return node(x.type, RANK.primary, "abs(", x, ")");
}

function extreme(e, type, depth) {
    const { random } = e;
    const args = Array.from({ length: random.between(2, 3) }, () => e.of(type, depth));
    if (type.kind === "money" && random.chance(30))
        args[random.between(1, args.length - 1)] = node(NUMBER, RANK.primary, "0");
    const known = withFraction(inCurrency(type, ...args), ...args);
    return node(known, RANK.primary, random.pick(["min(", "max("]), ...listed(args), ")");
}

// Rounding ends a fraction, so there may be one in it. A step in a currency makes that the result's.
function rounded(e, type, depth) {
    const { random } = e;
    const x = e.within({ noFraction: false }).of({ ...type, whole: undefined }, depth);
    const step = random.pick(type.whole ? ["", "5", "1"] : ["", "", "0.05", "0.25", "10"]);
    const inStep = type.kind === "money" && step !== "";
    const known = x.type.currency ?? type.currency;
    if (inStep && known === undefined && random.chance(70)) return null;
    const currency = inStep ? (known ?? e.scope.currency) : x.type.currency;
    const mode = random.chance(60) ? `, ${random.pick(MODES)}` : "";
    const isWhole = type.whole || (type.kind === "number" && step === "");
    return node(
        { ...x.type, currency, fraction: undefined, whole: isWhole ? true : undefined },
        RANK.primary,
        "round(",
        x,
        `${step === "" ? "" : `, ${step}${inStep ? ` ${currency}` : ""}`}${mode})`,
    );
}

function unitsBetween(e, depth) {
    const { random, scope } = e;
    const kind = scope.timezone && random.chance(50) ? TIME : DATE;
    const unit = random.pick(kind === TIME ? [...LONG_UNITS, "hours", "minutes", "seconds"] : LONG_UNITS);
    const [a, b] = [0, 1].map(() => operand(e.of(kind, Math.min(depth, 1)), RANK.fallback));
    return node(WHOLE, RANK.unary, `${random.pick(["whole", "started"])} ${unit} from `, a, " to ", b);
}
