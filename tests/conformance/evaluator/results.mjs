// What an expression comes to: a value (values.mjs), ABSENT, or an unknown with its causes.
//
// A cause is {missing: path} or {fault, text, at}; `at` is the path of a list's element, or undefined. Causes are kept
// in a Map under a key that is the same for the same cause.

export const ABSENT = { kind: "absent" };

export const isUnknown = (result) => result.kind === "unknown";
export const isTrue = (result) => result.kind === "bool" && result.value;
export const isFalse = (result) => result.kind === "bool" && !result.value;

const keyOf = (cause) => JSON.stringify([cause.missing, cause.fault, cause.text, cause.at]);

const unknownOf = (...causes) => ({ kind: "unknown", causes: new Map(causes.map((cause) => [keyOf(cause), cause])) });

export const missing = (path) => unknownOf({ missing: path });
export const fault = (kind, text, at) => unknownOf({ fault: kind, text, at });

// An unknown with the causes of all unknown operands. One that is absent stands where a guard that is false makes it
// not matter: it has no cause.
export function unknownFrom(operands) {
    const causes = new Map();
    for (const operand of operands)
        if (isUnknown(operand)) for (const [key, cause] of operand.causes) causes.set(key, cause);
    return { kind: "unknown", causes };
}

export const isValue = (result) => !isUnknown(result) && result !== ABSENT;

// ---- Three-valued logic (Kleene)

const bool = (value) => ({ kind: "bool", value });

export function and(results) {
    if (results.some(isFalse)) return bool(false);
    return results.every(isTrue) ? bool(true) : unknownFrom(results);
}

export function or(results) {
    if (results.some(isTrue)) return bool(true);
    return results.every(isFalse) ? bool(false) : unknownFrom(results);
}

export const not = (result) => (result.kind === "bool" ? bool(!result.value) : unknownFrom([result]));

// ---- Paths: `packages[2].price`

export const join = (path, name) => (path === "" ? name : name === "" ? path : `${path}.${name}`);

// Bytewise, but the indexes of lists as numbers.
export function comparePaths(a, b) {
    const [left, right] = [a, b].map((path) => path.split(/(?<=\[)(\d+)(?=\])/));
    for (let i = 0; i < Math.min(left.length, right.length); i++) {
        if (left[i] === right[i]) continue;
        return i % 2 === 1 ? Number(left[i]) - Number(right[i]) : compareBytes(left[i], right[i]);
    }
    return left.length - right.length;
}

export const compareBytes = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));
