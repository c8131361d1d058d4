// A document of facts, read as the policy declares them.
//
//   readFacts(root, bytes, strict) -> {record} or {refusals: [{path}], broken} or {limit}
//
// A record is what the document, or an element of a list, holds: {path, facts, groups}, both Maps by the index that the
// model gives each fact and each group. A fact is a result: a value, ABSENT, or unknown for the reason that it is
// missing; a group is true, false, or unknown. The elements of a list are records. `broken`: the text is no JSON.
import { instantInRange, parseDay, parseInstant } from "./calendar.mjs";
import { parse } from "./json.mjs";
import * as numbers from "./numbers.mjs";
import { ABSENT, comparePaths, join, missing } from "./results.mjs";
import * as values from "./values.mjs";

const REFUSALS_MOST = 100;
const TEXT_BYTES_MOST = 65536;
const NOTHING = { type: "null" };

export function readFacts(root, bytes, strict = false) {
    const { root: document, syntaxError, tooManyKeys } = parse(bytes);
    if (tooManyKeys) return { limit: true };
    if (syntaxError) return { refusals: [{ path: "" }], broken: true };
    const reader = new Reader(strict);
    const record = reader.record(root, document, "");
    const refusals = reader.refusals.sort((a, b) => comparePaths(a.path, b.path)).slice(0, REFUSALS_MOST);
    return refusals.length > 0 ? { refusals } : { record };
}

class Reader {
    constructor(strict) {
        this.strict = strict;
        this.refusals = [];
    }

    refuse(path) {
        this.refusals.push({ path });
        return ABSENT;
    }

    // The document, or an element of a list.
    record(root, node, path) {
        const record = { path, facts: new Map(), groups: new Map() };
        const [only] = root.facts;
        if (only?.name === "") this.fact(record, only, node, path);
        else this.group(record, root, node, path);
        return record;
    }

    group(record, group, node, path) {
        record.groups.set(group.index, { kind: "bool", value: true });
        const read = new Set();
        const declared = new Map([...group.facts, ...group.groups].map((field) => [field.key, field]));
        for (const { name, value } of this.members(node, path, declared)) {
            const field = declared.get(name);
            read.add(field);
            if (field.type) this.fact(record, field, value, join(path, field.name));
            else if (value.type === "null") this.withoutGroup(record, field, path);
            else this.group(record, field, value, join(path, field.name));
        }
        for (const fact of group.facts) if (!read.has(fact)) this.withoutFact(record, fact, join(path, fact.name));
        for (const inner of group.groups) if (!read.has(inner)) this.withoutGroup(record, inner, path);
    }

    // The members that are declared, each once; the others are looked through.
    members(node, path, declared) {
        if (node.type !== "object") {
            this.refuseWhole(node, path);
            return [];
        }
        const found = [];
        for (const { key, bad, repeated, value } of node.members) {
            const name = declared.get(key)?.name ?? key;
            const keyPath = path === "" ? name : `${path}.${name}`;
            if (bad || repeated) this.refuse(keyPath);
            if (declared.has(key) && !bad && !repeated) {
                found.push({ name: key, value });
                continue;
            }
            if (this.strict && !declared.has(key)) this.refuse(keyPath);
            this.lookThrough(value, keyPath);
        }
        return found;
    }

    withoutFact(record, fact, path) {
        record.facts.set(fact.index, fact.optional ? ABSENT : missing(path));
    }

    // An optional group that is not there makes all that is in it absent; any other makes it unknown.
    withoutGroup(record, group, path) {
        this.fill(record, group, join(path, group.name), group.optional);
    }

    fill(record, group, path, absent) {
        record.groups.set(group.index, absent ? { kind: "bool", value: false } : missing(path));
        for (const fact of group.facts) record.facts.set(fact.index, absent ? ABSENT : missing(join(path, fact.name)));
        for (const inner of group.groups) this.fill(record, inner, join(path, inner.name), absent);
    }

    fact(record, fact, node, path) {
        if (node.type === "null") this.withoutFact(record, fact, path);
        else record.facts.set(fact.index, this.value(fact.type, node, path));
    }

