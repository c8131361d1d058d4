// Literals of policies and values of documents, from pools that are small, so that equal values meet, and that hold the
// values which break things: the ends of every range, days that months lack, hours that zones skip.
import { exprText, node, quoted, RANK } from "./policy_text.mjs";

export const CURRENCIES = ["CNY", "USD", "JPY", "KWD"];
export const ZONES = [
    "Europe/London",
    "America/New_York",
    "Asia/Shanghai",
    "Australia/Lord_Howe",
    "America/St_Johns",
    "UTC",
];

const WHOLES = ["0", "1", "2", "3", "5", "7", "12", "100", "1000"];
const FRACTIONS = ["0.5", "1.5", "0.25", "2.675", "0.005", "12.34", "0.1", "0.3"];
const ENDS = [
    "999999999999999999",
    "0.000000000000000001",
    "999999999999999999.999999999999999999",
    "500000000000000000",
];
const TEXTS = ["", "a", "b", "abc", "Abc", "xyz", "é", "日本", "😀", 'q"\\', "a{b}", "\t\n"];
const DAYS = [
    "2024-02-29",
    "2024-02-28",
    "2024-03-01",
    "2023-12-31",
    "2024-01-31",
    "2024-03-31",
    "2024-10-27",
    "2024-11-03",
    "2025-03-14",
    "2025-03-19",
    "0001-01-01",
    "9999-12-31",
    "1900-02-28",
];
const CLOCKS = [
    "00:00:00",
    "01:30:00",
    "02:30:00",
    "12:00:00",
    "16:11:42",
    "23:59:59",
    "23:59:59.999999999",
    "12:00:00.5",
];
const OFFSETS = ["Z", "Z", "+08:00", "-05:00", "+01:00", "+14:00", "-11:30", "+10:30"];
const COUNTS = ["0", "1", "1", "2", "3", "5", "30", "31", "365"];
const UNITS = {
    days: ["day", "days", "weeks", "week"],
    months: ["months", "month", "year", "years"],
    elapsed: ["hours", "hour", "minutes", "seconds", "second", "minute"],
};
export const FAMILIES = ["days", "months", "elapsed"];

function amount(random, whole) {
    const end = random.pick(whole ? ENDS.slice(0, 1) : ENDS);
    return random.weighted([
        [6, random.pick(WHOLES)],
        [whole ? 0 : 4, random.pick(FRACTIONS)],
        [1, end],
    ]);
}

export const clockTime = (random) => `${random.pick(DAYS.slice(0, 10))}T${random.pick(CLOCKS)}${random.pick(OFFSETS)}`;

// A literal of a policy. A negative one is an expression of another rank.
export function literal(random, type) {
    const primary = (text) => node(type, RANK.primary, text);
    switch (type.kind) {
        case "bool":
            return primary(random.pick(["true", "false"]));
        case "number":
            if (!type.whole && random.chance(10)) return primary(random.pick(["10%", "12.5%", "100%"]));
            return primary(random.chance(5) ? "1_000" : amount(random, type.whole));
        case "money":
            return primary(`${amount(random, false)} ${type.currency ?? random.pick(CURRENCIES)}`);
        case "text":
            return primary(quoted(random.pick(TEXTS)));
        case "one of":
            return primary(quoted(random.pick(type.values)));
        case "date":
            return primary(random.pick(DAYS));
        case "time":
            return primary(clockTime(random));
        case "span": {
            const family = type.family === "any" ? random.pick(FAMILIES) : type.family;
            const count = family === "elapsed" && random.chance(10) ? "1.5" : random.pick(COUNTS);
            return node({ ...type, family }, RANK.primary, `${count} ${random.pick(UNITS[family])}`);
        }
        default:
            throw new Error(`no literal of ${type.kind}`);
    }
}

// Another value of a param, as the command line takes it: text without its quotes.
export function replacement(random, { type, value }) {
    if (type.kind === "text") return random.pick(TEXTS.slice(0, 9));
    const sign = random.chance(20) && ["number", "money"].includes(type.kind) ? "-" : "";
    const isWhole = /^[\d_]+$/.test(exprText(value));
    if (type.kind === "number") return sign + amount(random, isWhole);
    return sign + exprText(literal(random, type));
}

