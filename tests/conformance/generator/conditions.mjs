// Random conditions: see expressions.mjs.
import { inList, quantified } from "./lists.mjs";
import { literal, FAMILIES } from "./literals.mjs";
import { chained, listed, node, operand, RANK } from "./policy_text.mjs";
import { BOOL, DATE, NUMBER, spanOf, TEXT, TIME } from "./types.mjs";

const LITERAL_GUARDS = ["text", "one of", "number", "date"];
const WINDOWS = [
    ["within", "after"],
    ["within", "before"],
    ["within", "of"],
    ["at least", "after"],
    ["at least", "before"],
    ["more than", "after"],
    ["more than", "before"],
    ["less than", "after"],
    ["less than", "before"],
];

export function conditions(e, _, depth) {
    const { random } = e;
    const about = () => e.random.pick(["contains", "starts_with", "ends_with"]);
    return [
        [3, () => node(BOOL, RANK.not, "not ", operand(e.of(BOOL, depth), RANK.not))],
        [4, () => chain(e, "and", depth)],
        [3, () => chain(e, "or", depth)],
        [6, () => comparison(e, depth)],
        [3, () => membership(e, depth)],
        [2, () => between(e, depth)],
        [4, () => window(e, depth)],
        [4, () => aboutOptional(e)],
        [e.hasLists() ? 8 : 0, () => quantified(e, depth)],
        [e.hasLists() ? 3 : 0, () => inList(e)],
        [
            e.has("functions") ? 1 : 0,
            () => node(BOOL, RANK.primary, `${about()}(`, ...listed([e.of(TEXT, depth), e.of(TEXT, depth)]), ")"),
        ],
        [random.chance(20) ? 1 : 0, () => literal(random, BOOL)],
    ];
}

// Each operand of an `and` is checked as if the others held, of an `or` as if they did not: one of them guards an
// optional.
function chain(e, word, depth) {
    const { random } = e;
    const rank = word === "and" ? RANK.and : RANK.or;
    const guard = random.chance(50) ? random.pick([...e.optionals(), ...e.scope.groups]) : undefined;
    const inner = guard ? e.guarding(guard.members ?? [guard.path]) : e;
    const count = random.between(guard ? 1 : 2, 3);
    const operands = Array.from({ length: count }, () => inner.of(BOOL, depth));
    if (guard) operands.push(guardOf(e, guard, word));
    return node(BOOL, rank, ...chained(random.shuffled(operands), rank, () => ` ${word} `));
}

function guardOf(e, guard, word) {
    const byLiteral = word === "and" && LITERAL_GUARDS.includes(guard.type?.kind) && e.random.chance(30);
    return byLiteral ? equalsLiteral(e, guard, "=") : presenceOf(e, guard, word === "and");
}

// Of an optional fact or group.
export function presenceOf({ random }, { path }, present) {
    const words = present
        ? ["is present", "is present", "is not absent"]
        : ["is absent", "is absent", "is not present"];
    return node(BOOL, RANK.comparison, `${path} ${random.pick(words)}`);
}

function equalsLiteral(e, fact, op) {
    return node(BOOL, RANK.comparison, fact.path, ` ${op} `, operand(e.literal(fact.type), RANK.sum));
}

// What may be asked of an optional fact, or group, without a guard.
function aboutOptional(e) {
    const { random, scope } = e;
    const group = random.pick(scope.groups);
    const fact = random.pick(e.optionals());
    if (group && (!fact || random.chance(30))) return presenceOf(e, group, random.chance(50));
    if (!fact) return null;
    switch (random.below(4)) {
        case 0:
            return equalsLiteral(e, fact, random.pick(["=", "!="]));
        case 1:
            return node(
                BOOL,
                RANK.comparison,
                fact.path,
                random.pick([" in ", " not in "]),
                set(e, e.literalType(fact.type), 0),
            );
        default:
            return presenceOf(e, fact, random.chance(50));
    }
}

function set(e, type, depth) {
    const elements = Array.from({ length: e.random.between(1, 3) }, () => e.of(type, depth));
    return node(type, RANK.primary, "{", ...listed(elements), "}");
}

// The number 0 stands for no money.
const zeroOr = (e, type, percent, make) =>
    type.kind === "money" && e.random.chance(percent) ? node(NUMBER, RANK.primary, "0") : make();

function comparison(e, depth) {
    const { random } = e;
    const type = e.comparable(random.chance(70));
    const isOrdered = !["bool", "text", "one of"].includes(type.kind);
    const op = random.pick(isOrdered ? ["=", "!=", "<", "<=", ">", ">="] : ["=", "!="]);
    const sides = [e.of(type, depth), zeroOr(e, type, 15, () => e.of(type, depth))];
    const [left, right] = random.chance(20) ? sides.reverse() : sides;
    return node(BOOL, RANK.comparison, operand(left, RANK.sum), ` ${op} `, operand(right, RANK.sum));
}

function membership(e, depth) {
    const type = e.comparable(e.random.chance(50));
    const x = operand(e.of(type, depth), RANK.sum);
    return node(BOOL, RANK.comparison, x, e.random.pick([" in ", " not in "]), set(e, type, Math.min(depth, 1)));
}

function between(e, depth) {
    const type = e.comparable(true);
    const x = operand(e.of(type, depth), RANK.sum);
    const low = operand(
        zeroOr(e, type, 20, () => e.of(type, depth)),
        RANK.sum,
    );
    const high = operand(e.of(type, depth), RANK.sum);
    return node(BOOL, RANK.comparison, x, " between ", low, " and ", high);
}

function window(e, depth) {
    const { random, scope } = e;
    const span = windowLength(e, random.pick(FAMILIES));
    if (span.type.family === "any" && !scope.timezone) return null;
    const kind = () => (span.type.family === "elapsed" ? TIME : scope.timezone ? random.pick([DATE, TIME]) : DATE);
    const moment = () => operand(e.of(kind(), depth), RANK.sum);
    const [word, direction] = random.pick(WINDOWS);
    return node(BOOL, RANK.comparison, moment(), ` ${word} `, operand(span, RANK.sum), ` ${direction} `, moment());
}

// Not a constant below zero, which is an error.
function windowLength(e, family) {
    const { random } = e;
    const facts = e.readable(spanOf("any")).filter(({ type }) => type.family === "any");
    if (facts.length === 0 || random.chance(50)) return e.leaf(spanOf(family));
    const fact = e.read(random.pick(facts));
    if (random.chance(50)) return fact;
    return node(spanOf(family), RANK.sum, fact, random.pick([" + ", " - "]), literal(random, spanOf(family)));
}
