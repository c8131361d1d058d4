/* Shortcuts: a value in the usual spelling of its type, read in one step.
 *
 * A shortcut that meets anything else gives up before it has changed anything, and the value is read and judged as
 * every other by read.c and convert.c. So shortcuts decide nothing; without them every document has the same slots and
 * refusals, only later. Each reads the bytes that it needs eight or sixteen at a time. */
#include "facts/reader.h"

enum { DAY_SECONDS = 86400, SPELLINGS_MOST = 16 };

/* ---- Enumerations ---------------------------------------------------------------------------------------------- */

/* A value of an enumeration, spelt in a document. */
struct pv_spelling {
    uint64_t pattern[2], mask[2]; /* the text and the quote behind it */
    pv_slot slot;
    size_t length;
};

/* Those that are too long, or escaped, have no shortcut. */
static void add_spelling(pv_member *member, proviso_text text, uint32_t symbol) {
    pv_spelling spelling = {.slot = pv_slot_of_text(text, symbol), .length = text.length + 1};
    char pattern[sizeof spelling.pattern] = {0}, mask[sizeof spelling.mask] = {0};
    if (spelling.length > sizeof pattern || pv_keys_must_be_escaped(text)) return;
    if (text.length > 0) memcpy(pattern, text.data, text.length);
    pattern[text.length] = '"';
    memset(mask, 0xff, spelling.length);
    memcpy(spelling.pattern, pattern, sizeof pattern);
    memcpy(spelling.mask, mask, sizeof mask);
    member->spellings[member->spelling_count++] = spelling;
}

static bool create_spellings(pv_facts *facts, pv_member *member) {
    const pv_schema *schema = facts->schema;
    const pv_schema_field *field = member->field;
    member->spellings = pv_arena_array(&facts->arena, field->value_count, sizeof *member->spellings);
    if (member->spellings == NULL) return false;
    for (uint32_t i = 0; i < field->value_count; i++) {
        uint32_t symbol = schema->values[field->first_value + i];
        add_spelling(member, pv_schema_text(schema, schema->symbols[symbol]), symbol);
    }
    return true;
}

static const char *read_one_of(pv_facts *facts, const pv_member *member, const char *at) {
    if (*at++ != '"') return NULL;
    uint64_t first = pv_keys_word(at), second = pv_keys_word(at + 8);
    for (uint32_t i = 0; i < member->spelling_count; i++) {
        const pv_spelling *spelling = &member->spellings[i];
        uint64_t differ = ((first ^ spelling->pattern[0]) & spelling->mask[0]) |
                          ((second ^ spelling->pattern[1]) & spelling->mask[1]);
        if (differ != 0) continue;
        facts->slots[member->slot] = spelling->slot;
        return at + spelling->length;
    }
    return NULL;
}

/* ---- Dates and times ------------------------------------------------------------------------------------------- */

/* What eight bytes have to be: digits where the pattern has a 0, elsewhere the byte of the pattern. A byte that fits is
 * at most 9 when the pattern is taken off, or 0; what is added to it then leaves its high bit unset. */
typedef struct pv_shape {
    uint64_t pattern, limit;
} pv_shape;

#define WORD(a, b, c, d, e, f, g, h)                                                                                   \
    ((uint64_t)(a) | (uint64_t)(b) << 8 | (uint64_t)(c) << 16 | (uint64_t)(d) << 24 | (uint64_t)(e) << 32 |            \
     (uint64_t)(f) << 40 | (uint64_t)(g) << 48 | (uint64_t)(h) << 56)
#define LIMIT(byte) ((byte) == '0' ? 0x76 : 0x7f)
#define SHAPE(a, b, c, d, e, f, g, h)                                                                                  \
    {                                                                                                                  \
        WORD(a, b, c, d, e, f, g, h),                                                                                  \
            WORD(LIMIT(a), LIMIT(b), LIMIT(c), LIMIT(d), LIMIT(e), LIMIT(f), LIMIT(g), LIMIT(h))                       \
    }

static const pv_shape year_shape = SHAPE('0', '0', '0', '0', '-', '0', '0', '-');
static const pv_shape date_shape = SHAPE('0', '-', '0', '0', '-', '0', '0', '"'); /* from the year's last digit on */
static const pv_shape day_shape = SHAPE('0', '-', '0', '0', '-', '0', '0', 'T');
static const pv_shape clock_shape = SHAPE('0', '0', ':', '0', '0', ':', '0', '0');
static const pv_shape offset_shape = SHAPE('0', '0', ':', '0', '0', '"', 0, 0);

