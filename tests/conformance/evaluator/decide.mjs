// A decision: the outcome, the outputs, and why, straight from the definitions.
//
//   decide(model, record, params) -> a decision as render.mjs prints it
//
// `record` is what readFacts gives, `params` a Map of all params' values.
import { Evaluator } from "./evaluate.mjs";
import { excludedBy, stated, whyNot } from "./explain.mjs";
import { settleOutput } from "./outputs.mjs";
import * as results from "./results.mjs";
import * as values from "./values.mjs";
import { valueAsJson } from "./render.mjs";

const { isFalse, isTrue, isUnknown } = results;
const CAUSES_MOST = 100;

export function decide(model, record, params) {
    return new Decision(model, record, params).made();
}

class Decision {
    constructor(model, record, params) {
        this.model = model;
        this.evaluator = new Evaluator(model, record, params);
        this.exclusions = new Map(
            model.exclusions.map((exclusion) => [exclusion.name, this.judgedExclusion(exclusion)]),
        );
        this.rules = model.rules
            .map((rule) => this.judgedRule(rule))
            .sort((a, b) => results.compareBytes(a.name, b.name));
        this.causes = [];
    }

    condition(when) {
        return when === null ? values.bool(true) : this.evaluator.evaluate(when);
    }

    judgedExclusion(exclusion) {
        return { ...exclusion, applies: this.condition(exclusion.when) };
    }

    // A rule holds as `C and not E1 and not E2 …`.
    judgedRule(rule) {
        const exclusions = rule.exclusions.map((name) => this.exclusions.get(name));
        const condition = this.condition(rule.when);
        const holds = results.and([condition, ...exclusions.map(({ applies }) => results.not(applies))]);
        return { ...rule, exclusions, condition, holds };
    }

    // ---- Causes, each with the rule or exclusion that asked for it

    blame(result, name) {
        if (isUnknown(result)) for (const cause of result.causes.values()) this.causes.push({ ...cause, in: name });
    }

    blameRule(rule) {
        this.blame(rule.condition, rule.name);
        for (const { applies, name } of rule.exclusions) this.blame(applies, name);
    }

    missing() {
        const paths = new Set(this.causes.map((cause) => cause.missing).filter((path) => path !== undefined));
        return [...paths].sort(results.comparePaths);
    }

    // Once for each text and element.
    faults() {
        const found = new Map();
        const byName = this.causes
            .filter(({ fault }) => fault !== undefined)
            .sort((a, b) => results.compareBytes(a.in, b.in) || results.compareBytes(a.fault, b.fault));
        for (const { in: name, text, fault, at } of byName) {
            const key = JSON.stringify([text, at]);
            if (!found.has(key)) found.set(key, { in: name, text, fault, ...(at === undefined ? {} : { at }) });
        }
        const order = (a, b) => results.compareBytes(a.text, b.text) || results.comparePaths(a.at ?? "", b.at ?? "");
        return [...found.values()].sort(order);
    }

    // ---- Outcome

    // The ranks of the outcomes that are possible, the strongest first, and the unknown rules that leave it open.
    possible() {
        const held = this.rules.filter(({ holds }) => isTrue(holds)).map(({ outcome }) => outcome);
        const strongest = held.length > 0 ? Math.min(...held) : null;
        const open = this.rules.filter(
            ({ holds, outcome }) => isUnknown(holds) && (strongest === null || outcome < strongest),
        );
        const ranks = new Set([strongest ?? this.model.otherwise.outcome, ...open.map(({ outcome }) => outcome)]);
        return { ranks: [...ranks].sort((a, b) => a - b), open };
    }

    made() {
        const { ranks, open } = this.possible();
        if (ranks.length > 1) {
            for (const rule of open) this.blameRule(rule);
            return this.undecided(null, ranks, []);
        }
        const [outcome] = ranks;
        const { outputs, conflicts, isOpen } = this.outputs(outcome);
        if (isOpen || conflicts.length > 0) return this.undecided(outcome, ranks, conflicts);
        const winners = this.winners(outcome);
        const { evaluator, model } = this;
        return this.answer({
            status: "decided",
            outcome,
            outputs,
            reasons:
                winners.length > 0
                    ? winners.map((rule) => ({ rule: rule.name, ...stated(evaluator, rule) }))
                    : [{ otherwise: true, ...stated(evaluator, model.otherwise) }, ...whyNot(evaluator, this.rules)],
            stopped: winners.length > 0 ? this.stopped() : [],
        });
    }

    winners(outcome) {
        return this.rules.filter((rule) => isTrue(rule.holds) && rule.outcome === outcome);
    }

    // The rules whose own condition is true and that an exclusion stopped.
    stopped() {
        return this.rules
            .filter(({ condition }) => isTrue(condition))
            .flatMap((rule) => excludedBy(this.evaluator, rule));
    }

    // ---- Outputs

    outputs(outcome) {
        const winners = this.winners(outcome);
        const unknown = this.rules.filter((rule) => isUnknown(rule.holds) && rule.outcome === outcome);
        const deciders = winners.length > 0 ? winners : [{ ...this.model.otherwise, isOtherwise: true }];
        const outputs = new Map();
        const conflicts = [];
        let isOpen = false;
        for (const output of this.model.outputs) {
            const settlement = settleOutput(this.evaluator, output, deciders, unknown);
            if (settlement.value) outputs.set(output.name, valueAsJson(settlement.value, this.evaluator.zone));
            if (settlement.conflict) conflicts.push(settlement.conflict);
            isOpen ||= settlement.isOpen;
            for (const [result, name] of settlement.unknownValues) this.blame(result, name);
            for (const rule of settlement.unknownRules) this.blameRule(rule);
        }
        return { outputs, conflicts, isOpen };
    }

    // ---- Answers

    // Of the causes so many are listed; how many more there are stands behind all else.
    undecided(outcome, ranks, conflicts) {
        const [missing, faults] = [this.missing(), this.faults()];
        const more = [missing, faults].reduce((sum, causes) => sum + Math.max(causes.length - CAUSES_MOST, 0), 0);
        const answer = this.answer({
            status: "undecided",
            outcome,
            conflicts,
            stopped: this.stopped(),
            possible: ranks.map((rank) => this.model.outcomes[rank]),
            missing: missing.slice(0, CAUSES_MOST),
            faults: faults.slice(0, CAUSES_MOST),
        });
        return more > 0 ? { ...answer, more } : answer;
    }

    answer(parts) {
        const outcome = parts.outcome === null ? null : this.model.outcomes[parts.outcome];
        return { ...NOTHING_TO_SAY, ...parts, outcome };
    }
}

// In the order in which a decision is printed.
const NOTHING_TO_SAY = {
    status: null,
    outcome: null,
    outputs: new Map(),
    reasons: [],
    stopped: [],
    possible: [],
    missing: [],
    faults: [],
    conflicts: [],
};
