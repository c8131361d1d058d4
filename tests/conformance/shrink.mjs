// Makes a case that shows something as small as it gets while it shows it.
//
// A case here is {policy, document, strict, params}: policy and document as trees, as they were generated. Each round
// makes all cases that are one step smaller and has them compared at once; the first that still shows it is the next
// case.
import { compareAll } from "./compare.mjs";
import { documentText } from "./generator/documents.mjs";
import { node, policyText, RANK } from "./generator/policy_text.mjs";

const BATCH = 64;

export const caseOf = ({ policy, document, strict, params }) => ({
    policy: policyText(policy),
    params,
    documents: [{ text: documentText(document), strict }],
});

export const differs = ({ differences }) => differences !== undefined && differences.length > 0;

// `shows`: of what compareAll says of a case.
export function shrink(found, shows = differs) {
    for (let current = found; ;) {
        const next = firstThat(shows, smaller(current));
        if (next === null) return current;
        current = next;
    }
}

function firstThat(shows, candidates) {
    for (;;) {
        const batch = [];
        while (batch.length < BATCH) {
            const { value, done } = candidates.next();
            if (done) break;
            batch.push(value);
        }
        if (batch.length === 0) return null;
        const at = compareAll(batch.map(caseOf)).findIndex(shows);
        if (at >= 0) return batch[at];
    }
}

function* smaller(current) {
    yield* inMember(current, "policy", smallerPolicies);
    yield* inMember(current, "document", smallerDocuments);
    if (current.strict) yield { ...current, strict: false };
    if (current.params && Object.keys(current.params).length > 0) yield { ...current, params: {} };
}

// ---- Steps: what is left out, and a member or an element that is smaller in itself

function* inMember(item, key, smallerOf) {
    if (item[key] === undefined || item[key] === null) return;
    for (const value of smallerOf(item[key])) yield { ...item, [key]: value };
}

const withElement = (list, index, element) => list.map((each, i) => (i === index ? element : each));
const without = (list, first, count = 1) => list.filter((_, i) => i < first || i >= first + count);

function* inElements(list, smallerOf) {
    for (const [i, element] of list.entries())
        for (const value of smallerOf(element)) yield withElement(list, i, value);
}

function* shorter(list) {
    for (const i of list.keys()) yield without(list, i);
}

function* withoutMembers(item, ...keys) {
    for (const key of keys) if (item[key]) yield { ...item, [key]: undefined };
}

// ---- Policies

function* smallerPolicies(policy) {
    for (const kind of ["rules", "exclusions", "defines", "params", "facts"]) yield* inMember(policy, kind, shorter);
    for (const { name } of policy.outputs) yield withoutOutput(policy, name);
    yield* inMember(policy, "outcomes", shorter);
    yield* withoutMembers(policy, "timezone", "version");
    for (const kind of ["rules", "exclusions"])
        yield* inMember(policy, kind, (list) => inElements(list, smallerClauses));
    yield* inMember(policy, "otherwise", smallerClauses);
    yield* inMember(policy, "outputs", (list) =>
        inElements(list, (each) => withoutMembers(each, "otherwise", "rounded")),
    );
    yield* inMember(policy, "defines", (list) => inElements(list, (each) => inMember(each, "expr", smallerExprs)));
    yield* inMember(policy, "facts", smallerFields);
}

function withoutOutput(policy, name) {
    const unset = (clause) => ({ ...clause, sets: clause.sets.filter(({ output }) => output !== name) });
    const outputs = policy.outputs.filter((output) => output.name !== name);
    return { ...policy, outputs, rules: policy.rules.map(unset), otherwise: unset(policy.otherwise) };
}

function* smallerClauses(clause) {
    yield* withoutMembers(clause, "because", "cite");
    if (clause.targets?.length > 1) yield* inMember(clause, "targets", shorter);
    yield* inMember(clause, "sets", shorter);
    if (clause.when) yield { ...clause, when: null };
    yield* inMember(clause, "when", smallerExprs);
    yield* inMember(clause, "sets", (list) => inElements(list, (set) => inMember(set, "expr", smallerExprs)));
    yield* inMember(clause, "because", shorter);
}

function* smallerFields(fields) {
    for (const [i, field] of fields.entries()) {
        for (const value of withoutMembers(field, "key", "optional", "private")) yield withElement(fields, i, value);
    }
    const within = (list) => [...shorter(list), ...smallerFields(list)];
    yield* inElements(fields, (field) => inMember(field, "fields", within));
    yield* inElements(fields, (field) => inMember(field, "type", (type) => inMember(type, "fields", within)));
}

// ---- Expressions

const SIMPLEST = {
    bool: ["true", "false"],
    number: ["1"],
    text: ['"a"'],
    date: ["2024-02-29"],
    time: ["2024-02-29T12:00:00Z"],
    span: ["1 day", "1 month", "1 hour"],
    money: ["1 CNY"],
};

// An operand in place of the whole, a literal in place of it, an operand less, and the same with each operand.
function* smallerExprs(expr) {
    const operands = [...expr.parts.keys()].filter((i) => typeof expr.parts[i] !== "string");
    for (const i of operands) if (expr.parts[i].node.type.kind === expr.type.kind) yield expr.parts[i].node;
    if (operands.length > 0) {
        for (const text of SIMPLEST[expr.type.kind] ?? []) yield node(expr.type, RANK.primary, text);
    }
    // With the piece of text that parts it from its neighbour.
    if (operands.length > 1) {
        for (const i of operands) yield { ...expr, parts: without(expr.parts, i === operands[0] ? i : i - 1, 2) };
    }
    for (const i of operands) {
        for (const part of inMember(expr.parts[i], "node", smallerExprs))
            yield { ...expr, parts: withElement(expr.parts, i, part) };
    }
}

// ---- Documents

function* smallerDocuments(document) {
    for (const kind of ["members", "elements"]) yield* inMember(document, kind, shorter);
    yield* inMember(document, "members", (list) =>
        inElements(list, (each) => inMember(each, "node", smallerDocuments)),
    );
    yield* inMember(document, "elements", (list) => inElements(list, smallerDocuments));
    yield* inMember(document, "text", (text) => [...shorter([...text])].map((characters) => characters.join("")));
}
