// Random policies: small, well-typed, and with everything in them that decides: facts of every type, defines, params,
// rules and exclusions that get in each other's way, outputs that conflict.
//
//   generatePolicy(random, features) -> the policy that policy_text.mjs prints
//
// `features` turns parts of the language on: {lists, arithmetic, choice, functions, optionalGroups, rounding}.
import { presenceOf } from "./conditions.mjs";
import { Expressions } from "./expressions.mjs";
import { CHOICES, Fields, readableOf } from "./fields.mjs";
import { FAMILIES, literal, ZONES } from "./literals.mjs";
import { chained, exprText, node, RANK } from "./policy_text.mjs";
import { BOOL, NUMBER, spanOf } from "./types.mjs";

export const ALL_FEATURES = {
    lists: true,
    arithmetic: true,
    choice: true,
    functions: true,
    optionalGroups: true,
    rounding: true,
};

const OUTCOMES = ["yes", "no", "perhaps", "never"];
const RULE_COUNTS = { 0: 10, 1: 40, 2: 60, 3: 60, 5: 30, 8: 9, 24: 1 };
const PARAM_KINDS = ["number", "number", "money", "span", "span", "text", "bool", "date", "time"];
const DEFINE_KINDS = { bool: 4, number: 3, money: 3, date: 1, time: 1, text: 1, span: 1 };
const OUTPUT_KINDS = ["bool", "number", "number", "money", "money", "text", "one of", "date", "time", "span"];
const MODES = ["half_even", "half_up", "up", "down"];
const WORDS = ["Because.", " is ", "{", "}", "", "é ", '"'];

export const generatePolicy = (random, features = ALL_FEATURES) => new Generator(random, features).policy();

const times = (count, make) => Array.from({ length: count }, (_, i) => make(i));

class Generator {
    constructor(random, features) {
        this.random = random;
        this.features = features;
        this.fields = new Fields(random, features);
        this.timezone = random.chance(90) ? random.pick(ZONES) : undefined;
    }

    policy() {
        const { random } = this;
        const facts = this.fields.generate("f", random.between(2, 7), 0);
        this.scope = this.scopeOf(facts);
        const params = times(random.below(3), (i) => this.param(`p${i}`));
        const defines = times(random.below(4), (i) => this.define(`d${i}`));
        this.outcomes = random.some(OUTCOMES, random.between(1, OUTCOMES.length));
        this.outputs = times(random.below(4), (i) => this.output(i));
        const rules = times(Number(random.key(RULE_COUNTS)), (i) => this.rule(i));
        const exclusions = times(rules.length > 0 ? random.below(4) : 0, (i) => this.exclusion(i, rules));
        const sets = this.sets(this.expressions(), 25);
        const otherwise = { outcome: random.pick(this.outcomes), sets, ...this.reason() };
        return {
            name: "generated",
            version: random.chance(50) ? "1" : undefined,
            timezone: this.timezone,
            facts,
            outcomes: this.outcomes,
            outputs: this.outputs,
            otherwise,
            params,
            defines,
            rules,
            exclusions,
        };
    }

    scopeOf(facts) {
        const { timezone, features, fields } = this;
        const { currency, otherCurrency, family } = fields;
        const none = { values: [], guarded: new Set(), elements: 0, noFraction: false };
        return { ...readableOf(facts), ...none, timezone, features, currency, otherCurrency, family };
    }

    expressions() {
        return new Expressions(this.random, this.scope);
    }

    // ---- Values with a name

    typeOf(kind) {
        if (kind === "money") return { kind, currency: this.fields.currency };
        return kind === "span" ? spanOf(this.random.pick(FAMILIES)) : { kind };
    }

    param(name) {
        const { random } = this;
        const kind = random.pick(PARAM_KINDS);
        const type = kind === "number" && random.chance(50) ? { kind, whole: true } : this.typeOf(kind);
        const value = literal(random, type);
        this.scope.values.push({ name, type: value.type });
        return { name, type, value };
    }

    define(name) {
        const { random } = this;
        const kind = random.key(DEFINE_KINDS);
        const expr = this.expressions().of(
            kind === "span" ? spanOf(random.pick(FAMILIES)) : { kind },
            random.between(1, 3),
        );
        this.scope.values.push({ name, type: expr.type, private: this.mayReadPrivate(exprText(expr)) });
        return { name, expr };
    }

