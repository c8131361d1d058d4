// What the program and this evaluator say of the same policies and documents.
//
//   compareAll(cases) -> for each case {errors, isBroken} or {differences: [{index, expected, found}]}
//
// A case is {policy: text, params, documents: [{text, strict}]}. `expected` is this evaluator's answer, `found` the
// program's. `isBroken`: the policy is accepted by the checker alone, or by the compiler alone. Of refusals only the
// paths are compared, and of a text that is no JSON only that it is refused as a whole.
import { answer, readModel } from "./evaluator/model.mjs";
import { decide, dump } from "./tools.mjs";

export function compareAll(cases) {
    const models = dump(cases.map(({ policy }) => policy));
    const decided = decide(cases);
    return cases.map((each, i) => compareCase(each, models[i], decided[i]));
}

function compareCase({ params = {}, documents }, { model, errors }, { answers, errors: refused }) {
    if (errors !== undefined && refused !== undefined) return { errors };
    if (errors !== undefined || refused !== undefined) return { errors: errors ?? refused, isBroken: true };
    const read = readModel(model);
    const differences = [];
    documents.forEach(({ text, strict }, index) => {
        const expected = expectedAnswer(read, text, { strict, replaced: params });
        const found = answers[index];
        if (!agrees(expected, found))
            differences.push({ index, expected: expected.json ?? JSON.stringify(expected), found: foundText(found) });
    });
    return { differences };
}

function expectedAnswer(model, text, options) {
    try {
        return answer(model, Buffer.from(text), options);
    } catch (error) {
        return { failed: error.stack };
    }
}

const foundText = ({ kind, text }) => (kind === "decision" ? text : `${kind} ${text}`);

function agrees(expected, { kind, text }) {
    if (expected.limit) return kind === "limit";
    if (kind !== "decision" || expected.failed) return false;
    if (expected.json !== undefined) return expected.json === text;
    const decision = JSON.parse(text);
    if (decision.status !== "refused") return false;
    const paths = decision.refusals.map(({ path }) => path);
    return expected.broken ? paths.includes("") : paths.join("\n") === expected.refused.join("\n");
}
