// One output of a decision whose outcome is settled: its value, or why it has none.
import { rounded } from "./functions.mjs";
import * as numbers from "./numbers.mjs";
import { valueAsJson } from "./render.mjs";
import * as results from "./results.mjs";
import * as values from "./values.mjs";

const NOTHING = { kind: "nothing" };
const isKnownSame = (a, b) =>
    a === NOTHING || b === NOTHING ? a === b : results.isValue(a) && results.isValue(b) && values.isSame(a, b);

// `deciders`: the winning rules, or `otherwise` alone; `unknown`: the unknown rules of the outcome.
//
//   {value} or {isOpen, conflict}, with `unknownValues` ([result, who asked]) and `unknownRules`, whose causes they are
export function settleOutput(evaluator, output, deciders, unknown) {
    const setBy = (rule) => valueSetBy(evaluator, output, rule);
    const byDefault = { name: output.name, value: fitting(evaluator, output, output.otherwise) };
    const sets = deciders.map(setBy).filter((set) => set !== null);
    const known = sets.filter(({ value }) => results.isValue(value));
    // No answer mends a conflict.
    if (known.some(({ value }) => !values.isSame(value, known[0].value))) {
        return { value: null, isOpen: false, conflict: conflictOf(evaluator, output, sets), ...NO_CAUSES };
    }
    const standing = sets.length > 0 ? sets : [byDefault];
    const stands = (known[0] ?? standing[0]).value;
    // A rule that sets nothing leaves what winning rules set; in place of an `otherwise` that sets it leaves the default.
    const withoutSet = deciders[0].isOtherwise && sets.length > 0 ? byDefault : null;
    const challenges = unknown
        .map((rule) => ({ rule, set: setBy(rule) ?? withoutSet }))
        .filter(({ set }) => set !== null && !isKnownSame(stands, set.value));
    const considered = [...standing, ...challenges.map(({ set }) => set).filter((set) => set !== byDefault)];
    const asked = considered.filter(({ value }) => results.isUnknown(value));
    const isOpen = challenges.length > 0 || asked.length > 0;
    return {
        value: isOpen || stands === NOTHING ? null : stands,
        isOpen,
        conflict: null,
        unknownValues: asked.map(({ name, value }) => [value, name]),
        unknownRules: challenges.map(({ rule }) => rule),
    };
}

const NO_CAUSES = { unknownValues: [], unknownRules: [] };

// null: nothing.
function valueSetBy(evaluator, output, rule) {
    const set = rule.sets.find(({ output: name }) => name === output.name);
    return set ? { name: rule.name ?? "otherwise", value: fitting(evaluator, output, set.expr) } : null;
}

function conflictOf(evaluator, output, sets) {
    return {
        output: output.name,
        rules: sets.map(({ name }) => name),
        values: sets.map(({ value }) => (results.isValue(value) ? valueAsJson(value, evaluator.zone) : null)),
    };
}

// A value as the output's type has it.
function fitting(evaluator, output, expr) {
    if (expr === undefined) return NOTHING;
    const value = evaluator.evaluate(expr);
    if (!results.isValue(value)) return value;
    const fail = (kind) => results.fault(kind, expr.text);
    const { type } = output;
    if (type.kind === "money" && type.currency !== undefined && type.currency !== value.currency)
        return fail("currencies differ");
    const unrounded = output.rounding ? roundedOutput(output, value) : value;
    if (unrounded === null) return fail("overflow");
    if (type.kind === "number" && type.whole && !numbers.isWhole(unrounded.value)) return fail("not whole");
    return values.settled(unrounded) ?? fail("overflow");
}

function roundedOutput(output, value) {
    const step = value.kind === "money" ? values.minorUnit(value.currency) : numbers.rational(1n);
    return rounded(value, step, output.rounding);
}
