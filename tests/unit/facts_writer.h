/* Documents made up for a schema: most of what they have is as declared, some of it is anything else. The same random
 * numbers make the same documents. */
#ifndef PV_TESTS_FACTS_WRITER_H
#define PV_TESTS_FACTS_WRITER_H

#include "facts_fixture.h"

typedef struct writer {
    char text[1 << 15];
    size_t length;
    const pv_schema *schema;
    uint64_t *random;
} writer;

static const char *const any_values[] = {"true",
                                         "false",
                                         "null",
                                         "0",
                                         "12",
                                         "-3",
                                         "1.5",
                                         "-0.0",
                                         "9007199254740992",
                                         "1e3",
                                         "1.5e1",
                                         "2E-1",
                                         "0.30000000000000004",
                                         "1e400",
                                         "1e-400",
                                         "01",
                                         "1.",
                                         "-",
                                         "[]",
                                         "[1,{}]",
                                         "[null,[]]",
                                         "{}",
                                         "{\"a\":1}",
                                         "{\"a\":[{\"a\":1,\"a\":2}]}",
                                         "{\"amount\":1,\"currency\":\"CNY\"}",
                                         "{\"amount\":\"x\",\"amount\":2}",
                                         "\"\"",
                                         "\"gold\"",
                                         "\"call\"",
                                         "\"12.50 CNY\"",
                                         "\"12\"",
                                         "\"2025-03-14\"",
                                         "\"P5D\"",
                                         "\"2025-03-14T16:11:42+08:00\"",
                                         "\"\\ud800\"",
                                         "\"a\\u0000b\"",
                                         "\"\xff\"",
                                         "\"\xe4\xbd\xa0\"",
                                         "\"a text that goes on beyond sixteen bytes\""};
static const char *const bools[] = {"true", "false", "true", "false", "true", "0"};
static const char *const numbers[] = {"0",
                                      "12",
                                      "-3",
                                      "1.5",
                                      "12.50",
                                      "-0.0",
                                      "1234567",
                                      "12345678",
                                      "123456.78",
                                      "1e3",
                                      "1.5e1",
                                      "2E-1",
                                      "0.30000000000000004",
                                      "\"7.25\"",
                                      "9007199254740991"};
static const char *const wholes[] = {"0", "12", "-3", "5.0", "1e3", "\"42\"", "1234567890123456", "1.5"};
static const char *const prices[] = {"\"12.50 CNY\"",
                                     "\"-7 USD\"",
                                     "\"1 JPY\"",
                                     "\"1e2 EUR\"",
                                     "\"1.23456789 CNY\"",
                                     "{\"amount\":1,\"currency\":\"CNY\"}",
                                     "{\"currency\":\"USD\",\"amount\":\"2.5\"}",
                                     "\"12.5CNY\""};
static const char *const amounts[] = {"12",  "\"12.50 CNY\"", "\"7\"", "{\"amount\":\"2.5\",\"currency\":\"CNY\"}",
                                      "0.1", "\"1 USD\""};
static const char *const texts[] = {"\"\"",
                                    "\"gold\"",
                                    "\"silver\"",
                                    "\"go\\u006cd\"",
                                    "\"\xe4\xbd\xa0\"",
                                    "\"a\\n\\\"b\"",
                                    "\"\\ud83d\\ude00\"",
                                    "\"a text that goes on beyond sixteen bytes\"",
                                    "7"};
static const char *const kinds[] = {"\"call\"",       "\"conference\"", "\"a value of more than sixteen bytes\"",
                                    "\"c\\u0061ll\"", "\"call\"",       "\"calls\""};
static const char *const dates[] = {"\"2025-03-14\"", "\"2024-02-29\"", "\"0001-01-01\"", "\"2023-02-29\"",
                                    "\"2025-13-01\""};
static const char *const times[] = {"\"2025-03-14T16:11:42+08:00\"", "\"2025-03-14T16:11:42Z\"",
                                    "\"2025-03-14t16:11:42.5z\"", "\"2025-03-14T24:00:00Z\"",
                                    "\"0001-01-01T00:00:00+01:00\""};
static const char *const unix_times[] = {"1741939902", "\"1741939902\"", "0", "-5", "1.5"};
static const char *const spans[] = {"\"P5D\"", "\"PT1H\"", "\"P1Y2M\"", "\"5 days\""};

static inline size_t pick(writer *w, size_t count) { return next_random(w->random) % count; }

static inline void put(writer *w, proviso_text text) {
    if (w->length + text.length > sizeof w->text) return;
    memcpy(w->text + w->length, text.data, text.length);
    w->length += text.length;
}

static inline void put_string(writer *w, const char *text) { put(w, text_of(text)); }

static inline void put_blank(writer *w) {
    static const char *const blanks[] = {"", "", "", "", "", " ", "\n  ", "\t"};
    put_string(w, blanks[pick(w, sizeof blanks / sizeof *blanks)]);
}

#define PUT_ONE_OF(w, values) put_string(w, (values)[pick(w, sizeof(values) / sizeof *(values))])
/* The more likely the nearer to the beginning; what is wrong stands at the end. */
#define PUT_LIKELY(w, values) put_string(w, (values)[pick(w, 1 + pick(w, sizeof(values) / sizeof *(values)))])

