// What holds of every policy and every document, whatever is decided:
//
//   order      moving the declarations about changes no byte of a decision
//   given      a missing fact that is given changes nothing that was settled
//   asked      what is listed as missing is, once it is all given, not asked for again
//   settled    and then the outcome is settled; not where a list is missing, whose elements may ask for more
//   unasked    a missing fact that is not listed changes nothing when it is given
//   printed    an expression that is printed and parsed again is the same tree
//
//   checkProperties(seed, features, policies) -> {checked, broken: [{property, policy, documents, answers}]}
//
// A complete document is made, some of its required facts are withheld, and then they are given back.
import { completeDocument, documentText, give, withheldPaths, withhold } from "./generator/documents.mjs";
import { generatePolicy } from "./generator/generate.mjs";
import { node, policyText, RANK } from "./generator/policy_text.mjs";
import { Random } from "./generator/random.mjs";
import { decide, dump } from "./tools.mjs";

const DOCUMENTS = 10;
const WITHHELD = [0, 8, 20, 40, 70]; // percent

export function checkProperties(seed, features, policies) {
    const subjects = Array.from({ length: policies }, (_, i) => new Subject(new Random(seed + i), features));
    const first = decide(subjects.map((subject) => subject.firstJob()));
    subjects.forEach((subject, i) => subject.readFirst(first[i]));
    const second = decide(subjects.map((subject) => subject.secondJob()));
    subjects.forEach((subject, i) => subject.readSecond(second[i]));
    const checked = subjects.reduce((sum, subject) => sum + subject.checked, subjects.length);
    return { checked, broken: [...subjects.flatMap(({ broken }) => broken), ...checkPrinting(subjects)] };
}

export const describe = ({ property, policy, documents, answers }) =>
    [
        `--- broken: ${property}`,
        policy,
        ...documents.flatMap((text) => ["--- facts", text]),
        ...answers.flatMap((text) => ["--- answer", text]),
    ].join("\n");

// A policy with documents that are complete, and with parts of them.
class Subject {
    constructor(random, features) {
        this.random = random;
        this.policy = generatePolicy(random, features);
        this.text = policyText(this.policy);
        this.pairs = Array.from({ length: DOCUMENTS }, () => this.pair());
        this.broken = [];
        this.checked = 0;
    }

    pair() {
        const whole = completeDocument(this.random, this.policy);
        return { whole, part: withhold(this.random, this.policy.facts, whole, this.random.pick(WITHHELD)) };
    }

    // ---- First the complete documents and their parts

    firstJob() {
        const documents = this.pairs.flatMap(({ whole, part }) => [whole, part]);
        return { policy: this.text, documents: documents.map(asDocument) };
    }

    readFirst({ answers, errors }) {
        this.errors = errors;
        if (errors) return;
        for (const [i, pair] of this.pairs.entries()) {
            const whole = answers[2 * i].text;
            pair.answer = answers[2 * i + 1].text;
            this.check(
                "given",
                pair,
                pair.whole,
                whole,
                keepsWhatWasSettled(JSON.parse(pair.answer), JSON.parse(whole)),
            );
        }
    }

    // ---- Then the parts again, in another order of declarations, and with some of what they lack

    secondJob() {
        this.plans = this.errors ? [] : this.pairs.flatMap((pair) => this.plansFor(pair));
        const policy = policyText(this.policy, (items) => this.random.shuffled(items));
        return { policy, documents: this.plans.map(({ document }) => asDocument(document)) };
    }

    plansFor(pair) {
        const { facts } = this.policy;
        const { status, missing = [] } = JSON.parse(pair.answer);
        const giving = (paths) => paths.reduce((part, path) => give(facts, part, pair.whole, path), pair.part);
        const plans = [{ property: "order", pair, document: pair.part, holds: (answer) => answer === pair.answer }];
        if (missing.length > 0 && missing.every((path) => typeof path === "string")) {
            const holds = (answer) => asksAnew(JSON.parse(answer), missing);
            plans.push({ property: "asked", pair, document: giving(missing), holds });
            if (!this.text.includes("list of"))
                plans.push({ property: "settled", pair, document: giving(missing), holds: isSettled });
        }
        const others = withheldPaths(facts, pair.whole, pair.part).filter((path) => !missing.includes(path));
        if (status === "undecided" && others.length > 0) {
            const holds = (answer) => asksTheSame(JSON.parse(answer), JSON.parse(pair.answer));
            plans.push({ property: "unasked", pair, document: giving([this.random.pick(others)]), holds });
        }
        return plans;
    }

