/* The constructors of names, types and fields, and the lists that grow while they are read.
 *
 * Types and groups know their depth, as expressions do, and none is made that is deeper than the nesting limit: lists
 * of records of lists may be walked by recursion. A name where a type is expected is reported here, with the type that
 * was meant where other languages call it so; whether a one-of has a value twice, or a field comes twice, is for the
 * checker. */
#include <string.h>

#include "syntax/build.h"

/* ---- lists */

/* Room for one more in an array that doubles. The arena keeps the old ones, which together are no larger; a text has
 * too few bytes for the count to overflow. */
static bool has_room(pv_parser *parser, void **array, uint32_t count, uint32_t *capacity, size_t size) {
    if (count < *capacity) return true;
    uint32_t wanted = count > 0 ? count * 2 : 2;
    void *grown = pv_parser_allocate(parser, wanted, size);
    if (!grown) return false;
    if (count > 0) memcpy(grown, *array, count * size);
    *array = grown;
    *capacity = wanted;
    return true;
}

bool pv_build_add_name(pv_parser *parser, pv_names *names, pv_name name) {
    void *array = names->names;
    if (!has_room(parser, &array, names->count, &names->capacity, sizeof name)) return false;
    names->names = array;
    names->names[names->count++] = name;
    return true;
}

bool pv_build_add_string(pv_parser *parser, pv_strings *strings, pv_string string) {
    void *array = strings->strings;
    if (!has_room(parser, &array, strings->count, &strings->capacity, sizeof string)) return false;
    strings->strings = array;
    strings->strings[strings->count++] = string;
    return true;
}

void pv_build_add_field(pv_field_list *list, pv_field *field) {
    if (list->last)
        list->last->next = field;
    else
        list->first = field;
    list->last = field;
    if (field->depth > list->depth) list->depth = field->depth;
}

/* ---- names */

pv_name pv_build_word(pv_parser *parser, pv_range range) { return (pv_name){pv_literal_lowered(parser, range), range}; }

pv_name pv_build_reserved_name(pv_parser *parser, pv_range range) {
    pv_name name = pv_build_word(parser, range);
    pv_parser_complain(parser, PV_DIAGNOSTIC_KEYWORD, range, (proviso_text){"", 0},
                       "`%t` is a word of the language; choose another name", name.text);
    return name;
}

/* ---- types */

static pv_type_expr *make(pv_parser *parser, pv_type_kind kind, pv_range range, unsigned depth) {
    if (depth > parser->nesting) {
        pv_message_too_deep(parser, range);
        return NULL;
    }
    pv_type_expr *type = pv_parser_allocate(parser, 1, sizeof *type);
    if (!type) return NULL;
    type->kind = kind;
    type->range = range;
    type->currency = PV_CURRENCY_ANY;
    type->depth = (uint16_t)depth;
    return type;
}

pv_type_expr *pv_build_type(pv_parser *parser, pv_type_kind kind, pv_range range) {
    return make(parser, kind, range, 1);
}

pv_type_expr *pv_build_number_type(pv_parser *parser, pv_range range, bool fraction) {
    pv_type_expr *type = make(parser, PV_TYPE_NUMBER, range, 1);
    if (type) type->whole = !fraction;
    return type;
}

pv_type_expr *pv_build_money_type(pv_parser *parser, pv_range range, pv_currency currency) {
    pv_type_expr *type = make(parser, PV_TYPE_MONEY, range, 1);
    if (type) type->currency = currency;
    return type;
}

pv_type_expr *pv_build_time_type(pv_parser *parser, pv_range range, pv_time_form form) {
    pv_type_expr *type = make(parser, PV_TYPE_TIME, range, 1);
    if (type) type->form = form;
    return type;
}

pv_type_expr *pv_build_one_of(pv_parser *parser, pv_range range, pv_strings values) {
    pv_type_expr *type = make(parser, PV_TYPE_ONE_OF, range, 1);
    if (!type) return NULL;
    type->values = values.strings;
    type->value_count = values.count;
    return type;
}

