/* Refusals: their wording, and the list of the first hundred in the order of their paths.
 *
 * A refusal is composed in the draft: path, expected, found, one behind the other. Then it takes its place in the
 * sorted list, or is only counted. The texts of the list stand in buffers that live as long as the reader, so a session
 * that meets bad documents again and again allocates nothing for long, and a document with millions of faults needs no
 * more memory than one with a hundred. Keys are shortened in paths for the same reason. */
#include "facts/reader.h"

enum {
    FOUND_MOST = 40,           /* bytes of a value that is shown as it is */
    KEY_MOST = 255,            /* bytes of a key in a path: as many as a name has */
    SUGGESTIONS_MOST = 100000, /* candidates a document, so that suggestions cost no more than their worth */
};

void pv_refusals_init(pv_refusals *refusals, pv_memory *memory) {
    *refusals = (pv_refusals){.failed = false};
    pv_buffer_init(&refusals->draft, memory);
}

void pv_refusals_clear(pv_refusals *refusals) {
    refusals->count = refusals->more = 0;
    refusals->suggestions = SUGGESTIONS_MOST;
    refusals->failed = false;
}

void pv_refusals_release(pv_refusals *refusals, pv_memory *memory) {
    pv_refusal_list *list = refusals->list;
    pv_buffer_clear(&refusals->draft);
    if (list == NULL) return;
    for (size_t i = 0; i < PV_REFUSALS_MOST; i++) pv_buffer_clear(&list->texts[i]);
    pv_memory_release(memory, list, sizeof *list);
}

/* ---- Order ----------------------------------------------------------------------------------------------------- */

static bool is_digit(proviso_text text, size_t at) {
    return at < text.length && text.data[at] >= '0' && text.data[at] <= '9';
}

static size_t digits_end(proviso_text text, size_t at) {
    while (is_digit(text, at)) at++;
    return at;
}

/* Bytewise, but a number behind `[` as a number. */
static int compare_paths(proviso_text a, proviso_text b) {
    size_t at = 0;
    while (at < a.length && at < b.length && a.data[at] == b.data[at]) at++;
    size_t number = at;
    while (number > 0 && is_digit(a, number - 1)) number--;
    if (number > 0 && a.data[number - 1] == '[' && is_digit(a, number) && is_digit(b, number)) {
        size_t a_end = digits_end(a, number), b_end = digits_end(b, number);
        if (a_end != b_end) return a_end < b_end ? -1 : 1;
    }
    return pv_text_compare(a, b);
}

static int compare_refusals(const pv_refusal *a, const pv_refusal *b) {
    int order = compare_paths(a->path, b->path);
    if (order == 0) order = pv_text_compare(a->expected, b->expected);
    return order != 0 ? order : pv_text_compare(a->found, b->found);
}

static bool make_list(pv_refusals *refusals, pv_memory *memory) {
    if (refusals->list != NULL) return true;
    pv_refusal_list *list = pv_memory_allocate(memory, sizeof *list);
    if (list == NULL) return false;
    for (size_t i = 0; i < PV_REFUSALS_MOST; i++) pv_buffer_init(&list->texts[i], memory);
    refusals->list = list;
    return true;
}

/* The draft as a refusal whose texts stand at `data`. */
static pv_refusal cut(const pv_refusals *refusals, const char *data) {
    size_t path = refusals->path_length, expected = refusals->expected_end;
    return (pv_refusal){pv_text(data, path), pv_text(data + path, expected - path),
                        pv_text(data + expected, refusals->draft.length - expected)};
}

/* Puts the draft in its place. A full list gives up its last one for it, or the draft. */
static void insert(pv_refusals *refusals) {
    pv_refusal_list *list = refusals->list;
    pv_refusal draft = cut(refusals, pv_buffer_text(&refusals->draft).data);
    size_t count = refusals->count, place = count;
    while (place > 0 && compare_refusals(&draft, &list->items[place - 1]) < 0) place--;
    uint8_t owner = (uint8_t)count;
    if (count == PV_REFUSALS_MOST) {
        refusals->more++;
        if (place == count) return;
        owner = list->owners[--count];
    }
    pv_buffer *text = &list->texts[owner];
    pv_buffer_reset(text);
    pv_buffer_add(text, pv_buffer_text(&refusals->draft));
    refusals->failed = refusals->failed || text->failed;
    if (text->failed) return;
    memmove(&list->items[place + 1], &list->items[place], (count - place) * sizeof *list->items);
    memmove(&list->owners[place + 1], &list->owners[place], (count - place) * sizeof *list->owners);
    list->items[place] = cut(refusals, text->data);
    list->owners[place] = owner;
    refusals->count = count + 1;
}