    readSecond({ answers, errors }) {
        if (Boolean(errors) !== Boolean(this.errors)) {
            this.broken.push({ property: "order", policy: this.text, documents: [], answers: [errors ?? this.errors] });
        }
        if (errors || this.errors) return;
        for (const [i, { property, pair, document, holds }] of this.plans.entries()) {
            const { text } = answers[i];
            this.check(property, pair, document, text, holds(text));
        }
    }

    check(property, { part, answer }, document, text, holds) {
        this.checked++;
        if (holds) return;
        const documents = [part, document].map(documentText);
        this.broken.push({ property, policy: this.text, documents, answers: [answer, text] });
    }
}

const asDocument = (tree) => ({ text: documentText(tree) });

// ---- What has to hold of two decisions

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

function keepsWhatWasSettled(before, after) {
    if (before.outcome !== null && before.outcome !== after.outcome) return false;
    return before.status !== "decided" || (after.status === "decided" && same(before.outputs, after.outputs));
}

const asksAnew = (after, missing) =>
    after.status !== "undecided" || !after.missing.some((path) => missing.includes(path));

function isSettled(answer) {
    const { outcome, faults } = JSON.parse(answer);
    return outcome !== null || faults.length > 0;
}

// A conflict shows what is known by then; but it stays one, and there is no other.
function asksTheSame(after, before) {
    const outputsOf = ({ conflicts }) => conflicts.map(({ output }) => output);
    const keys = ["status", "outcome", "possible", "missing", "faults"];
    return keys.every((key) => same(before[key], after[key])) && same(outputsOf(before), outputsOf(after));
}

// ---- Printing

// Dumps each policy, and again with every expression in its canonical text in place of what was generated.
function checkPrinting(subjects) {
    const models = dump(subjects.map(({ text }) => text)).map(({ model }) => model);
    const printed = subjects.map(({ policy, text }, i) =>
        models[i] === undefined ? text : policyText(withPrinted(policy, JSON.parse(models[i]))),
    );
    return dump(printed).flatMap(({ model, errors }, i) =>
        model === models[i]
            ? []
            : [
                  {
                      property: "printed",
                      policy: `${subjects[i].text}\n--- printed\n${printed[i]}`,
                      documents: [],
                      answers: [models[i], model ?? errors],
                  },
              ],
    );
}

function withPrinted(policy, model) {
    const asPrinted = (expr, dumped) => (expr ? node(expr.type, RANK.primary, dumped.text) : expr);
    const dumpedOf = (kind, { name }) => model[kind].find((each) => each.name === name);
    const sets = (clause, dumped) =>
        clause.sets.map(({ output, expr }) => ({
            output,
            expr: asPrinted(expr, dumped.sets.find((set) => set.output === output).expr),
        }));
    const inRule = (rule, dumped) => ({ ...rule, when: asPrinted(rule.when, dumped.when), sets: sets(rule, dumped) });
    const inExclusion = (exclusion, dumped) => ({ ...exclusion, when: asPrinted(exclusion.when, dumped.when) });
    return {
        ...policy,
        defines: policy.defines.map((each) => ({
            ...each,
            expr: asPrinted(each.expr, dumpedOf("defines", each).expr),
        })),
        rules: policy.rules.map((each) => inRule(each, dumpedOf("rules", each))),
        exclusions: policy.exclusions.map((each) => inExclusion(each, dumpedOf("exclusions", each))),
        otherwise: { ...policy.otherwise, sets: sets(policy.otherwise, model.otherwise) },
    };
}
