// Strict JSON (RFC 8259) as a tree that keeps what a policy has to know of the text: how a number was written, which
// keys came twice, and which texts no policy may see.
//
//   parse(bytes) -> {root} or {syntaxError: true} or {tooManyKeys: true}
//
// A node is {type, ...}: object {members: [{key, bad, repeated, value}]}, array {elements}, string {value, bad}, number
// {text}, true, false, null. `bad` says that a text has a lone surrogate or U+0000. Where the text is no JSON, nothing
// of it is handed out.

const DEPTH_MOST = 64;
const KEYS_MOST = 65536;

class SyntaxFault extends Error {}
class TooManyKeys extends Error {}

const BLANKS = new Set([" ", "\t", "\n", "\r"]);
const REFUSED_UNITS = /\0|\p{Surrogate}/gu; // surrogates that stand alone
const ESCAPES = { '"': '"', "\\": "\\", "/": "/", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

export function parse(bytes) {
    let text;
    try {
        text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
        return { syntaxError: true };
    }
    try {
        return { root: new Parser(text).document() };
    } catch (error) {
        if (error instanceof SyntaxFault) return { syntaxError: true };
        if (error instanceof TooManyKeys) return { tooManyKeys: true };
        throw error;
    }
}

class Parser {
    constructor(text) {
        this.text = text;
        this.at = 0;
        this.depth = 0;
    }

    document() {
        const value = this.value();
        this.blanks();
        if (this.at !== this.text.length) throw new SyntaxFault();
        return value;
    }

    blanks() {
        while (BLANKS.has(this.text[this.at])) this.at++;
    }

    // Whether the next character that is not blank is this one, which is then passed.
    passes(character) {
        this.blanks();
        if (this.text[this.at] !== character) return false;
        this.at++;
        return true;
    }

    expect(character) {
        if (!this.passes(character)) throw new SyntaxFault();
    }

    value() {
        this.blanks();
        switch (this.text[this.at]) {
            case "{":
                return this.nested(() => this.object());
            case "[":
                return this.nested(() => this.array());
            case '"':
                return { type: "string", ...this.string() };
            case "t":
                return this.word("true");
            case "f":
                return this.word("false");
            case "n":
                return this.word("null");
            default:
                return this.number();
        }
    }

    nested(read) {
        this.at++;
        if (++this.depth > DEPTH_MOST) throw new SyntaxFault();
        const node = read();
        this.depth--;
        return node;
    }

    object() {
        const members = [];
        const seen = new Set();
        if (this.passes("}")) return { type: "object", members };
        do {
            this.blanks();
            if (this.text[this.at] !== '"') throw new SyntaxFault();
            const key = this.string();
            this.expect(":");
            const value = this.value();
            members.push({ key: key.value, bad: key.bad, repeated: seen.has(key.value), value });
            seen.add(key.value);
            if (members.length > KEYS_MOST) throw new TooManyKeys();
        } while (this.passes(","));
        this.expect("}");
        return { type: "object", members };
    }

    array() {
        const elements = [];
        if (this.passes("]")) return { type: "array", elements };
        do elements.push(this.value());
        while (this.passes(","));
        this.expect("]");
        return { type: "array", elements };
    }

    word(word) {
        if (!this.text.startsWith(word, this.at)) throw new SyntaxFault();
        this.at += word.length;
        return { type: word };
    }

    number() {
        const found = /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/y;
        found.lastIndex = this.at;
        const match = found.exec(this.text);
        if (!match) throw new SyntaxFault();
        this.at += match[0].length;
        return { type: "number", text: match[0] };
    }

    string() {
        let value = "";
        this.at++;
        for (;;) {
            const character = this.text[this.at++];
            if (character === undefined || character < " ") throw new SyntaxFault();
            if (character === '"') break;
            value += character === "\\" ? this.escape() : character;
        }
        const shown = value.replaceAll(REFUSED_UNITS, "\ufffd");
        return { value: shown, bad: shown !== value };
    }

    escape() {
        const character = this.text[this.at++];
        if (character !== "u") {
            if (!(character in ESCAPES)) throw new SyntaxFault();
            return ESCAPES[character];
        }
        const digits = this.text.slice(this.at, this.at + 4);
        if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw new SyntaxFault();
        this.at += 4;
        return String.fromCharCode(parseInt(digits, 16));
    }
}
