// Compares the program with the second implementation over random policies and documents.
//
//   node run.mjs [--pairs N] [--seed S] [--features a,b] [--show N] [--properties]
//
// Prints `N pairs, P policies, D differences`. A difference is made as small as it gets and printed: the policy, the
// document, what is expected and what the program says. With --properties it checks what holds of every policy instead
// (properties.mjs), N times. Exit status 1 where something differs or does not hold.
import { parseArgs } from "node:util";

import { compareAll } from "./compare.mjs";
import { generateDocument, respelled } from "./generator/documents.mjs";
import { ALL_FEATURES, generatePolicy } from "./generator/generate.mjs";
import { replacement } from "./generator/literals.mjs";
import { policyText } from "./generator/policy_text.mjs";
import { checkProperties, describe } from "./properties.mjs";
import { Random } from "./generator/random.mjs";
import { caseOf, differs, shrink } from "./shrink.mjs";

const { values: options } = parseArgs({
    options: {
        pairs: { type: "string", default: "20000" },
        seed: { type: "string", default: "1" },
        features: { type: "string", default: Object.keys(ALL_FEATURES).join() },
        show: { type: "string", default: "3" },
        properties: { type: "boolean", default: false },
    },
});

const POLICIES_AT_ONCE = 100;
const DOCUMENTS = 20;
const SEEDS_APART = 1_000_000; // policies of one --seed are not those of the next

const features = Object.fromEntries(options.features.split(",").map((name) => [name, true]));
const firstSeed = Number(options.seed) * SEEDS_APART;
const wanted = Number(options.pairs);
let left = Number(options.show);

// ---- Pairs of a policy and a document

function generate(seed) {
    const random = new Random(seed);
    const policy = generatePolicy(random, features);
    const documents = Array.from({ length: DOCUMENTS }, () => {
        const document = generateDocument(random, policy);
        return { document, text: respelled(random, document), strict: random.chance(5) };
    });
    const replaced = random.chance(20) ? policy.params.filter(() => random.chance(70)) : [];
    const params = Object.fromEntries(replaced.map((param) => [param.name, replacement(random, param)]));
    return { policy, documents, params };
}

// The first difference that its document shows alone. Where none does, what came before it is needed, and nothing is made
// smaller.
function show(seed, generated, differences) {
    const alone = differences
        .flatMap(({ index }) => casesOf(generated, generated.documents[index]))
        .find((each) => differs(compareAll([caseOf(each)])[0]));
    if (!alone) {
        const [{ index, expected, found }] = differences;
        console.log(`--- seed ${seed}, after the documents before it\n${policyText(generated.policy)}`);
        const { text } = generated.documents[index];
        console.log(["--- facts", text, "--- expected", expected, "--- found", found, ""].join("\n"));
        return;
    }
    const small = shrink(alone);
    const shown = caseOf(small);
    const [difference] = compareAll([shown])[0].differences;
    console.log(
        [
            `--- seed ${seed}`,
            shown.policy,
            `--- ${optionsOf(small)}facts`,
            shown.documents[0].text,
            "--- expected",
            difference.expected,
            "--- found",
            difference.found,
            "",
        ].join("\n"),
    );
}

// As a tree, which can be made smaller; or as it was spelled.
const casesOf = ({ policy, params }, { document, strict, text }) =>
    [document, { text }].map((each) => ({ policy, document: each, strict, params }));

// As the command line takes them.
function optionsOf({ strict, params = {} }) {
    const replaced = Object.entries(params).map(([name, value]) => `--param ${name}=${JSON.stringify(value)} `);
    return `${strict ? "--strict " : ""}${replaced.join("")}`;
}

function showRefused(seed, { policy, params }, errors, isBroken) {
    const whole = { policy, params, document: { text: "{}" } };
    const small = isBroken ? shrink(whole, (found) => found.isBroken) : whole;
    const shown = isBroken ? compareAll([caseOf(small)])[0].errors : errors;
    console.log([`--- seed ${seed}`, caseOf(small).policy, "--- refused", shown, ""].join("\n"));
}

function comparePairs() {
    const count = { pairs: 0, policies: 0, differing: 0, refused: 0 };
    for (let seed = firstSeed; count.pairs < wanted; seed += POLICIES_AT_ONCE) {
        const enough = Math.min(POLICIES_AT_ONCE, Math.ceil((wanted - count.pairs) / DOCUMENTS));
        const cases = Array.from({ length: enough }, (_, i) => generate(seed + i));
        const compared = compareAll(cases.map((each) => ({ ...each, policy: policyText(each.policy) })));
        compared.forEach((found, i) => tally(count, seed + i, cases[i], found));
    }
    const refused = count.refused > 0 ? `, ${count.refused} policies refused` : "";
    console.log(`${count.pairs} pairs, ${count.policies} policies, ${count.differing} differences${refused}`);
    return count.differing + count.refused === 0;
}

function tally(count, seed, generated, { errors, isBroken, differences }) {
    count.policies++;
    count.pairs += DOCUMENTS;
    if (errors) {
        count.refused++;
        if (left-- > 0) showRefused(seed, generated, errors, isBroken);
        return;
    }
    count.differing += differences.length;
    if (differences.length > 0 && left-- > 0) show(seed, generated, differences);
}

// ---- Properties

function checkAll() {
    let checked = 0;
    let broken = 0;
    for (let seed = firstSeed; checked < wanted; seed += POLICIES_AT_ONCE) {
        const found = checkProperties(seed, features, POLICIES_AT_ONCE);
        checked += found.checked;
        broken += found.broken.length;
        for (const each of found.broken) if (left-- > 0) console.log(`${describe(each)}\n`);
    }
    console.log(`${checked} checks of properties, ${broken} broken`);
    return broken === 0;
}

process.exitCode = (options.properties ? checkAll() : comparePairs()) ? 0 : 1;