static inline void put_scalar(writer *w, const pv_schema_field *field) {
    switch ((pv_type_kind)field->kind) {
    case PV_TYPE_BOOL: PUT_LIKELY(w, bools); break;
    case PV_TYPE_NUMBER:
        if ((field->flags & PV_FIELD_WHOLE) != 0)
            PUT_LIKELY(w, wholes);
        else
            PUT_LIKELY(w, numbers);
        break;
    case PV_TYPE_MONEY:
        if (field->currency == PV_CURRENCY_ANY)
            PUT_LIKELY(w, prices);
        else
            PUT_LIKELY(w, amounts);
        break;
    case PV_TYPE_TEXT: PUT_LIKELY(w, texts); break;
    case PV_TYPE_ONE_OF: PUT_LIKELY(w, kinds); break;
    case PV_TYPE_DATE: PUT_LIKELY(w, dates); break;
    case PV_TYPE_TIME:
        if (field->form == PV_TIME_RFC3339)
            PUT_LIKELY(w, times);
        else
            PUT_LIKELY(w, unix_times);
        break;
    case PV_TYPE_SPAN: PUT_LIKELY(w, spans); break;
    case PV_TYPE_LIST:
    case PV_TYPE_NONE: put_string(w, "null"); break;
    }
}

static inline void put_group(writer *w, const pv_schema_group *group);

static inline void put_field(writer *w, const pv_schema_field *field) {
    if (field->kind != PV_TYPE_LIST || pick(w, 12) == 0) {
        put_scalar(w, field);
        return;
    }
    const pv_schema_group *root = &w->schema->groups[w->schema->lists[field->first_value].group];
    const pv_schema_field *first = &w->schema->fields[root->first_field];
    size_t count = pick(w, 5);
    put_string(w, "[");
    for (size_t i = 0; i < count; i++) {
        if (i > 0) put_string(w, ",");
        put_blank(w);
        if (pick(w, 30) == 0)
            PUT_ONE_OF(w, any_values);
        else if (first->name.length == 0)
            put_field(w, first);
        else
            put_group(w, root);
        put_blank(w);
    }
    put_string(w, "]");
}

/* With its first character escaped, now and then. */
static inline void put_key(writer *w, pv_text_ref key) {
    proviso_text text = pv_schema_text(w->schema, key);
    char escaped[16];
    put_string(w, "\"");
    if (text.length > 0 && pick(w, 20) == 0) {
        snprintf(escaped, sizeof escaped, "\\u%04x", (unsigned)text.data[0]);
        put_string(w, escaped);
        text = pv_text(text.data + 1, text.length - 1);
    }
    put(w, text);
    put_string(w, "\"");
}

/* Members of a group are its fields, then the groups within it. */
static inline bool is_presence(const writer *w, const pv_schema_group *group, size_t index) {
    return index < group->field_count && (w->schema->fields[group->first_field + index].flags & PV_FIELD_PRESENCE) != 0;
}

static inline void put_member(writer *w, const pv_schema_group *group, size_t index) {
    bool is_group = index >= group->field_count;
    const pv_schema_field *field = is_group ? NULL : &w->schema->fields[group->first_field + index];
    const pv_schema_group *inner =
        is_group ? &w->schema->groups[group->first_group + index - group->field_count] : NULL;
    put_key(w, is_group ? inner->key : field->key);
    put_blank(w);
    put_string(w, ":");
    put_blank(w);
    if (pick(w, 40) == 0)
        PUT_ONE_OF(w, any_values);
    else if (is_group)
        put_group(w, inner);
    else
        put_field(w, field);
}

static inline void put_undeclared(writer *w) {
    static const char *const keys[] = {"\"undeclared\"", "\"\"", "\"x\\ny\"", "\"usde\"", "\"\xe4\xbd\xa0\""};
    PUT_ONE_OF(w, keys);
    put_string(w, ":");
    PUT_ONE_OF(w, any_values);
}

/* Most of the members, from one of them on in their order, in every tenth object in any order and some again. */
static inline void put_group(writer *w, const pv_schema_group *group) {
    size_t count = group->field_count + group->group_count, first = pick(w, 5) == 0 ? pick(w, count + 1) : 0;
    bool shuffled = pick(w, 10) == 0, comma = false;
    put_string(w, "{");
    for (size_t i = 0; i < count; i++) {
        size_t index = shuffled ? pick(w, count) : (first + i) % count;
        if (pick(w, 6) == 0 || is_presence(w, group, index)) continue;
        if (comma) put_string(w, ",");
        comma = true;
        put_blank(w);
        if (pick(w, 25) == 0)
            put_undeclared(w);
        else
            put_member(w, group, index);
        put_blank(w);
    }
    put_string(w, "}");
}

/* Starts afresh. */
static inline proviso_text make_document(writer *w) {
    w->length = 0;
    put_group(w, &w->schema->groups[0]);
    return pv_text(w->text, w->length);
}

#endif
