// Random declarations of facts, and what expressions may read of them.
import { CURRENCIES, FAMILIES } from "./literals.mjs";

export const CHOICES = [["a", "b", "abc"], ["b", "xyz"], ["monday", "tuesday", "a"], ["a"]];

const NAMES = ["when", "price", "value", "count", "at", "kind", "rule", "of", "x1", "is", "total"];
const KINDS = { bool: 4, number: 5, money: 5, text: 3, "one of": 4, date: 3, time: 4, span: 3 };
const DEPTH_MOST = 3;

export class Fields {
    constructor(random, features) {
        this.random = random;
        this.features = features;
        [this.currency, this.otherCurrency] = random.some(CURRENCIES, 2);
        this.family = random.pick(FAMILIES); // of spans whose family is not known
    }

    // ---- Declarations

    generate(prefix, count, depth) {
        return Array.from({ length: count }, (_, i) => this.field(prefix, i, depth));
    }

    field(prefix, i, depth) {
        const { random } = this;
        const isInner = depth > 0;
        const name = isInner && random.chance(20) ? `${random.pick(NAMES)}${i}` : `${prefix}${i}`;
        const key = random.chance(10) ? `${name} "Key" é` : undefined;
        if (depth >= DEPTH_MOST || !random.chance(isInner ? 15 : 30)) {
            return { name, key, optional: random.chance(35), private: random.chance(7), type: this.type(depth) };
        }
        const optional = this.features.optionalGroups === true && random.chance(40);
        return {
            name: isInner ? name : `g${i}`,
            key,
            optional,
            fields: this.generate(prefix, random.between(1, 3), depth + 1),
        };
    }

    type(depth) {
        const { random, currency, otherCurrency } = this;
        const kind = random.key({ ...KINDS, list: this.features.lists && depth < DEPTH_MOST ? 9 : 0 });
        switch (kind) {
            case "number":
                return { kind, whole: random.chance(40) };
            case "money": {
                const declared = random.chance(50)
                    ? undefined
                    : random.pick([currency, currency, currency, otherCurrency]);
                return { kind, currency: declared, likely: [currency, currency, currency, currency, otherCurrency] };
            }
            case "one of":
                return { kind, values: random.pick(CHOICES) };
            case "time":
                return {
                    kind,
                    form: random.key({ text: 6, seconds: 1, milliseconds: 1 }),
                };
            case "list":
                return this.list(depth);
            default:
                return { kind };
        }
    }

    list(depth) {
        const { random } = this;
        if (random.chance(30)) return { kind: "list", element: this.type(depth + 1) };
        return { kind: "list", fields: this.generate("x", random.between(1, 3), Math.max(depth, 1) + 1) };
    }
}

// ---- What is read: {facts, groups, lists}, see expressions.mjs and lists.mjs

const nothing = () => ({ facts: [], groups: [], lists: [] });

// `inOptional`: the innermost optional group that the fields are in.
export function readableOf(fields, prefix = "", inOptional = undefined) {
    const found = nothing();
    for (const field of fields) {
        const path = prefix === "" ? field.name : `${prefix}.${field.name}`;
        if (field.type) addFact(found, field, path, inOptional);
        else addGroup(found, field, path, inOptional);
    }
    return found;
}

function addFact(found, { type, optional, private: isPrivate }, path, inOptional) {
    const fact = { path, type: typeRead(type), optional, private: isPrivate, inOptional };
    if (type.kind === "list") found.lists.push({ ...fact, ...elementsOf(type) });
    else found.facts.push(fact);
}

// An optional group that is present guards the required fields that are its own: `members`.
function addGroup(found, group, path, inOptional) {
    const inner = readableOf(group.fields, path, group.optional ? path : inOptional);
    for (const kind of ["facts", "groups", "lists"]) found[kind].push(...inner[kind]);
    if (!group.optional) return;
    const own = [...inner.facts, ...inner.lists].filter((fact) => !fact.optional && fact.inOptional === path);
    found.groups.push({ path, members: own.map((fact) => fact.path) });
}

function elementsOf(type) {
    if (type.fields) return { elements: (name) => readableOf(type.fields, name) };
    const elements = (name) => {
        const found = nothing();
        addFact(found, { type: type.element }, name);
        return found;
    };
    return { elements, scalar: type.element.kind === "list" ? undefined : typeRead(type.element) };
}

// As expressions see it.
function typeRead(type) {
    switch (type.kind) {
        case "span":
            return { kind: "span", family: "any" };
        case "number":
            return type.whole ? { kind: "number", whole: true } : { kind: "number" };
        case "money":
            return { kind: "money", currency: type.currency };
        default:
            return type;
    }
}