/* ---- Composing ------------------------------------------------------------------------------------------------- */

static void write_path_key(pv_buffer *out, proviso_text key) {
    size_t length = key.length;
    if (length > KEY_MOST) {
        length = KEY_MOST;
        while (((unsigned char)key.data[length] & 0xc0) == 0x80) length--;
    }
    pv_buffer_add(out, pv_text(key.data, length));
    if (length < key.length) pv_buffer_add_string(out, "…");
}

void pv_refusal_write_path(pv_buffer *out, const pv_facts *facts) {
    for (unsigned i = 0; i < facts->depth; i++) {
        const pv_frame *frame = &facts->frames[i];
        if (frame->is_array) {
            pv_buffer_format(out, "[%zu]", (size_t)frame->count - 1);
            continue;
        }
        if (i > 0) pv_buffer_add_char(out, '.');
        write_path_key(out, frame->member != NULL ? frame->member->name : frame->key);
    }
}

pv_buffer *pv_refusal_begin_root(pv_facts *facts) {
    pv_refusals *refusals = &facts->refusals;
    pv_buffer_reset(&refusals->draft);
    refusals->path_length = 0;
    return &refusals->draft;
}

pv_buffer *pv_refusal_begin(pv_facts *facts) {
    pv_buffer *out = pv_refusal_begin_root(facts);
    pv_refusal_write_path(out, facts);
    facts->refusals.path_length = out->length;
    return out;
}

void pv_refusal_found(pv_facts *facts) { facts->refusals.expected_end = facts->refusals.draft.length; }

void pv_refusal_end(pv_facts *facts) {
    pv_refusals *refusals = &facts->refusals;
    if (refusals->draft.failed || !make_list(refusals, facts->memory))
        refusals->failed = true;
    else
        insert(refusals);
}

/* ---- What was found -------------------------------------------------------------------------------------------- */

static void write_text(pv_buffer *out, const char *what, proviso_text text) {
    if (text.length <= FOUND_MOST)
        pv_buffer_add_json_string(out, text);
    else
        pv_buffer_format(out, "a %s of %zu bytes", what, text.length);
}

static void write_number(pv_buffer *out, proviso_text number) {
    if (number.length <= FOUND_MOST) {
        pv_buffer_add(out, number);
        return;
    }
    size_t digits = 0;
    for (size_t i = 0; i < number.length; i++) digits += is_digit(number, i);
    pv_buffer_format(out, "a number of %zu digits", digits);
}

/* Whether what the frames are at is private: it, or a list around it. */
static bool is_private(const pv_facts *facts) {
    for (unsigned i = 0; i < facts->depth; i++) {
        const pv_member *member = facts->frames[i].member;
        if (member != NULL && member->field != NULL && (member->field->flags & PV_FIELD_PRIVATE) != 0) return true;
    }
    return false;
}

/* What a private value is, and nothing of what it says. */
static const char *kind_of(pv_json_type type) {
    switch (type) {
    case PV_JSON_ARRAY: return "an array";
    case PV_JSON_OBJECT: return "an object";
    case PV_JSON_NUMBER: return "a number";
    case PV_JSON_TEXT: return "a text";
    case PV_JSON_TRUE:
    case PV_JSON_FALSE: return "true or false";
    default: return "null";
    }
}

void pv_refusal_write_value(pv_buffer *out, const pv_facts *facts, const pv_json_value *value) {
    if (is_private(facts)) {
        pv_buffer_add_string(out, kind_of(value->type));
        return;
    }
    switch (value->type) {
    case PV_JSON_ARRAY: pv_buffer_add_string(out, "an array"); break;
    case PV_JSON_OBJECT: pv_buffer_add_string(out, "an object"); break;
    case PV_JSON_NUMBER: write_number(out, value->text); break;
    case PV_JSON_TEXT: write_text(out, "text", value->text); break;
    default: pv_buffer_add(out, value->text); break;
    }
}

