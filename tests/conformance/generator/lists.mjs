// Random questions about lists: see expressions.mjs. The scope's `lists` are {path, optional, inOptional, scalar,
// elements}: `elements(name)` gives what may be read of an element, and `scalar` is the type of one that is no record.
import { presenceOf } from "./conditions.mjs";
import { node, operand, RANK } from "./policy_text.mjs";
import { BOOL, NUMBER, ofChoice, WHOLE, withFraction } from "./types.mjs";

const NESTED_MOST = 2;

// `make` gets the element's name, the list's path, the scope within, and the facts of the element.
function overElements(e, make) {
    const { random, scope } = e;
    const list = random.pick(e.readableLists());
    if (!list || scope.elements >= NESTED_MOST) return null;
    const name = `e${scope.elements}`;
    const { facts, groups, lists } = list.elements(name);
    const inner = e.within({
        elements: scope.elements + 1,
        facts: random.chance(70) ? [...facts, ...facts, ...scope.facts] : facts.length > 0 ? facts : scope.facts,
        groups: [...groups, ...scope.groups],
        lists: [...lists, ...scope.lists],
    });
    return make({ head: `${name} in ${list.path}`, path: list.path, inner, own: facts });
}

// A `where`, and what may stand beside it.
function where(e, { inner, own }, depth) {
    if (e.random.chance(40)) return { parts: [], guarded: inner };
    const optional = e.random.pick(own.filter((fact) => fact.optional));
    if (!optional || e.random.chance(50)) return { parts: [" where ", inner.of(BOOL, depth)], guarded: inner };
    return { parts: [" where ", presenceOf(inner, optional, true)], guarded: inner.guarding([optional.path]) };
}

export function quantified(e, depth) {
    return overElements(e, (element) => {
        const { head, inner } = element;
        if (e.random.chance(50)) return node(BOOL, RANK.primary, `any (${head} where `, inner.of(BOOL, depth), ")");
        const { parts, guarded } = where(e, element, depth);
        return node(BOOL, RANK.primary, `all (${head}`, ...parts, " satisfy ", guarded.of(BOOL, depth), ")");
    });
}

export function inList(e) {
    const list = e.random.pick(e.readableLists().filter(({ scalar }) => scalar));
    if (!list) return null;
    const x = operand(e.leaf(list.scalar), RANK.sum);
    return node(BOOL, RANK.comparison, x, e.random.pick([" in ", " not in "]), list.path);
}

export function counted(e, depth) {
    return overElements(e, (element) => {
        if (e.has("functions") && e.random.chance(20)) return node(WHOLE, RANK.primary, `length(${element.path})`);
        return node(WHOLE, RANK.primary, `count (${element.head}`, ...where(e, element, depth).parts, ")");
    });
}

function total(e, word, type, depth, noFraction) {
    return overElements(e, (element) => {
        const { parts, guarded } = where(e, element, depth);
        const of = guarded.within({ noFraction }).of(type, depth);
        return node(of.type, RANK.primary, `${word} (`, of, ` for ${element.head}`, ...parts, ")");
    });
}

// Where the checker does not know a currency or a family, it asks for what `otherwise` answers; where it does, for
// nothing.
export function summed(e, type, depth) {
    const divides = e.has("arithmetic") && !type.whole && type.kind !== "span" && !e.scope.noFraction;
    const made = divides && e.random.chance(20) ? sumOfQuotients(e, type, depth) : total(e, "sum", type, depth, true);
    if (!made || made.type.family === "any") return null;
    return type.kind === "money" && made.type.currency === undefined ? orElse(e, made, type, depth) : made;
}

// With the same divisor for every element.
function sumOfQuotients(e, type, depth) {
    return overElements(e, (element) => {
        const { parts, guarded } = where(e, element, depth);
        const of = guarded.within({ noFraction: true }).of(type, depth);
        const by = e.within({ noFraction: true, elements: e.scope.elements + 1 }).of(NUMBER, Math.min(depth, 1));
        return node(
            { ...of.type, fraction: true },
            RANK.primary,
            "sum (",
            operand(of, RANK.product),
            " / ",
            operand(by, RANK.rate),
            ` for ${element.head}`,
            ...parts,
            ")",
        );
    });
}

export function extremeOfList(e, type, depth) {
    const made = total(e, e.random.pick(["smallest", "largest"]), type, depth, e.scope.noFraction);
    return made && orElse(e, made, type, depth);
}

function orElse(e, made, type, depth) {
    const fallback = e.of(type, Math.min(depth, 1));
    if (type.kind === "span" && fallback.type.family !== made.type.family) return null;
    return node(
        withFraction(ofChoice(made.type, made, fallback), made),
        RANK.fallback,
        operand(made, RANK.primary),
        " otherwise ",
        operand(fallback, RANK.fallback),
    );
}