/* Afterwards byte i of `*pairs` is the number of the two digits at i and i + 1. */
static inline bool has_shape(uint64_t *pairs, uint64_t word, pv_shape shape) {
    uint64_t digits = word ^ shape.pattern;
    if (((((digits & PV_EACH_BYTE(0x7f)) + shape.limit) | digits) & PV_EACH_BYTE(0x80)) != 0) return false;
    *pairs = digits * 10 + (digits >> 8);
    return true;
}

static inline int pair(uint64_t pairs, unsigned at) { return (int)(pairs >> (8 * at) & 0xff); }

/* As pv_day_from_civil. */
static inline bool day_of(pv_day *day, int year, int month, int day_of_month) {
    static const struct {
        short before;
        signed char length;
    } months[] = {{0, 31},   {31, 28},  {59, 31},  {90, 30},  {120, 31}, {151, 30},
                  {181, 31}, {212, 31}, {243, 30}, {273, 31}, {304, 30}, {334, 31}};
    if (year == 0 || month < 1 || month > 12) return false;
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    if (day_of_month < 1 || day_of_month > months[month - 1].length + ((month == 2) & leap)) return false;
    int years = year - 1;
    int days = years * 365 + years / 4 - years / 100 + years / 400 + months[month - 1].before + ((month > 2) & leap);
    *day = PV_DAY_FIRST + days + day_of_month - 1;
    return true;
}

/* YYYY-MM-DD and the byte behind it, which belongs to the shape. */
static inline bool read_day(pv_day *day, const char *at, pv_shape shape) {
    uint64_t year, rest;
    if (!has_shape(&year, pv_scan_word(at), year_shape) || !has_shape(&rest, pv_scan_word(at + 3), shape)) return false;
    return day_of(day, pair(year, 0) * 100 + pair(year, 2), pair(rest, 2), pair(rest, 5));
}

static const char *read_date(pv_facts *facts, const pv_member *member, const char *at) {
    pv_day day;
    if (at[0] != '"' || !read_day(&day, at + 1, date_shape)) return NULL;
    facts->slots[member->slot] = day;
    return at + sizeof "\"2025-03-14\"" - 1;
}

/* `Z"` or `+08:00"`, in seconds. */
static inline const char *read_offset(int64_t *offset, const char *at) {
    const uint64_t six_bytes = UINT64_MAX >> 16;
    uint64_t pairs;
    *offset = 0;
    if (at[0] == 'Z' && at[1] == '"') return at + 2;
    bool west = at[0] == '-';
    if (!west && at[0] != '+') return NULL;
    if (!has_shape(&pairs, pv_scan_word(at + 1) & six_bytes, offset_shape)) return NULL;
    int hours = pair(pairs, 0), minutes = pair(pairs, 3);
    if (hours > 23 || minutes > 59) return NULL;
    *offset = (hours * 60 + minutes) * (west ? -60 : 60);
    return at + sizeof "+08:00\"" - 1;
}

/* 2025-03-14T16:11:42, then an offset. */
static const char *read_time(pv_facts *facts, const pv_member *member, const char *at) {
    pv_day day;
    uint64_t clock;
    int64_t offset;
    if (*at++ != '"') return NULL;
    if (!has_shape(&clock, pv_scan_word(at + 11), clock_shape) || !read_day(&day, at, day_shape)) return NULL;
    int hours = pair(clock, 0), minutes = pair(clock, 3), seconds = pair(clock, 6);
    at = read_offset(&offset, at + 19);
    if (at == NULL || hours > 23 || minutes > 59 || seconds > 59) return NULL;
    int64_t instant = day * DAY_SECONDS + hours * 3600 + minutes * 60 + seconds - offset;
    if (instant < PV_INSTANT_FIRST_SECOND || instant > PV_INSTANT_LAST_SECOND) return NULL;
    facts->slots[member->slot] = pv_instant_of(instant, 0);
    return at;
}

/* ---- Numbers and money ----------------------------------------------------------------------------------------- */

