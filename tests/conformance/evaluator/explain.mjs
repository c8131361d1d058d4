// Reasons: what a rule or an exclusion says of itself, and why rules did not hold: the false operands of their
// conditions with the facts that these read, and the exclusions that are true.
import { freeElements } from "./evaluate.mjs";
import { valueAsJson } from "./render.mjs";
import * as results from "./results.mjs";
import * as values from "./values.mjs";

const RULES_MOST = 20;
const FACTS_MOST = 20;

// The `because` and the `cite` of a rule, an exclusion or `otherwise`.
export function stated(evaluator, { because, cite }) {
    return {
        ...(because === undefined ? {} : { because: because.map((part) => printed(evaluator, part)).join("") }),
        ...(cite === undefined ? {} : { cite }),
    };
}

function printed(evaluator, part) {
    if (typeof part === "string") return part;
    const result = evaluator.evaluate(part);
    if (result === results.ABSENT) return "(absent)";
    const value = results.isValue(result) ? values.settled(result) : null;
    return value === null ? "(unknown)" : values.canonicalText(value, evaluator.zone);
}

// One entry for each exclusion of a rule that is true.
export function excludedBy(evaluator, rule) {
    return rule.exclusions
        .filter(({ applies }) => results.isTrue(applies))
        .map((exclusion) => ({ rule: rule.name, excluded_by: exclusion.name, ...stated(evaluator, exclusion) }));
}

// ---- Why not

// `rules`: all, by name. Those stopped come first, then those with the fewest false operands; what is chosen is printed
// by name.
export function whyNot(evaluator, rules) {
    const explained = rules
        .filter(({ holds }) => results.isFalse(holds))
        .map((rule) => {
            const operands = falseOperands(evaluator, rule.when);
            const excluded = excludedBy(evaluator, rule);
            const isStopped = results.isTrue(rule.condition) && excluded.length > 0;
            return { rule, operands, excluded, isStopped };
        });
    const byWeight = (a, b) => b.isStopped - a.isStopped || a.operands.length - b.operands.length;
    const chosen = new Set([...explained].sort(byWeight).slice(0, RULES_MOST));
    const entries = explained
        .filter((entry) => chosen.has(entry))
        .flatMap(({ rule, operands, excluded }) => [
            ...(operands.length > 0 ? [{ rule: rule.name, false: operands }] : []),
            ...excluded,
        ]);
    const more = explained.length - chosen.size;
    return more > 0 ? [...entries, { more }] : entries;
}

// Of the top-level `and`, nested ones flat.
function falseOperands(evaluator, when) {
    const operands = when === null ? [] : when.kind === "and" ? when.operands : [when];
    return operands
        .filter((operand) => results.isFalse(evaluator.evaluate(operand)))
        .map((operand) => ({ text: operand.text, facts: factsRead(evaluator, operand) }));
}

function factsRead(evaluator, expr) {
    const found = new Collector(evaluator).collect(expr);
    const paths = [...found.keys()].sort(results.comparePaths).slice(0, FACTS_MOST);
    return new Map(paths.map((path) => [path, found.get(path)]));
}

// Walks over all that an expression may read: both branches of an `if`, and every element of a list. A list is shown by
// what is read of its elements; where that is nothing, by how many they are.
class Collector {
    constructor(evaluator) {
        this.evaluator = evaluator;
        this.found = new Map();
        this.lists = new Map();
    }

    collect(expr) {
        this.visit(expr, new Map());
        for (const [path, count] of this.lists) {
            const isShown = [...this.found.keys(), ...this.lists.keys()].some((other) => other.startsWith(`${path}[`));
            if (!isShown) this.found.set(path, count === 0 ? [] : `${count} element${count === 1 ? "" : "s"}`);
        }
        return this.found;
    }

    visit(expr, env) {
        if (expr === null) return;
        if (expr.kind === "path") return this.visitPath(expr, env);
        if (expr.kind === "quantifier") return this.visitQuantifier(expr, env);
        for (const operand of expr.operands ?? []) this.visit(operand, env);
        if (expr.kind === "in" && expr.operands[1].type.kind === "list") this.visitScalars(expr.operands[1], env);
    }

    visitPath(expr, env) {
        const { evaluator } = this;
        if (expr.define !== undefined) this.visit(evaluator.defines.get(expr.define).expr, new Map());
        const field = evaluator.model.fields.get(expr.fact ?? `group ${expr.group}`);
        if (field === undefined || field.private) return;
        const record = expr.element === undefined ? evaluator.record : env.get(expr.element);
        if (record === null) return;
        this.add(results.join(record.path, field.localPath), evaluator.path(expr, env), expr.group !== undefined);
    }

    visitQuantifier(expr, env) {
        this.visit(expr.list, env);
        // Once without an element: what does not depend on one is read, also where there is none.
        for (const element of [null, ...this.elements(expr.list, env)]) {
            const inner = new Map([...env, [expr.element, element]]);
            for (const part of [...(expr.operands ?? []), expr.where]) this.visit(part, inner);
        }
    }

    // Of a list that a value is looked up in.
    visitScalars(list, env) {
        if (this.evaluator.model.fields.get(list.fact).private) return;
        for (const element of this.elements(list, env)) this.add(element.path, [...element.facts.values()][0]);
    }

    elements(list, env) {
        if (freeElements(list).some((element) => env.get(element) === null)) return [];
        const result = this.evaluator.evaluate(list, env);
        return results.isValue(result) ? result.elements : [];
    }

    // An optional group that is not there is shown as an optional fact is.
    add(path, result, isGroup = false) {
        if (result.kind === "list") this.lists.set(path, result.elements.length);
        else if (!results.isValue(result) || (isGroup && !result.value)) this.found.set(path, null);
        else this.found.set(path, valueAsJson(result, this.evaluator.zone));
    }
}
