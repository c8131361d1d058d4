// The checked model of a policy, as the dump prints it, and what the program would say of one document.
import { decide } from "./decide.mjs";
import { readFacts } from "./facts.mjs";
import { Evaluator } from "./evaluate.mjs";
import { render, valueAsJson } from "./render.mjs";
import { compareBytes, join } from "./results.mjs";
import { parseLiteral, text } from "./values.mjs";
import { zoneNamed } from "./calendar.mjs";

// Adds `fields`: each fact by its index, each group under "group INDEX", with its path within its record.
// All that is in a private list is private.
export function readModel(dumped) {
    const model = JSON.parse(dumped);
    model.fields = new Map();
    const visit = (group, path, isPrivate) => {
        model.fields.set(`group ${group.index}`, { localPath: path, private: isPrivate });
        for (const fact of group.facts) {
            const field = { ...fact, localPath: join(path, fact.name), private: isPrivate || fact.private === true };
            model.fields.set(fact.index, field);
            if (fact.type.record) visit(fact.type.record, "", field.private);
        }
        for (const inner of group.groups) visit(inner, join(path, inner.name), isPrivate);
    };
    visit(model.root, "", false);
    return model;
}

// `replaced`: {name: value as written in the policy, text without quotes}.
//
//   {json}, or {refused: [paths], broken} or {limit}
export function answer(model, document, { strict = false, replaced = {} } = {}) {
    const { record, refusals, broken, limit } = readFacts(model.root, document, strict);
    if (limit) return { limit };
    if (refusals) return { refused: refusals.map(({ path }) => path), broken: broken === true };
    const params = paramsOf(model, replaced);
    const names = Object.keys(replaced).sort(compareBytes);
    const zone = zoneNamed(model.timezone);
    return {
        json: render({
            policy: model.name,
            version: model.version === "" ? null : model.version,
            ...(names.length === 0
                ? {}
                : { params: new Map(names.map((name) => [name, valueAsJson(params.get(name), zone)])) }),
            ...decide(model, record, params),
        }),
    };
}

function paramsOf(model, replaced) {
    const evaluator = new Evaluator({ ...model, defines: [] }, null, null);
    return new Map(
        model.params.map(({ name, value, type }) => [
            name,
            name in replaced ? written(type.kind, replaced[name]) : evaluator.evaluate(value),
        ]),
    );
}

function written(kind, value) {
    if (kind === "text") return text(value);
    if (kind === "bool") return { kind, value: value === "true" };
    const literal = parseLiteral(kind, value.replace(/^-\s*/, ""));
    return value.startsWith("-")
        ? new Evaluator({ timezone: "", defines: [] }, null, null).computed({ kind: "negate" }, new Map(), [literal])
        : literal;
}
