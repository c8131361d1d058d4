// Types of generated expressions, as the checker would say: {kind}, and
//
//   number: whole, fraction    money: currency, fraction    span: family    one of: values    text: plain, vague
//
// As a wish, a `plain` text is one that is compared with any literal; a `vague` one may be one of some.

export const BOOL = { kind: "bool" };
export const NUMBER = { kind: "number" };
export const WHOLE = { kind: "number", whole: true };
export const TEXT = { kind: "text" };
export const PLAIN_TEXT = { kind: "text", plain: true };
export const DATE = { kind: "date" };
export const TIME = { kind: "time" };
export const WEEKDAY = {
    kind: "one of",
    values: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
};
export const spanOf = (family) => ({ kind: "span", family });

// Whether something of type `has` may stand where `wants` is wanted. Amounts of no particular currency, and spans of no
// particular family, are mixed with those of one alone: the scope's.
export function fits(has, wants, scope) {
    if (wants.kind === "text") {
        return wants.plain ? has.kind === "text" && !has.vague : has.kind === "text" || has.kind === "one of";
    }
    if (has.kind !== wants.kind) return false;
    switch (wants.kind) {
        case "number":
            return !wants.whole || has.whole === true;
        case "money":
            return wants.currency === undefined
                ? has.currency !== scope.otherCurrency
                : has.currency === wants.currency;
        case "span":
            return has.family === wants.family || (wants.family === "any" && has.family === scope.family);
        case "one of":
            return has.values.join() === wants.values.join();
        case "list":
            return false;
        default:
            return true;
    }
}

// A fraction makes a fraction of what it is computed with.
export const withFraction = (type, ...nodes) =>
    nodes.some((each) => each.type.fraction) ? { ...type, fraction: true } : type;

// Of what is added up or compared: the one currency that is known.
export function inCurrency(type, ...nodes) {
    if (type.kind !== "money") return type;
    const currency = type.currency ?? nodes.map((each) => each.type.currency).find((known) => known !== undefined);
    return { ...type, currency };
}

// Of what is one or the other: of a currency that both have, perhaps one of some texts, whole where both are.
export function ofChoice(type, ...nodes) {
    const [currency, ...others] = nodes.map((each) => each.type.currency);
    switch (type.kind) {
        case "money":
            return withFraction(
                { ...type, currency: others.every((each) => each === currency) ? currency : undefined },
                ...nodes,
            );
        case "number": {
            const isWhole = nodes.every((each) => each.type.whole);
            return withFraction({ ...type, whole: isWhole ? true : undefined }, ...nodes);
        }
        case "text":
            return type.plain ? type : { ...type, vague: true };
        default:
            return withFraction(type, ...nodes);
    }
}
