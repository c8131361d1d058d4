// Random choices that follow from a seed.

export class Random {
    constructor(seed) {
        this.state = seed >>> 0;
    }

    // An integer below `count` (mulberry32).
    below(count) {
        this.state = (this.state + 0x6d2b79f5) >>> 0;
        let t = this.state;
        t = Math.imul(t ^ (t >>> 15), t | 1);
        t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
        return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * count);
    }

    between(low, high) {
        return low + this.below(high - low + 1);
    }

    chance(percent) {
        return this.below(100) < percent;
    }

    pick(list) {
        return list[this.below(list.length)];
    }

    // `choices` are [weight, value].
    weighted(choices) {
        let left = this.below(choices.reduce((sum, [weight]) => sum + weight, 0));
        return choices.find(([weight]) => (left -= weight) < 0)[1];
    }

    // One of the keys of an object of weights.
    key(weights) {
        return this.weighted(Object.entries(weights).map(([key, weight]) => [weight, key]));
    }

    // `count` different ones of a list, or all.
    some(list, count) {
        return this.shuffled(list).slice(0, count);
    }

    shuffled(list) {
        const out = [...list];
        for (let i = out.length - 1; i > 0; i--) {
            const j = this.below(i + 1);
            [out[i], out[j]] = [out[j], out[i]];
        }
        return out;
    }

    // A generator of its own, so that what one part draws changes nothing in the next.
    fork() {
        return new Random(this.below(2 ** 32));
    }
}
