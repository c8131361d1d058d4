// Expressions, evaluated by definition: recursively over the checked tree, each operand to a result (results.mjs),
// nothing skipped and nothing remembered but the defines.
//
//   new Evaluator(model, record, params).evaluate(expr) -> a result
//
// `env` maps the index of each quantifier's element to the record that it stands for, outermost first.
import * as calendar from "./calendar.mjs";
import * as functions from "./functions.mjs";
import * as operations from "./operations.mjs";
import * as results from "./results.mjs";
import * as values from "./values.mjs";
import { holdsWindow } from "./windows.mjs";

const { ABSENT, isFalse, isTrue, isUnknown, isValue } = results;
const NO_ENV = new Map();

// The elements that an expression reads and does not bind.
export function freeElements(expr, bound = []) {
    if (expr === null) return [];
    if (expr.kind === "path") return expr.element === undefined || bound.includes(expr.element) ? [] : [expr.element];
    const inner = expr.kind === "quantifier" ? [...bound, expr.element] : bound;
    const list = expr.kind === "quantifier" ? freeElements(expr.list, bound) : [];
    return [
        ...list,
        ...[...(expr.operands ?? []), expr.where ?? null].flatMap((operand) => freeElements(operand, inner)),
    ];
}

export class Evaluator {
    constructor(model, record, params) {
        this.model = model;
        this.record = record;
        this.params = params;
        this.zone = calendar.zoneNamed(model.timezone);
        this.defines = new Map(model.defines.map(({ name, expr }) => [name, { expr, result: null }]));
    }

    evaluate(expr, env = NO_ENV) {
        const result = this.evaluateKind(expr, env);
        // A branch without a division is a fraction where the other branch is one.
        return isValue(result) && expr.type.fraction ? { ...result, fraction: true } : result;
    }

    evaluateKind(expr, env) {
        switch (expr.kind) {
            case "bool":
                return values.bool(expr.value === true);
            case "number":
            case "money":
            case "text":
            case "date":
            case "time":
            case "span":
                return values.parseLiteral(expr.kind, expr.literal);
            case "path":
                return this.path(expr, env);
            case "and":
                return results.and(this.operands(expr, env));
            case "or":
                return results.or(this.operands(expr, env));
            case "not":
                return results.not(this.evaluate(expr.operands[0], env));
            case "is present":
                return this.presence(expr, env);
            case "otherwise":
                return this.otherwise(expr, env);
            case "if":
                return this.choice(expr, env);
            case "in":
                return this.membership(expr, env);
            case "sum":
            case "product":
                return this.fold(expr, env);
            case "quantifier":
                return this.quantifier(expr, env);
            case "call":
                return this.call(expr, env);
            case "compare":
                return this.compare(expr, env, expr.op, ...this.operands(expr, env));
            case "between": {
                const [x, low, high] = this.operands(expr, env);
                return results.and([this.compare(expr, env, "<=", low, x), this.compare(expr, env, "<=", x, high)]);
            }
            case "window":
                return holdsWindow(expr, this.operands(expr, env), this.zone, this.faulter(expr, env));
            default:
                return this.computed(expr, env, this.operands(expr, env));
        }
    }

    operands(expr, env) {
        return expr.operands.map((operand) => this.evaluate(operand, env));
    }

    // What makes faults of an expression, or of a beginning of it.
    faulter(expr, env, text = expr.text) {
        return (kind) => {
            const read = new Set([...freeElements(expr), expr.addedFor]);
            const innermost = [...env.keys()].reverse().find((element) => read.has(element));
            return results.fault(kind, text, innermost === undefined ? undefined : env.get(innermost).path);
        };
    }

    // Of operands that are all needed.
    computed(expr, env, operands) {
        if (!operands.every(isValue)) return results.unknownFrom(operands);
        const fail = this.faulter(expr, env);
        switch (expr.kind) {
            case "negate":
                return operations.negate(operands[0]);
            case "percent of":
                return operations.multiply(values.parseLiteral("number", expr.literal), operands[0], fail);
            case "from to":
                return operations.unitsBetween(...operands, expr.unit, expr.started === true, this.zone, fail);
            default:
                throw new Error(`no expression: ${expr.kind}`);
        }
    }

