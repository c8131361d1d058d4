// Random expressions of a given type, such that the checker takes them.
//
// The scope says what may be read: {facts, groups, lists, values, guarded, elements, timezone, features, currency,
// otherCurrency, family, noFraction}. `facts` are {path, type, optional, inOptional, private}, of the document and of
// the elements in scope; one that may be absent is read bare only where `guarded` has its path. `values` are params and
// defines, {name, type}. `noFraction`: where no quotient may stand.
//
// What makes expressions of one kind is a function of an Expressions; it may give null, and then a leaf stands there.
import { amounts, dates, numbers, spans, texts, times } from "./arithmetic.mjs";
import { conditions, presenceOf } from "./conditions.mjs";
import { extremeOfList } from "./lists.mjs";
import { literal } from "./literals.mjs";
import { node, operand, RANK } from "./policy_text.mjs";
import { BOOL, fits, ofChoice } from "./types.mjs";

const OF_KIND = {
    bool: conditions,
    number: numbers,
    money: amounts,
    text: texts,
    "one of": () => [],
    date: dates,
    time: times,
    span: spans,
};

const ORDERED = ["number", "money", "date", "time", "span"];

export class Expressions {
    constructor(random, scope) {
        this.random = random;
        this.scope = scope;
    }

    within(changes) {
        return new Expressions(this.random, { ...this.scope, ...changes });
    }

    guarding(paths) {
        return this.within({ guarded: new Set([...this.scope.guarded, ...paths]) });
    }

    has(feature) {
        return this.scope.features[feature] === true;
    }

    hasLists() {
        return this.has("lists") && this.scope.lists.length > 0;
    }

    fits(has, wants) {
        return fits(has, wants, this.scope);
    }

    // ---- Leaves

    isReadable(fact) {
        return !(fact.optional || fact.inOptional) || this.scope.guarded.has(fact.path);
    }

    readable(type) {
        return this.scope.facts.filter((fact) => this.fits(fact.type, type) && this.isReadable(fact));
    }

    readableLists() {
        return this.scope.lists.filter((list) => this.isReadable(list));
    }

    optionals(test = () => true) {
        return this.scope.facts.filter((fact) => fact.optional && test(fact));
    }

    read(fact) {
        return node(fact.type, RANK.primary, fact.path);
    }

    // With a currency, or a family.
    literalType(type) {
        if (type.kind === "money") return { ...type, currency: type.currency ?? this.scope.currency };
        return type.family === "any" ? { ...type, family: this.scope.family } : type;
    }

    literal(type) {
        return literal(this.random, this.literalType(type));
    }

    leaf(type) {
        const { random, scope } = this;
        const facts = this.readable(type);
        const named = scope.values.filter(
            (value) => this.fits(value.type, type) && !(scope.noFraction && value.type.fraction),
        );
        switch (
            random.weighted([
                [facts.length > 0 ? 8 : 0, "fact"],
                [named.length > 0 ? 3 : 0, "value"],
                [facts.length > 0 ? 1 : 2, "literal"],
            ])
        ) {
            case "fact":
                return this.read(random.pick(facts));
            case "value": {
                const value = random.pick(named);
                return node(value.type, RANK.primary, value.name);
            }
            default:
                return this.literal(type);
        }
    }

    // ---- Of any depth

    of(type, depth) {
        if (depth <= 0) return this.leaf(type);
        const options = [
            [3, () => this.leaf(type)],
            ...this.shared(type, depth - 1),
            ...OF_KIND[type.kind](this, type, depth - 1),
        ];
        return this.random.weighted(options)() ?? this.leaf(type);
    }

    // What there is of every type. A choice between texts may be known to be one of these, which any literal is not.
    shared(type, depth) {
        const chooses = this.has("choice") && type.kind !== "one of" && !type.plain;
        return [
            [chooses ? 2 : 0, () => this.choice(type, depth)],
            [2, () => this.otherwise(type, depth)],
            [this.hasLists() && ORDERED.includes(type.kind) ? 1 : 0, () => extremeOfList(this, type, depth)],
        ];
    }

    choice(type, depth) {
        const guard = this.random.chance(40) ? this.random.pick(this.optionals()) : undefined;
        const condition = guard ? presenceOf(this, guard, true) : this.of(BOOL, depth);
        const yes = (guard ? this.guarding([guard.path]) : this).of(type, depth);
        const no = this.of(type, depth);
        return node(ofChoice(type, yes, no), RANK.expr, "if ", condition, " then ", yes, " else ", no);
    }

    // What answers in place of an absent fact is there.
    otherwise(type, depth) {
        const fact = this.random.pick(this.optionals((optional) => this.fits(optional.type, type)));
        if (!fact) return null;
        const inner = this.within({ guarded: new Set() });
        const isOneOf = type.kind === "one of" || fact.type.kind === "one of";
        const fallback = isOneOf ? inner.leaf(type) : inner.of(type, depth);
        return node(
            ofChoice(type, this.read(fact), fallback),
            RANK.fallback,
            operand(this.read(fact), RANK.primary),
            " otherwise ",
            operand(fallback, RANK.fallback),
        );
    }

    // A type to compare things of, of which there are facts, where there are any.
    comparable(ordered) {
        const { random, scope } = this;
        const kinds = ordered ? ORDERED : ["bool", "text", "one of", "number"];
        const facts = scope.facts.filter(({ type }) => kinds.includes(type.kind));
        if (facts.length === 0 || random.chance(10)) return { kind: ordered ? "number" : "bool" };
        const { type } = random.pick(facts);
        switch (type.kind) {
            case "number":
            case "time":
                return { kind: type.kind };
            case "text":
                return { kind: "text", plain: true };
            default:
                return type;
        }
    }
}
