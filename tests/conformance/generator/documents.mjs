// Random documents for a generated policy.
//
// A document is a tree of {members: [{key, node}]}, {elements: [node]} and {raw: the JSON text of a scalar}, so that it
// can be cut down, and completed; or {text} where it is no JSON on purpose.
import { rightValue, undeclaredValue, wrongValue } from "./literals.mjs";

// How likely it is that a field is left out, is null, or does not fit, in percent.
const MANNERS = {
    right: { missing: 0, isNull: 0, wrong: 0 },
    partial: { missing: 15, isNull: 4, wrong: 0 },
    sparse: { missing: 50, isNull: 10, wrong: 0 },
    wrong: { missing: 5, isNull: 5, wrong: 8 },
};
const OPTIONAL_MISSING = 35;
const LENGTHS = { 0: 40, 1: 80, 2: 80, 3: 40, 12: 18, 120: 2 }; // of lists

export function generateDocument(random, policy) {
    const manner = random.key({ right: 6, partial: 8, sparse: 3, wrong: 2, hostile: 1 });
    if (manner !== "hostile") return new Documents(random, MANNERS[manner]).object(policy.facts);
    return { text: damaged(random, documentText(new Documents(random, MANNERS.partial).object(policy.facts))) };
}

// One in which nothing is missing, but optional facts may be absent.
export const completeDocument = (random, policy) => new Documents(random, MANNERS.right).object(policy.facts);

class Documents {
    constructor(random, manner) {
        this.random = random;
        this.manner = manner;
    }

    object(fields) {
        const members = fields.flatMap((field) => this.members(field));
        if (this.random.chance(10)) {
            members.push({
                key: this.random.pick(["undeclared", "note", "", "a.b"]),
                node: { raw: undeclaredValue(this.random) },
            });
        }
        return { members: this.random.shuffled(members) };
    }

    // One, none, or sometimes the same twice.
    members(field) {
        const { random, manner } = this;
        const key = field.key ?? field.name;
        if (random.chance(field.optional ? Math.max(manner.missing, OPTIONAL_MISSING) : manner.missing)) return [];
        const member = {
            key,
            node: random.chance(manner.isNull) ? { raw: "null" } : this.rightOrWrong(() => this.field(field)),
        };
        return manner.wrong > 0 && random.chance(2) ? [member, member] : [member];
    }

    rightOrWrong(right) {
        return this.random.chance(this.manner.wrong) ? { raw: wrongValue(this.random) } : right();
    }

    field(field) {
        return field.type ? this.value(field.type) : this.object(field.fields);
    }

    value(type) {
        if (type.kind !== "list") return { raw: rightValue(this.random, type) };
        const count = Number(this.random.key(LENGTHS));
        const element = () => (type.fields ? this.object(type.fields) : this.value(type.element));
        return { elements: Array.from({ length: count }, () => this.rightOrWrong(element)) };
    }
}

// ---- As text

const member = ({ key, node }, text) => `${JSON.stringify(key)}: ${text(node)}`;

export function documentText(node) {
    if (node.text !== undefined) return node.text;
    if (node.raw !== undefined) return node.raw;
    if (node.elements) return `[${node.elements.map(documentText).join(", ")}]`;
    return `{${node.members.map((each) => member(each, documentText)).join(", ")}}`;
}

// The same document with its members in another order, other blanks, and some letters of keys escaped.
export function respelled(random, node) {
    if (node.raw !== undefined || node.text !== undefined) return documentText(node);
    const blank = () => random.pick(["", "", " ", "\n\t"]);
    const list = (open, parts, close) => `${open}${blank()}${parts.join(`${blank()},${blank()}`)}${blank()}${close}`;
    if (node.elements)
        return list(
            "[",
            node.elements.map((element) => respelled(random, element)),
            "]",
        );
    const letter = (character) => (random.chance(3) ? escaped(character) : character);
    const parts = random
        .shuffled(node.members)
        .map((each) =>
            [
                JSON.stringify(each.key).replace(/[a-z]/g, letter),
                blank(),
                ":",
                blank(),
                respelled(random, each.node),
            ].join(""),
        );
    return list("{", parts, "}");
}

