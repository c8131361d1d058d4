// Days, instants and time zones.
//
// A day counts from 1970-01-01 in the proleptic Gregorian calendar. An instant is a BigInt of nanoseconds since 1970 in
// UTC. Both are of the years 1 to 9999; what leads out of them gives null.
import { readFileSync } from "node:fs";

const BILLION = 1_000_000_000n;
const DAY_SECONDS = 86400;

// ---- Days

const isLeap = (year) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

export const monthLength = (year, month) =>
    month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

// Days before January 1 of a year, counted from year 1.
function daysBeforeYear(year) {
    const y = year - 1;
    return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
}

const EPOCH = daysBeforeYear(1970);

export function dayOf({ year, month, day }) {
    let days = daysBeforeYear(year) - EPOCH + day - 1;
    for (let m = 1; m < month; m++) days += monthLength(year, m);
    return days;
}

export const FIRST_DAY = dayOf({ year: 1, month: 1, day: 1 });
export const LAST_DAY = dayOf({ year: 9999, month: 12, day: 31 });

export const dayInRange = (day) => (day >= FIRST_DAY && day <= LAST_DAY ? day : null);

export function civilOf(days) {
    let year = Math.floor((days + EPOCH) / 365.2425) + 1;
    while (dayOf({ year, month: 1, day: 1 }) > days) year--;
    while (dayOf({ year: year + 1, month: 1, day: 1 }) <= days) year++;
    let rest = days - dayOf({ year, month: 1, day: 1 });
    let month = 1;
    while (rest >= monthLength(year, month)) rest -= monthLength(year, month++);
    return { year, month, day: rest + 1 };
}

// A day that does not exist becomes its month's last. `months` is a BigInt.
export function addMonths(days, months) {
    const { year, month, day } = civilOf(days);
    const total = BigInt(year * 12 + month - 1) + months;
    if (total < 12n || total >= 120000n) return null;
    const target = { year: Math.floor(Number(total) / 12), month: (Number(total) % 12) + 1 };
    return dayOf({ ...target, day: Math.min(day, monthLength(target.year, target.month)) });
}

export function addDays(days, count) {
    const total = BigInt(days) + count;
    return total < BigInt(FIRST_DAY) || total > BigInt(LAST_DAY) ? null : Number(total);
}

// 0 is Monday; 1970-01-01 was a Thursday.
export const weekdayOf = (days) => (((days + 3) % 7) + 7) % 7;

export function parseDay(text) {
    const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
    if (!match) return null;
    const [year, month, day] = match.slice(1).map(Number);
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > monthLength(year, month)) return null;
    return dayOf({ year, month, day });
}

const digits = (value, width) => String(value).padStart(width, "0");