    path(expr, env) {
        const record = expr.element === undefined ? this.record : env.get(expr.element);
        if (expr.fact !== undefined) return record.facts.get(expr.fact);
        if (expr.group !== undefined) return record.groups.get(expr.group);
        if (expr.param !== undefined) return this.params.get(expr.param);
        const define = this.defines.get(expr.define);
        define.result ??= this.evaluate(define.expr);
        return define.result;
    }

    presence(expr, env) {
        const subject = this.evaluate(expr.operands[0], env);
        if (isUnknown(subject)) return subject;
        const present = expr.operands[0].group === undefined ? subject !== ABSENT : subject.value;
        return values.bool(present !== (expr.negated === true));
    }

    otherwise(expr, env) {
        const [subject, fallback] = this.operands(expr, env);
        if (subject === ABSENT) return fallback === ABSENT ? results.unknownFrom([]) : fallback;
        return isUnknown(subject) ? results.unknownFrom([subject, fallback]) : subject;
    }

    choice(expr, env) {
        const condition = this.evaluate(expr.operands[0], env);
        if (condition.kind === "bool") {
            const branch = this.evaluate(expr.operands[condition.value ? 1 : 2], env);
            return branch === ABSENT ? results.unknownFrom([]) : branch;
        }
        const branches = expr.operands.slice(1).map((branch) => this.evaluate(branch, env));
        if (branches.every(isValue) && values.isSame(...branches)) return branches[0];
        return results.unknownFrom([condition, ...branches]);
    }

    // One that is absent equals nothing.
    compare(expr, env, op, a, b) {
        if ((a === ABSENT || b === ABSENT) && (op === "=" || op === "!=")) return values.bool(op === "!=");
        if (!isValue(a) || !isValue(b)) return results.unknownFrom([a, b]);
        return operations.compare(op, a, b, this.faulter(expr, env));
    }

    // In a set, or a list of the facts.
    membership(expr, env) {
        const [subject, target] = expr.operands;
        const x = this.evaluate(subject, env);
        if (x === ABSENT) return values.bool(expr.negated === true);
        const found = target.kind === "set" ? this.inSet(expr, env, x, target) : this.inList(expr, env, x, target);
        return expr.negated ? results.not(found) : found;
    }

    inSet(expr, env, x, set) {
        return results.or(this.operands(set, env).map((member) => this.compare(expr, env, "=", x, member)));
    }

    // Each element that is compared is read.
    inList(expr, env, x, target) {
        const list = this.evaluate(target, env);
        if (!isValue(list)) return results.unknownFrom([x, list]);
        return results.or(
            list.elements.map((element) => {
                if (isUnknown(x)) return x;
                const [member] = element.facts.values();
                return operations.compare("=", x, member, (kind) => results.fault(kind, expr.text, element.path));
            }),
        );
    }

    // A sum or a product, from the left; what is at fault is the shortest beginning that is.
    fold(expr, env) {
        const terms = this.operands(expr, env);
        return terms.slice(1).reduce((total, term, i) => {
            if (!isValue(total) || !isValue(term)) return results.unknownFrom([total, term]);
            const fail = this.faulter(expr, env, expr.beginnings[i]);
            const minus = expr.operands[i + 1].minus === true;
            if (expr.kind === "sum") return operations.add(total, term, minus, this.zone, fail);
            return minus ? operations.divide(total, term, fail) : operations.multiply(total, term, fail);
        }, terms[0]);
    }

