// A decision as the program prints it: one line of JSON, a blank after each comma and colon.
import * as values from "./values.mjs";

// A value that is JSON already: numbers have more digits than JavaScript's.
class Raw {
    constructor(text) {
        this.text = text;
    }
}

export const valueAsJson = (value, zone) => new Raw(values.canonicalJson(value, zone));

export function render(node) {
    if (node instanceof Raw) return node.text;
    if (node === null || typeof node === "boolean" || typeof node === "number") return String(node);
    if (typeof node === "string") return values.jsonString(node);
    if (Array.isArray(node)) return `[${node.map(render).join(", ")}]`;
    const entries = node instanceof Map ? [...node] : Object.entries(node);
    return `{${entries.map(([key, value]) => `${values.jsonString(key)}: ${render(value)}`).join(", ")}}`;
}