    mayReadPrivate(text) {
        const { facts, lists, values } = this.scope;
        const isNamed = (name) => new RegExp(`(?<![\\w.])${name.replaceAll(".", "\\.")}(?!\\w)`).test(text);
        return (
            lists.some(({ path }) => isNamed(path)) ||
            facts.some((fact) => fact.private && isNamed(fact.path)) ||
            values.some((value) => value.private && isNamed(value.name))
        );
    }

    // ---- Outputs

    output(i) {
        const { random } = this;
        const type = this.outputType(random.pick(OUTPUT_KINDS));
        const isAmount = ["number", "money"].includes(type.kind);
        const rounds = this.features.rounding === true && isAmount && random.chance(40);
        return {
            name: random.chance(10) ? `when${i}` : `o${i}`,
            type,
            otherwise: random.chance(40) ? this.expressions().literal(this.inFamily(type)) : undefined,
            rounded: rounds ? random.pick(MODES) : undefined,
        };
    }

    outputType(kind) {
        const { random } = this;
        switch (kind) {
            case "one of":
                return { kind, values: random.pick(CHOICES) };
            case "money":
                return {
                    kind,
                    currency: random.chance(40) ? this.fields.currency : undefined,
                };
            case "number":
                return { kind, whole: random.chance(40) };
            default:
                return { kind };
        }
    }

    inFamily(type) {
        return type.kind === "span" ? spanOf(this.random.pick(FAMILIES)) : type;
    }

    sets(expressions, percent) {
        const chosen = this.outputs.filter(() => this.random.chance(percent));
        return chosen.map(({ name, type }) => ({ output: name, expr: this.setValue(expressions, type) }));
    }

    // What does not fit for sure is an error; what may not fit is a fault: a number where a whole one is wanted, any
    // money.
    setValue(expressions, type) {
        const { random } = this;
        const depth = random.pick([0, 0, 0, 1, 1, 1, 2, 2]);
        const facts = type.whole ? expressions.readable(NUMBER) : [];
        if (facts.length > 0 && random.chance(30)) return expressions.read(random.pick(facts));
        return expressions.of(type.kind === "money" ? { kind: "money" } : this.inFamily(type), depth);
    }

    // ---- Rules and exclusions

    rule(i) {
        const { random, scope } = this;
        const expressions = this.expressions();
        const guard = random.chance(30) ? random.pick([...expressions.optionals(), ...scope.groups]) : undefined;
        const inner = guard ? expressions.guarding(guard.members ?? [guard.path]) : expressions;
        const when = guard
            ? this.guardedCondition(inner, guard)
            : random.chance(5)
              ? null
              : expressions.of(BOOL, random.between(1, 3));
        const name = random.chance(10) ? `z_${i}` : `r${i}`;
        return { name, outcome: random.pick(this.outcomes), when, sets: this.sets(inner, 50), ...this.reason() };
    }

    // What guards the values that the rule sets.
    guardedCondition(inner, guard) {
        const others = times(this.random.below(3), () => inner.of(BOOL, 2));
        const operands = this.random.shuffled([presenceOf(inner, guard, true), ...others]);
        return operands.length === 1
            ? operands[0]
            : node(BOOL, RANK.and, ...chained(operands, RANK.and, () => " and "));
    }

    exclusion(i, rules) {
        const { random } = this;
        const names = [...rules.map(({ name }) => name), ...this.outcomes];
        const targets = random.chance(30) ? ["all"] : random.some(names, random.between(1, 2));
        const when = random.chance(5) ? null : this.expressions().of(BOOL, random.between(1, 2));
        return { name: `x${i}`, targets, when, ...this.reason() };
    }

    // ---- Reasons

    reason() {
        const { random } = this;
        return {
            because: random.chance(60) ? times(random.between(1, 3), () => this.templatePart()) : undefined,
            cite: random.chance(40) ? random.pick(["Clause 1", '§ 2 "b"', ""]) : undefined,
        };
    }

    templatePart() {
        const { random, scope } = this;
        const facts = scope.facts.filter((fact) => !fact.private);
        const isCertain = ({ type, optional, inOptional }) => type.kind === "number" && !optional && !inOptional;
        const calls = this.features.functions === true ? facts.filter(isCertain) : [];
        const placeholders = [
            ...facts.map(({ path }) => path),
            ...scope.values.filter((value) => !value.private).map(({ name }) => name),
            ...calls.map(({ path }) => `${random.pick(["round", "abs"])}(${path})`),
        ];
        if (placeholders.length === 0 || random.chance(40)) return random.pick(WORDS);
        return { placeholder: random.pick(placeholders) };
    }
}