// ---- Values of documents, as JSON text

const json = JSON.stringify;
const signed = (random, text) => (random.chance(15) && !/^0(\.0+)?$/.test(text) ? `-${text}` : text);

// The ways to write a number in JSON that a policy reads alike. In a JSON number more digits than 15 would be lost.
function spelled(random, text) {
    const isShort = text.replace(/[-.]/g, "").length <= 15;
    const isWhole = isShort && !text.includes(".");
    return random.weighted([
        [isShort ? 6 : 0, text],
        [3, json(text)],
        [isWhole ? 1 : 0, `${text}.0`],
        [isShort ? 1 : 0, `${text}e0`],
        [1, json(`${text}e0`)],
        [isWhole && !/^-?0/.test(text) ? 1 : 0, `${text}0e-1`],
    ]);
}

const UNIX_TIMES = {
    seconds: ["0", "1710400302", "-1", '"1730000000"', "253402300799", "1711846800"],
    milliseconds: ["0", "1710400302500", "-1", "1e12", "1730019600000"],
};
const SPANS = {
    days: ["P0D", "P1D", "P5D", "P1W", "P2W3D", "-P1D", "P30D", "P1000000000000000D"],
    months: ["P1M", "P3M", "P1Y6M", "P0M", "-P1M", "P12M", "P200000Y"],
    elapsed: ["PT0S", "PT48H", "PT1H30M", "PT1.5S", "-PT1H", "PT24H", "PT0.000000001S"],
};

// One that fits the type.
export function rightValue(random, type) {
    switch (type.kind) {
        case "bool":
            return random.pick(["true", "false"]);
        case "number":
            return spelled(random, signed(random, amount(random, type.whole)));
        case "money":
            return moneyValue(random, type);
        case "text":
            return json(random.pick(TEXTS));
        case "one of":
            return json(random.pick(type.values));
        case "date":
            return json(random.pick(DAYS));
        case "time":
            if (type.form in UNIX_TIMES) return random.pick(UNIX_TIMES[type.form]);
            return json(random.chance(10) ? clockTime(random).toLowerCase() : clockTime(random));
        case "span":
            return json(random.pick(SPANS[type.family ?? random.pick(FAMILIES)]));
        default:
            throw new Error(`no value of ${type.kind}`);
    }
}

function moneyValue(random, type) {
    const currency = type.currency ?? random.pick(type.likely ?? CURRENCIES);
    const text = signed(random, amount(random, false));
    if (type.currency && random.chance(20)) return spelled(random, text);
    if (random.chance(70)) return json(`${text} ${currency}`);
    return `{"amount": ${spelled(random, text)}, "currency": ${json(currency)}}`;
}

const WRONG = [
    "true",
    "0",
    "1.5",
    '""',
    '"x"',
    "[]",
    "{}",
    "[1]",
    "[null]",
    '{"a": 1}',
    '{"a": 1, "\\u0061": 2}',
    '"2024-02-30"',
    '"2024-02-29T24:00:00Z"',
    '"2024-02-29T00:00:00"',
    '"12 XXX"',
    '"5  CNY"',
    '"5 USD"',
    '"7 JPY"',
    '{"amount": 5, "currency": "CNY"}',
    '{"amount": 5}',
    '{"amount": 5, "currency": "EUR", "currency": "EUR"}',
    '"P1DT1H"',
    '"p5d"',
    '"\\ud800"',
    '"a\\u0000"',
    "1e400",
    "1e-19",
    "0.1e-400",
    "9007199254740993",
    "253402300800",
    "-0",
    "0.30000000000000004",
    "123456789012344.5",
    '"1e18"',
    '"05"',
    '"1_000"',
    '" 1"',
];

// One that fits nothing, or not everything.
export const wrongValue = (random) => random.pick(WRONG);

const UNDECLARED = ["1", '"x"', "null", "[1, {}]", '{"a": {"b": [true]}}', "1e400", '"\\u00e9"'];

// Of a field that nobody declared.
export const undeclaredValue = (random) => random.pick(UNDECLARED);