    value(type, node, path) {
        if (type.kind === "list") return this.list(type, node, path);
        if (type.kind === "money" && node.type === "object") return this.moneyObject(type, node, path);
        const value = node.type === "string" && node.bad ? null : scalar(type, node);
        if (value !== null) return value;
        return this.refuseWhole(node, path);
    }

    list(type, node, path) {
        if (node.type !== "array") return this.refuseWhole(node, path);
        const elements = node.elements.map((element, i) => {
            const elementPath = `${path}[${i}]`;
            return element.type === "null" ? this.refuse(elementPath) : this.record(type.record, element, elementPath);
        });
        return { kind: "list", elements };
    }

    moneyObject(type, node, path) {
        const parts = new Map([
            ["amount", { name: "amount" }],
            ["currency", { name: "currency" }],
        ]);
        const found = new Map(this.members(node, path, parts).map(({ name, value }) => [name, value]));
        const amount = found.get("amount");
        const currency = found.get("currency");
        const value = amount && !amount.bad ? amountOf(amount) : null;
        if (value === null) this.refuseWhole(amount ?? NOTHING, `${path}.amount`);
        const fits =
            currency?.type === "string" &&
            !currency.bad &&
            values.MINOR_DIGITS.has(currency.value) &&
            (type.currency === undefined || type.currency === currency.value);
        if (!fits) this.refuseWhole(currency ?? NOTHING, `${path}.currency`);
        return value !== null && fits ? values.money(value, currency.value) : ABSENT;
    }

    // What is of another type, and then all that is in it.
    refuseWhole(node, path) {
        this.refuse(path);
        if (node.type !== "string") this.lookThrough(node, path, path === "");
        return ABSENT;
    }

    // What nobody declared still has to be strict JSON. Its keys may be empty, so that a path may be, too.
    lookThrough(node, path, isRoot = false) {
        if (node.type === "string" && node.bad) this.refuse(path);
        if (node.type === "array") node.elements.forEach((element, i) => this.lookThrough(element, `${path}[${i}]`));
        if (node.type !== "object") return;
        for (const { key, bad, repeated, value } of node.members) {
            const keyPath = isRoot ? key : `${path}.${key}`;
            if (bad || repeated) this.refuse(keyPath);
            this.lookThrough(value, keyPath);
        }
    }
}

// A rational, or null.
function amountOf(node) {
    if (node.type === "number") return values.parseJsonNumber(node.text);
    return node.type === "string" ? values.parseNumberText(node.value) : null;
}

function numberOf(node, whole) {
    const value = amountOf(node);
    return value === null || (whole && !numbers.isWhole(value)) ? null : value;
}

// null: not what the type takes.
function scalar(type, node) {
    const written = node.type === "string" ? node.value : null;
    const wrap = (kind, name, value) => (value === null ? null : { kind, [name]: value });
    switch (type.kind) {
        case "bool":
            return node.type === "true" || node.type === "false" ? values.bool(node.type === "true") : null;
        case "number": {
            const value = numberOf(node, type.whole);
            return value === null ? null : values.number(value);
        }
        case "money":
            return moneyOf(type, node);
        case "text":
            return written !== null && Buffer.byteLength(written) <= TEXT_BYTES_MOST ? values.text(written) : null;
        case "one of":
            return written !== null && type.values.includes(written) ? values.text(written) : null;
        case "date":
            return written === null ? null : wrap("date", "day", parseDay(written));
        case "time":
            return wrap("time", "instant", type.form === "text" ? rfc3339(written) : unixTime(type, node));
        case "span":
            return written === null ? null : values.parseSpanText(written);
        default:
            throw new Error(`no type of facts: ${type.kind}`);
    }
}

function moneyOf(type, node) {
    const value = node.type === "string" ? values.parseMoneyText(node.value) : null;
    if (value) return type.currency === undefined || type.currency === value.currency ? value : null;
    const bare = type.currency === undefined ? null : amountOf(node);
    return bare === null ? null : values.money(bare, type.currency);
}

const rfc3339 = (written) => (written === null ? null : parseInstant(written));

function unixTime(type, node) {
    const value = numberOf(node, true);
    return value === null ? null : instantInRange(value.p * (type.form === "seconds" ? 10n ** 9n : 10n ** 6n));
}