pv_type_expr *pv_build_list(pv_parser *parser, pv_range range, pv_type_expr *element) {
    pv_type_expr *type = make(parser, PV_TYPE_LIST, range, element->depth + 1u);
    if (type) type->element = element;
    return type;
}

pv_type_expr *pv_build_records(pv_parser *parser, pv_range range, pv_field_list fields) {
    pv_type_expr *type = make(parser, PV_TYPE_LIST, range, fields.depth + 1u);
    if (!type) return NULL;
    type->fields = fields.first;
    type->has_fields = true;
    return type;
}

/* ---- names that are no types */

typedef struct pv_type_word {
    const char *written, *instead;
    pv_type_kind kind;
    bool whole;
} pv_type_word;

static const pv_type_word type_words[] = {
    {"bool", "bool", PV_TYPE_BOOL, false},          {"boolean", "bool", PV_TYPE_BOOL, false},
    {"number", "number", PV_TYPE_NUMBER, false},    {"decimal", "number", PV_TYPE_NUMBER, false},
    {"float", "number", PV_TYPE_NUMBER, false},     {"double", "number", PV_TYPE_NUMBER, false},
    {"int", "whole number", PV_TYPE_NUMBER, true},  {"integer", "whole number", PV_TYPE_NUMBER, true},
    {"money", "money", PV_TYPE_MONEY, false},       {"text", "text", PV_TYPE_TEXT, false},
    {"string", "text", PV_TYPE_TEXT, false},        {"date", "date", PV_TYPE_DATE, false},
    {"time", "time", PV_TYPE_TIME, false},          {"datetime", "time", PV_TYPE_TIME, false},
    {"timestamp", "time", PV_TYPE_TIME, false},     {"span", "span", PV_TYPE_SPAN, false},
    {"duration", "span", PV_TYPE_SPAN, false},      {"enum", "one of \"a\", \"b\"", PV_TYPE_NONE, false},
    {"array", "list of text", PV_TYPE_NONE, false},
};

static const pv_type_word *find_type_word(proviso_text written) {
    enum { COUNT = sizeof type_words / sizeof *type_words };
    proviso_text best = {"", 0};
    for (size_t i = 0; i < COUNT; i++) {
        proviso_text word = {type_words[i].written, strlen(type_words[i].written)};
        pv_text_suggest(&best, written, word);
    }
    for (size_t i = 0; i < COUNT; i++)
        if (pv_text_is(best, type_words[i].written)) return &type_words[i];
    return NULL;
}

pv_type_expr *pv_build_unknown_type(pv_parser *parser, pv_name name) {
    static const pv_type_word none = {"", "", PV_TYPE_NONE, false};
    const pv_type_word *word = find_type_word(name.text);
    proviso_text hint = {"", 0};
    if (word)
        hint = pv_parser_format(parser, "write `%s`", word->instead);
    else
        word = &none;
    pv_parser_complain(parser, PV_DIAGNOSTIC_TYPE_NAME, name.range, hint, "`%t` is not a type",
                       pv_parser_shown(parser, name.range));
    pv_type_expr *type = make(parser, word->kind, name.range, 1);
    if (type) type->whole = word->whole;
    return type;
}

/* ---- fields */

pv_field *pv_build_field(pv_parser *parser, pv_string key, bool is_private, bool optional, pv_type_expr *type,
                         pv_string description) {
    pv_field *field = pv_parser_allocate(parser, 1, sizeof *field);
    if (!field) return NULL;
    field->key = key;
    field->is_private = is_private;
    field->optional = optional;
    field->type = type;
    field->description = description;
    field->depth = type->depth;
    return field;
}

pv_field *pv_build_group(pv_parser *parser, pv_range range, pv_string key, bool optional, pv_field_list fields) {
    if (fields.depth >= parser->nesting) {
        pv_message_too_deep(parser, range);
        return NULL;
    }
    pv_field *field = pv_parser_allocate(parser, 1, sizeof *field);
    if (!field) return NULL;
    field->key = key;
    field->optional = optional;
    field->is_group = true;
    field->fields = fields.first;
    field->depth = (uint16_t)(fields.depth + 1);
    return field;
}

pv_field *pv_build_named_field(pv_field *field, pv_name name) {
    field->name = name;
    return field;
}