    call(expr, env) {
        const operands = expr.operands.filter((operand) => operand.word === undefined);
        const words = expr.operands.map((operand) => operand.word).filter((word) => word !== undefined);
        const args = operands.map((operand) => this.evaluate(operand, env));
        const call = (known) => functions.call(expr.function, known, words, this.zone, this.faulter(expr, env));
        if (args.every(isValue)) return call(args);
        if (args.length < 3) return results.unknownFrom(args);
        // Of `min` and `max`, folded from the left: what is at fault already is.
        return args.reduce((found, arg) =>
            isValue(found) && isValue(arg) ? call([found, arg]) : results.unknownFrom([found, arg]),
        );
    }

    // ---- Lists

    quantifier(expr, env) {
        const list = this.evaluate(expr.list, env);
        if (isSumOfQuotients(expr)) return this.sumOfQuotients(expr, env, list);
        if (!isValue(list)) return results.unknownFrom([list]);
        const inner = elementEnvs(expr, env, list);
        const [body] = expr.operands ?? [];
        switch (expr.quantifier) {
            case "any":
                return results.or(inner.map((of) => this.where(expr, of)));
            case "all":
                return results.and(
                    inner.map((of) => results.or([results.not(this.where(expr, of)), this.evaluate(body, of)])),
                );
            case "count": {
                const conditions = inner.map((of) => this.where(expr, of));
                if (!conditions.every(isValue)) return results.unknownFrom(conditions);
                return values.number(operations.wholeNumber(conditions.filter(isTrue).length));
            }
            default:
                return this.total(expr, env, list, body, expr.type);
        }
    }

    where(expr, env) {
        return expr.where === null ? values.bool(true) : this.evaluate(expr.where, env);
    }

    // sum, smallest, largest: what `body` comes to for the elements whose `where` is true.
    total(expr, env, list, body, type) {
        const inner = elementEnvs(expr, env, list);
        const conditions = inner.map((of) => this.where(expr, of));
        const taken = inner.filter((_, i) => !isFalse(conditions[i])).map((of) => this.evaluate(body, of));
        const needed = [...conditions, ...taken];
        if (!needed.every(isValue)) return results.unknownFrom(needed);
        return operations.total(expr.quantifier, taken, type, this.zone, this.faulter(expr, env));
    }

    // Quotients with common divisors are divided once, after they are added up; the divisors are needed even where
    // there is nothing to add up and the sum is zero.
    sumOfQuotients(expr, env, list) {
        const [quotient] = expr.operands;
        const divisors = quotient.operands.filter(({ minus }) => minus).map((divisor) => this.evaluate(divisor, env));
        const dividend = dividendOf(quotient, expr.element);
        const sum = isValue(list)
            ? this.total(expr, env, list, dividend, totalType(expr, dividend))
            : results.unknownFrom([list]);
        return divisors.reduce((total, divisor) => {
            if (total === ABSENT) return ABSENT;
            if (!isValue(total) || !isValue(divisor)) return results.unknownFrom([total, divisor]);
            return operations.divide(total, divisor, this.faulter(expr, env));
        }, sum);
    }
}

const elementEnvs = (expr, env, list) => list.elements.map((element) => new Map([...env, [expr.element, element]]));

const isSumOfQuotients = ({ quantifier, operands }) =>
    quantifier === "sum" && operands[0].kind === "product" && operands[0].operands.some(({ minus }) => minus);

// What stands above the line of a quotient.
function dividendOf(quotient, element) {
    const factors = quotient.operands.filter(({ minus }) => !minus);
    if (factors.length === 1) return factors[0];
    const isFirst = factors.every((factor, i) => factor === quotient.operands[i]);
    const beginnings = isFirst
        ? quotient.beginnings.slice(0, factors.length - 1)
        : factors.slice(1).map(() => quotient.text);
    return {
        ...quotient,
        addedFor: element,
        operands: factors,
        beginnings,
        text: beginnings.at(-1),
        type: { ...quotient.type, fraction: undefined },
    };
}

// Of the dividends: a quotient of two amounts, or of two spans, is a number.
const totalType = (expr, dividend) =>
    expr.type.kind === "number" && dividend.type.kind !== "number"
        ? dividend.type
        : { ...expr.type, fraction: undefined };