const escaped = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

const STRAY = ["{", "}", "[", "]", ",", ":", '"', "\\", "0", "\u0000", "\ufeff", "-", "e"];
const WHOLE_TEXTS = ["", "null", "[]", "5", "\ufeff{}", "{}", "tru", '"x"'];

function damaged(random, text) {
    const at = random.below(text.length + 1);
    switch (random.below(7)) {
        case 0:
            return text.slice(0, at);
        case 1:
            return text.slice(0, at) + random.pick(STRAY) + text.slice(at);
        case 2:
            return text.slice(0, at) + text.slice(at + 1);
        case 3:
            return text + random.pick(["x", "{}", ",", "\u0000", " \n"]);
        case 4:
            return nested(random.between(62, 66));
        case 5:
            return random.pick(WHOLE_TEXTS);
        default:
            return text.replace(/"([a-z])/, (_, letter) => `"${escaped(letter)}`);
    }
}

const nested = (depth) => `${'{"undeclared": '.repeat(depth)}1${"}".repeat(depth)}`;

// ---- Documents in part: required facts that are withheld, and given again

const memberOf = (object, field) => object?.members?.find(({ key }) => key === (field.key ?? field.name));

// Without some of the facts and groups that are not optional.
export function withhold(random, fields, object, percent) {
    const fieldOf = new Map(fields.map((field) => [field.key ?? field.name, field]));
    const members = object.members.flatMap(({ key, node }) => {
        const field = fieldOf.get(key);
        if (field && !field.optional && random.chance(percent)) return [];
        return [{ key, node: field ? withheldWithin(random, field, node, percent) : node }];
    });
    return { members };
}

function withheldWithin(random, field, node, percent) {
    if (field.fields) return withhold(random, field.fields, node, percent);
    if (!field.type.fields) return node;
    return { elements: node.elements.map((element) => withhold(random, field.type.fields, element, percent)) };
}

// Of the required facts that are left out of a group that is there.
export function withheldPaths(fields, whole, part, prefix = "") {
    return fields.flatMap((field) => {
        const path = prefix === "" ? field.name : `${prefix}.${field.name}`;
        const [had, has] = [memberOf(whole, field), memberOf(part, field)];
        if (!had) return [];
        if (!has) return field.fields ? [] : [path];
        if (field.fields) return withheldPaths(field.fields, had.node, has.node, path);
        if (!field.type.fields) return [];
        return has.node.elements.flatMap((element, i) =>
            withheldPaths(field.type.fields, had.node.elements[i], element, `${path}[${i}]`),
        );
    });
}

// `part` with what `whole` has under a path; groups on the way are opened, unless `whole` has none.
export const give = (fields, part, whole, path) =>
    giveMember(
        fields,
        part,
        whole,
        path.split(/\.|\[|\]\.?/).filter((segment) => segment !== ""),
    );

function giveMember(fields, part, whole, [name, ...rest]) {
    const field = fields.find((each) => each.name === name);
    const [had, has] = [memberOf(whole, field), memberOf(part, field)];
    if (!had) return part;
    const node = rest.length === 0 ? had.node : giveWithin(field, has?.node, had.node, rest);
    return { members: [...part.members.filter((each) => each !== has), { key: had.key, node }] };
}

function giveWithin(field, part, whole, rest) {
    if (field.fields) return giveMember(field.fields, part ?? { members: [] }, whole, rest);
    const index = Number(rest[0]);
    const element = giveMember(field.type.fields, part.elements[index], whole.elements[index], rest.slice(1));
    return { elements: part.elements.map((each, i) => (i === index ? element : each)) };
}