export function formatDay(days) {
    const { year, month, day } = civilOf(days);
    return `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
}

// ---- Instants

const floorDivide = (a, b) => a / b - (a % b < 0n ? 1n : 0n);
const secondsOf = (instant) => Number(floorDivide(instant, BILLION));
const nanosecondsOf = (instant) => instant - BigInt(secondsOf(instant)) * BILLION;

const FIRST_INSTANT = BigInt(FIRST_DAY) * BigInt(DAY_SECONDS) * BILLION;
const LAST_INSTANT = BigInt(LAST_DAY + 1) * BigInt(DAY_SECONDS) * BILLION - 1n;

export const instantInRange = (instant) => (instant >= FIRST_INSTANT && instant <= LAST_INSTANT ? instant : null);

// RFC 3339 with an offset; at most nine digits of a second, no :60, no 24:00.
export function parseInstant(text) {
    const match = /^(\d{4}-\d\d-\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d\d):(\d\d))$/.exec(text);
    if (!match) return null;
    const day = parseDay(match[1]);
    const [hour, minute, second, offsetHour, offsetMinute] = [2, 3, 4, 7, 8].map((i) => Number(match[i] ?? 0));
    if (day === null || hour > 23 || minute > 59 || second > 59 || offsetHour > 23 || offsetMinute > 59) return null;
    const offset = (offsetHour * 3600 + offsetMinute * 60) * (match[6] === "-" ? -1 : 1);
    const seconds = day * DAY_SECONDS + hour * 3600 + minute * 60 + second - offset;
    return instantInRange(BigInt(seconds) * BILLION + BigInt((match[5] ?? "").padEnd(9, "0")));
}

export function formatInstant(instant, zone) {
    const seconds = secondsOf(instant);
    let offset = zone.offsetAt(seconds);
    if (offset % 60 !== 0 || dayInRange(Math.floor((seconds + offset) / DAY_SECONDS)) === null) offset = 0;
    const local = seconds + offset;
    const day = Math.floor(local / DAY_SECONDS);
    const clock = local - day * DAY_SECONDS;
    const time = [Math.floor(clock / 3600), Math.floor(clock / 60) % 60, clock % 60]
        .map((part) => digits(part, 2))
        .join(":");
    const fraction = digits(nanosecondsOf(instant), 9).replace(/0+$/, "");
    const minutes = Math.abs(offset) / 60;
    const suffix =
        offset === 0
            ? "Z"
            : `${offset < 0 ? "-" : "+"}${digits(Math.floor(minutes / 60), 2)}:${digits(minutes % 60, 2)}`;
    return `${formatDay(day)}T${time}${fraction === "" ? "" : `.${fraction}`}${suffix}`;
}

// The day in the zone, which may lie outside of the calendar.
export function dayOfInstant(instant, zone) {
    const seconds = secondsOf(instant);
    return Math.floor((seconds + zone.offsetAt(seconds)) / DAY_SECONDS);
}

// Moves the day and keeps the clock time; null: outside of the calendar.
export function moveInstant(instant, zone, moveDay) {
    const seconds = secondsOf(instant);
    const local = seconds + zone.offsetAt(seconds);
    const day = Math.floor(local / DAY_SECONDS);
    const moved = moveDay(day);
    if (moved === null) return null;
    const target = zone.instantOf(moved * DAY_SECONDS + (local - day * DAY_SECONDS));
    return instantInRange(BigInt(target) * BILLION + nanosecondsOf(instant));
}

// ---- Zones: TZif files (RFC 8536, version 2 or later) and the rule at their end (POSIX TZ)

// All times are whole seconds since 1970 as Numbers, which are exact this far.
class Zone {
    constructor(transitions, firstOffset, rule) {
        this.transitions = transitions; // {at, before, after}, ascending
        this.firstOffset = firstOffset;
        this.rule = rule; // (year) -> transitions of that year, ascending; null: none
        this.end = transitions.length > 0 ? transitions[transitions.length - 1].at : -Infinity;
    }

    // Those from `from` on and before `to`.
    *between(from, to) {
        for (const transition of this.transitions) if (transition.at >= from && transition.at < to) yield transition;
        if (!this.rule) return;
        const firstYear = civilOf(Math.floor(from / DAY_SECONDS)).year - 1;
        const lastYear = civilOf(Math.floor(to / DAY_SECONDS)).year + 1;
        for (let year = firstYear; year <= lastYear; year++)
            for (const transition of this.rule(year))
                if (transition.at > this.end && transition.at >= from && transition.at < to) yield transition;
    }

    offsetAt(seconds) {
        let offset = this.firstOffset;
        if (this.rule && seconds > this.end) {
            const year = civilOf(Math.floor(seconds / DAY_SECONDS)).year;
            const known = [year - 1, year, year + 1].flatMap((y) => this.rule(y));
            offset = known[0].before;
            for (const { at, after } of known) if (at <= seconds) offset = after;
            return offset;
        }
        for (const { at, after } of this.transitions) {
            if (at > seconds) break;
            offset = after;
        }
        return offset;
    }

    // Of a time on the zone's clock: where it comes twice the earlier, where it is skipped the first instant after the
    // gap.
    instantOf(local) {
        const from = local - 2 * DAY_SECONDS;
        let start = from;
        let offset = this.offsetAt(from);
        for (const { at, after } of this.between(from + 1, local + 2 * DAY_SECONDS)) {
            if (local - offset >= start && local - offset < at) return local - offset;
            if (local - offset >= at && local - after < at) return at;
            start = at;
            offset = after;
        }
        return local - offset;
    }
}

// A name of letters, or anything in angle brackets; an offset west of UTC, [+-]h[h[h]][:mm[:ss]].
const NAME = String.raw`(?:[A-Za-z]{3,}|<[^>]+>)`;
const CLOCK = String.raw`[+-]?\d{1,3}(?::\d{1,2})?(?::\d{1,2})?`;
const RULE = new RegExp(`^${NAME}(${CLOCK})(?:${NAME}(${CLOCK})?,([^,/]+)(?:/(${CLOCK}))?,([^,/]+)(?:/(${CLOCK}))?)?$`);

function clockSeconds(text) {
    const [hours, minutes = 0, seconds = 0] = text.replace(/^[+-]/, "").split(":").map(Number);
    return (hours * 3600 + minutes * 60 + seconds) * (text.startsWith("-") ? -1 : 1);
}

// The day of a year that Jn, n or Mm.w.d means.
function ruleDay(text, year) {
    const first = dayOf({ year, month: 1, day: 1 });
    if (text.startsWith("J")) {
        const n = Number(text.slice(1));
        return first + n - 1 + (isLeap(year) && n >= 60 ? 1 : 0);
    }
    if (!text.startsWith("M")) return first + Number(text);
    const [month, week, weekday] = text.slice(1).split(".").map(Number);
    const start = dayOf({ year, month, day: 1 });
    const isoWeekday = (weekday + 6) % 7; // POSIX counts from Sunday
    let day = start + ((isoWeekday - weekdayOf(start) + 7) % 7) + (week - 1) * 7;
    while (day >= start + monthLength(year, month)) day -= 7;
    return day;
}

// What holds after the last transition: an offset, or the changes of each year.
function parseRule(text) {
    const match = RULE.exec(text);
    if (!match) throw new Error(`no rule of a zone: ${text}`);
    const standard = -clockSeconds(match[1]);
    if (match[3] === undefined) return { standard, yearly: null };
    const summer = match[2] === undefined ? standard + 3600 : -clockSeconds(match[2]);
    const years = new Map();
    const yearly = (year) => {
        if (!years.has(year)) {
            const change = (day, clock, before, after) => ({
                at: ruleDay(day, year) * DAY_SECONDS + clockSeconds(clock ?? "2") - before,
                before,
                after,
            });
            const changes = [
                change(match[3], match[4], standard, summer),
                change(match[5], match[6], summer, standard),
            ];
            years.set(
                year,
                changes.sort((a, b) => a.at - b.at),
            );
        }
        return years.get(year);
    };
    return { standard, yearly };
}

// One header and its data: [isutcnt, isstdcnt, leapcnt, timecnt, typecnt, charcnt] begin at byte 20.
function readBlock(file, start, timeSize) {
    const counts = [0, 1, 2, 3, 4, 5].map((i) => file.readUInt32BE(start + 20 + i * 4));
    const [isUtc, isStandard, leaps, times, types, characters] = counts;
    const timesAt = start + 44;
    const indexesAt = timesAt + times * timeSize;
    const typesAt = indexesAt + times;
    const end = typesAt + types * 6 + characters + leaps * (timeSize + 4) + isStandard + isUtc;
    return { times, timesAt, indexesAt, end, offset: (type) => file.readInt32BE(typesAt + type * 6) };
}

function readZone(file) {
    if (file.toString("latin1", 0, 4) !== "TZif" || file[4] < "2".charCodeAt(0)) throw new Error("no TZif file");
    const block = readBlock(file, readBlock(file, 0, 4).end, 8);
    const rule = parseRule(file.toString("latin1", block.end + 1, file.indexOf("\n", block.end + 1)));
    const transitions = [];
    let before = block.offset(0);
    for (let i = 0; i < block.times; i++) {
        const after = block.offset(file[block.indexesAt + i]);
        transitions.push({ at: Number(file.readBigInt64BE(block.timesAt + i * 8)), before, after });
        before = after;
    }
    const first = block.times > 0 ? block.offset(0) : rule.standard;
    return new Zone(transitions, first, rule.yearly);
}

export const UTC = new Zone([], 0, null);

const zones = new Map([
    ["", UTC],
    ["UTC", UTC],
]);

export function zoneNamed(name) {
    if (!zones.has(name)) zones.set(name, readZone(readFileSync(`/usr/share/zoneinfo/${name}`)));
    return zones.get(name);
}