/* A byte, to people. */
static void write_byte(pv_buffer *out, char byte) {
    static const char hex[] = "0123456789abcdef";
    unsigned value = (unsigned char)byte;
    if (value > 0x20 && value < 0x7f)
        pv_buffer_add_json_string(out, pv_text(&byte, 1));
    else
        pv_buffer_format(out, "byte 0x%c%c", hex[value >> 4], hex[value & 15]);
}

/* Counted in the caller's bytes, as texts before this place may have been decoded already. */
static void write_place(pv_buffer *out, const pv_facts *facts, const char *at) {
    const char *source = facts->source, *here = source + (at - facts->text), *line = source;
    size_t lines = 1;
    for (const char *c = source; c < here; c++) {
        if (*c != '\n') continue;
        lines++;
        line = c + 1;
    }
    pv_buffer_format(out, " at line %zu, column %zu", lines, pv_utf8_count(line, (size_t)(here - line)) + 1);
}

/* ---- Refusals -------------------------------------------------------------------------------------------------- */

static bool is_byte_order_mark(const pv_facts *facts, const char *at) {
    return at == facts->text && memcmp(at, "\xef\xbb\xbf", 3) == 0;
}

const char *pv_refusal_syntax(pv_facts *facts, const char *at, const char *expected) {
    pv_buffer *out = pv_refusal_begin_root(facts);
    pv_buffer_add_string(out, expected);
    pv_refusal_found(facts);
    if (at == facts->end) {
        pv_buffer_add_string(out, "the end of the document");
    } else if (is_byte_order_mark(facts, at)) {
        pv_buffer_add_string(out, "a byte order mark");
    } else {
        write_byte(out, *at);
        write_place(out, facts, at);
    }
    pv_refusal_end(facts);
    return NULL;
}

bool pv_refusal_depth(pv_facts *facts) {
    pv_buffer *out = pv_refusal_begin_root(facts);
    pv_buffer_format(out, "at most %zu levels", (size_t)facts->depth_most);
    pv_refusal_found(facts);
    pv_buffer_add_string(out, "a deeper one");
    pv_refusal_end(facts);
    return false;
}

void pv_refusal_value(pv_facts *facts, const char *expected, const pv_json_value *value) {
    if (value->type == PV_JSON_REFUSED) return;
    pv_buffer *out = pv_refusal_begin(facts);
    pv_buffer_add_string(out, expected);
    pv_refusal_found(facts);
    pv_refusal_write_value(out, facts, value);
    pv_refusal_end(facts);
}

void pv_refusal_unit(pv_facts *facts, uint32_t unit) {
    static const char hex[] = "0123456789abcdef";
    pv_buffer *out = pv_refusal_begin(facts);
    pv_buffer_add_string(out, unit == 0 ? "a text without U+0000" : "a text without lone surrogates");
    pv_refusal_found(facts);
    pv_buffer_add_string(out, "\\u");
    for (unsigned shift = 16; shift > 0; shift -= 4) pv_buffer_add_char(out, hex[unit >> (shift - 4) & 15]);
    pv_refusal_end(facts);
}

void pv_refusal_again(pv_facts *facts, proviso_text key) {
    pv_buffer *out = pv_refusal_begin(facts);
    pv_buffer_add_string(out, "each key once");
    pv_refusal_found(facts);
    pv_buffer_add_string(out, key.length <= FOUND_MOST ? "the key " : "");
    write_text(out, "key", key);
    pv_buffer_add_string(out, " again");
    pv_refusal_end(facts);
}

void pv_refusal_undeclared(pv_facts *facts, const pv_group *group, proviso_text key) {
    proviso_text suggestion = {NULL, 0};
    for (size_t i = 0; i < group->member_count && facts->refusals.suggestions > 0; i++, facts->refusals.suggestions--)
        pv_text_suggest(&suggestion, key, group->members[i].key);
    pv_buffer *out = pv_refusal_begin(facts);
    pv_buffer_add_string(out, "a declared fact");
    if (suggestion.length > 0) {
        pv_buffer_add_string(out, "; did you mean ");
        pv_buffer_add_json_string(out, suggestion);
        pv_buffer_add_char(out, '?');
    }
    pv_refusal_found(facts);
    write_text(out, "key", key);
    pv_refusal_end(facts);
}
