// A generated policy as text.
//
// An expression is {rank, type, parts}: `parts` are pieces of text and operands {node, least}, which stand in
// parentheses where their rank is below `least`. The ranks are the grammar's, weakest first.

export const RANK = {
    expr: 0,
    or: 1,
    and: 2,
    not: 3,
    comparison: 4,
    sum: 5,
    product: 6,
    rate: 7,
    unary: 8,
    fallback: 9,
    primary: 10,
};

// node`${a}, ${b}` reads badly for ranks that differ; so parts are given one by one.
export function node(type, rank, ...parts) {
    return {
        type,
        rank,
        parts: parts.map((part) => (typeof part === "string" || part.node ? part : operand(part, RANK.expr))),
    };
}

export const operand = (child, least) => ({ node: child, least });

// `a, b`
export const listed = (nodes, separator = ", ") => nodes.flatMap((each, i) => (i === 0 ? [each] : [separator, each]));

// Operands of `and`, `or`, sums and products, which stand in parentheses below their rank.
export const chained = (nodes, rank, separator) =>
    nodes.flatMap((each, i) => (i === 0 ? [operand(each, rank)] : [separator(), operand(each, rank + 1)]));

export function exprText(expr) {
    return expr.parts
        .map((part) => {
            if (typeof part === "string") return part;
            const inner = exprText(part.node);
            return part.node.rank < part.least ? `(${inner})` : inner;
        })
        .join("");
}

export function quoted(string) {
    const escapes = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t" };
    return `"${string.replace(/["\\\n\t]/g, (character) => escapes[character])}"`;
}

// In a `because`, where a brace begins a placeholder.
export const template = (parts) =>
    quoted(
        parts
            .map((part) => (typeof part === "string" ? part.replace(/[{}]/g, "$&$&") : `{${part.placeholder}}`))
            .join(""),
    );

export function typeText(type) {
    switch (type.kind) {
        case "number":
            return type.whole ? "whole number" : "number";
        case "money":
            return type.currency ? `money in ${type.currency}` : "money";
        case "one of":
            return `one of ${type.values.map(quoted).join(", ")}`;
        case "time":
            return type.form && type.form !== "text" ? `time in unix ${type.form}` : "time";
        case "list":
            return type.fields
                ? `list of { ${type.fields.map(fieldText).join("  ")} }`
                : `list of ${typeText(type.element)}`;
        default:
            return type.kind;
    }
}

function fieldText(field) {
    const name = field.key === undefined ? field.name : `${field.name} as ${quoted(field.key)}`;
    if (field.fields)
        return `${name}${field.optional ? " optional" : ""} { ${field.fields.map(fieldText).join("  ")} }`;
    return `${name}: ${field.private ? "private " : ""}${field.optional ? "optional " : ""}${typeText(field.type)}`;
}

const clauses = ({ sets = [], because, cite }) => [
    ...sets.map(({ output, expr }) => `  set ${output} = ${exprText(expr)}`),
    ...(because ? [`  because ${template(because)}`] : []),
    ...(cite === undefined ? [] : [`  cite ${quoted(cite)}`]),
];

function outputText({ name, type, otherwise, rounded }) {
    const fallback = otherwise ? ` otherwise ${exprText(otherwise)}` : "";
    return `${name}: ${typeText(type)}${fallback}${rounded ? ` rounded ${rounded}` : ""}`;
}

function decideText({ outcomes, otherwise, outputs }) {
    return [
        "decide {",
        `  outcomes ${outcomes.join(" > ")}`,
        `  otherwise ${otherwise.outcome}`,
        ...clauses(otherwise),
        ...(outputs.length > 0 ? [`  outputs { ${outputs.map(outputText).join("  ")} }`] : []),
        "}",
    ].join("\n");
}

const block = (head, ...lines) => [`${head} {`, ...lines, "}"].join("\n");

// `order`: where each declaration goes; left out, they stand as they come.
export function policyText(policy, order = (items) => items) {
    return order([
        `policy ${policy.name}`,
        ...(policy.version === undefined ? [] : [`version ${quoted(policy.version)}`]),
        ...(policy.timezone === undefined ? [] : [`timezone ${quoted(policy.timezone)}`]),
        ...policy.facts.map((field) => `facts { ${fieldText(field)} }`),
        decideText(policy),
        ...policy.params.map(({ name, value }) => `param ${name} = ${exprText(value)}`),
        ...policy.defines.map(({ name, expr }) => `define ${name} = ${exprText(expr)}`),
        ...policy.rules.map((rule) =>
            block(
                `rule ${rule.name}`,
                `  ${rule.outcome} ${rule.when ? `when ${exprText(rule.when)}` : "always"}`,
                ...clauses(rule),
            ),
        ),
        ...policy.exclusions.map((exclusion) =>
            block(
                `exclude ${exclusion.name} from ${exclusion.targets.join(", ")}`,
                ...(exclusion.when ? [`  when ${exprText(exclusion.when)}`] : []),
                ...clauses(exclusion),
            ),
        ),
    ]).join("\n");
}
