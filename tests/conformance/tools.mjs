// The two C tools, behind their frames: `KIND LENGTH`, a line end, the bytes, a line end.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));

// Where CMake puts them; CONFORMANCE_TOOLS names another directory.
const directory = process.env.CONFORMANCE_TOOLS ?? join(here, "../../build/dev/tests/conformance");

export const frame = (kind, content) => {
    const bytes = Buffer.from(content);
    return Buffer.concat([Buffer.from(`${kind} ${bytes.length}\n`), bytes, Buffer.from("\n")]);
};

function readFrames(bytes) {
    const frames = [];
    for (let at = 0; at < bytes.length;) {
        const head = bytes.indexOf("\n", at);
        const [kind, length] = bytes.toString("latin1", at, head).split(" ");
        const end = head + 1 + Number(length);
        frames.push({ kind, content: bytes.subarray(head + 1, end) });
        at = end + 1;
    }
    return frames;
}

class Crash extends Error {}

function run(tool, frames) {
    const path = join(directory, `conformance_${tool}`);
    if (!existsSync(path)) throw new Error(`${path} is not built`);
    const { status, signal, stdout, stderr } = spawnSync(path, {
        input: Buffer.concat(frames),
        maxBuffer: 2 ** 31 - 1,
    });
    if (status === 0) return readFrames(stdout);
    throw new Crash(`${signal ?? `exit status ${status}`} ${stderr}`);
}

// What `make` gives for all items; where that crashes, for each half of them, down to the one that is to blame.
function bisected(items, make, blame) {
    try {
        return make(items);
    } catch (error) {
        if (!(error instanceof Crash)) throw error;
        if (items.length === 1) return [blame(items[0], error.message)];
        const middle = items.length >> 1;
        return [items.slice(0, middle), items.slice(middle)].flatMap((half) => bisected(half, make, blame));
    }
}

// Of each policy: {model} (the dumped text) or {errors}.
export const dump = (policies) => bisected(policies, dumpAll, (_, message) => ({ errors: `crashed: ${message}` }));

function dumpAll(policies) {
    return run(
        "dump",
        policies.map((policy) => frame("policy", policy)),
    ).map(({ kind, content }) => (kind === "model" ? { model: content.toString() } : { errors: content.toString() }));
}

// Each of `jobs` is {policy, params, documents: [{text, strict}]}; of each comes {errors} or {answers: [{kind, text}]}.
export const decide = (jobs) =>
    bisected(jobs, decideAll, ({ documents }, message) => ({
        answers: documents.map(() => ({ kind: "crashed", text: message })),
    }));

function decideAll(jobs) {
    const frames = jobs.flatMap(({ policy, params = {}, documents }) => [
        frame("policy", policy),
        frame(
            "params",
            Object.entries(params)
                .map(([name, value]) => `${name}=${value}`)
                .join("\n"),
        ),
        ...documents.map(({ text, strict }) => frame(strict ? "strict" : "facts", text)),
    ]);
    const answers = run("decide", frames);
    let at = 0;
    return jobs.map(({ documents }) => {
        const [compiled, params] = [answers[at++], answers[at++]];
        if (compiled.kind === "errors") return { errors: compiled.content.toString() };
        const taken = answers.slice(at, at + documents.length);
        at += documents.length;
        if (params.kind === "errors") return { errors: "the params are refused" };
        return { answers: taken.map(({ kind, content }) => ({ kind, text: content.toString() })) };
    });
}