/* A number within eight bytes, up to an exponent: all its digits are moved together, and read at once. */
static inline const char *read_exact(pv_number *out, const char *at, unsigned *places) {
    bool negative = *at == '-';
    at += negative;
    uint64_t digits = pv_scan_word(at) ^ PV_EACH_BYTE('0');
    uint64_t others = pv_json_not_digits(digits);
    if (others == 0) return NULL;
    unsigned whole = (unsigned)__builtin_ctzll(others) >> 3, count = whole;
    if ((whole == 0) | ((at[0] == '0') & (whole > 1))) return NULL;
    if (at[whole] == '.') {
        uint64_t before = (UINT64_C(1) << (8 * whole)) - 1;
        digits = (digits & before) | (digits >> 8 & ~before);
        others = others >> 8 & ~before;
        if (others == 0) return NULL;
        count = (unsigned)__builtin_ctzll(others) >> 3;
        if (count == whole) return NULL;
        at++;
    }
    at += count;
    *places = count - whole;
    *out = pv_json_number_of(pv_json_eight_digits(digits << (64 - 8 * count)), *places, negative);
    return at;
}

static const char *read_number(pv_facts *facts, const pv_member *member, const char *at) {
    pv_number value;
    unsigned places;
    at = read_exact(&value, at, &places);
    if (at == NULL || (*at | 0x20) == 'e' || (places > 0 && (member->field->flags & PV_FIELD_WHOLE) != 0)) return NULL;
    facts->slots[member->slot] = value;
    return at;
}

/* "12.50 CNY", in the currency of the one before. */
static const char *read_money(pv_facts *facts, const pv_member *member, const char *at) {
    pv_number amount;
    unsigned places;
    if (*at != '"') return NULL;
    at = read_exact(&amount, at + 1, &places);
    if (at == NULL || at[0] != ' ' || at[4] != '"') return NULL;
    if (memcmp(at + 1, facts->currency_code, sizeof facts->currency_code) != 0) return NULL;
    if (member->field->currency == PV_CURRENCY_ANY)
        facts->slots[member->slot + 1] = facts->currency;
    else if (member->field->currency != facts->currency)
        return NULL;
    facts->slots[member->slot] = amount;
    return at + sizeof " CNY\"" - 1;
}

/* ---- All types ------------------------------------------------------------------------------------------------- */

static const char *read_bool(pv_facts *facts, const pv_member *member, const char *at) {
    unsigned is_true = memcmp(at, "true", 4) == 0, is_false = memcmp(at + 1, "alse", 4) == 0 && at[0] == 'f';
    if ((is_true | is_false) == 0) return NULL;
    facts->slots[member->slot] = is_true;
    return at + 4 + is_false;
}

static const char *read_text(pv_facts *facts, const pv_member *member, const char *at) {
    if (*at != '"') return NULL;
    const char *end = pv_scan_text(++at);
    proviso_text text = pv_text(at, (size_t)(end - at));
    if (*end != '"' || text.length > PV_READER_TEXT_MOST) return NULL;
    bool compared = (member->field->flags & PV_FIELD_SYMBOL) != 0;
    uint32_t symbol = compared ? pv_schema_symbol(facts->schema, text) : PV_SYMBOL_NONE;
    facts->slots[member->slot] = pv_slot_of_text(text, symbol);
    return end + 1;
}

/* For what has no usual spelling. */
static const char *read_nothing(pv_facts *facts, const pv_member *member, const char *at) {
    (void)facts;
    (void)member;
    (void)at;
    return NULL;
}

static pv_shortcut_fn *shortcut_of(const pv_schema_field *field) {
    switch ((pv_type_kind)field->kind) {
    case PV_TYPE_BOOL: return read_bool;
    case PV_TYPE_NUMBER: return read_number;
    case PV_TYPE_MONEY: return read_money;
    case PV_TYPE_TEXT: return read_text;
    case PV_TYPE_ONE_OF: return read_one_of;
    case PV_TYPE_DATE: return read_date;
    case PV_TYPE_TIME: return field->form == PV_TIME_RFC3339 ? read_time : read_nothing;
    case PV_TYPE_SPAN:
    case PV_TYPE_NONE:
    case PV_TYPE_LIST: break;
    }
    return read_nothing;
}

bool pv_shortcut_create(pv_facts *facts, pv_member *member) {
    const pv_schema_field *field = member->field;
    member->shortcut = field != NULL ? shortcut_of(field) : read_nothing;
    if (member->shortcut != read_one_of || field->value_count > SPELLINGS_MOST) return true;
    return create_spellings(facts, member);
}
