/* Hints for questions to a list that are written as other languages have them: `sum(items.price)`, `any(items)`,
 * `exists (…)`.
 *
 * The grammar knows what it expected, but not of what word; so the text before the mistake is read once more, back to
 * the parenthesis that is open there, and no further than a short way. What stands behind that parenthesis may be
 * nothing but a path: then the hint is made of it, in full. */
#include <string.h>

#include "syntax/tokens.h"

static const proviso_text no_hint = {"", 0};

/* ---- what stands there */

typedef struct pv_asked {
    proviso_text word; /* before the open parenthesis; empty: there is none */
    proviso_text path; /* all that stands within the parentheses, where that is a path; else empty */
} pv_asked;

static bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }
static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/* The offset of the parenthesis that is open at `at`, or `at` where none is near. */
static size_t open_parenthesis(proviso_text text, size_t at) {
    enum { MOST = 256 };
    size_t closed = 0, begin = at;
    bool quoted = false;
    for (; begin > 0 && at - begin < MOST; begin--) {
        char c = text.data[begin - 1];
        quoted = quoted != (c == '"');
        if (quoted) continue;
        if (c == '(' && closed == 0) return begin - 1;
        closed += c == ')' ? 1 : 0;
        closed -= c == '(' ? 1 : 0;
    }
    return at;
}

static proviso_text word_before(proviso_text text, size_t at) {
    while (at > 0 && is_blank(text.data[at - 1])) at--;
    size_t end = at;
    while (at > 0 && is_word(text.data[at - 1])) at--;
    return (proviso_text){text.data + at, end - at};
}

static proviso_text path_after(proviso_text text, size_t at) {
    while (at < text.length && is_blank(text.data[at])) at++;
    size_t begin = at;
    while (at < text.length && (is_word(text.data[at]) || text.data[at] == '.')) at++;
    size_t end = at;
    while (at < text.length && is_blank(text.data[at])) at++;
    bool is_all = end > begin && at < text.length && text.data[at] == ')';
    return is_all ? (proviso_text){text.data + begin, end - begin} : no_hint;
}

static pv_asked read_asked(const pv_parser *parser, pv_range range) {
    proviso_text text = parser->source->text;
    size_t open = open_parenthesis(text, range.begin);
    if (open == range.begin) return (pv_asked){no_hint, no_hint};
    return (pv_asked){word_before(text, open), path_after(text, open + 1)};
}

/* ---- what was meant */

typedef struct pv_usage {
    const char *word;
    const char *form;     /* as it is written */
    const char *of_field; /* with an element, its list and a field; NULL: the form */
    const char *of_list;  /* with a list; NULL: the form */
} pv_usage;

static const pv_usage usages[] = {
    {"any", "any (x in list where …)", "write `any (%t in %t where %t.%t …)`", "write `any (x in %t where …)`"},
    {"all", "all (x in list satisfy …)", "write `all (%t in %t satisfy %t.%t …)`", "write `all (x in %t satisfy …)`"},
    {"count", "count (x in list where …)", "write `count (%t in %t where %t.%t …)`",
     "`count (x in list)` counts elements; `length(%t)` is how many there are"},
    {"sum", "sum (x.field for x in list where …)", NULL, "write `sum (x for x in %t)`"},
    {"smallest", "smallest (x.field for x in list where …)", NULL, "write `smallest (x for x in %t)`"},
    {"largest", "largest (x.field for x in list where …)", NULL, "write `largest (x for x in %t)`"},
};

static const pv_usage *find_usage(proviso_text word) {
    for (size_t i = 0; i < sizeof usages / sizeof *usages; i++)
        if (pv_text_is(word, usages[i].word)) return &usages[i];
    return NULL;
}

/* What is asked by another word. */
static const char *instead_of(proviso_text word) {
    static const char *const words[][2] = {{"exists", "any (…)"},          {"some", "any (…)"},
                                           {"none", "not any (…)"},        {"every", "all (…)"},
                                           {"min", "smallest (…)"},        {"max", "largest (…)"},
                                           {"avg", "sum (…) / count (…)"}, {"average", "sum (…) / count (…)"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (pv_text_is(word, words[i][0])) return words[i][1];
    return NULL;
}

/* `sum(items.price)` */
static proviso_text hint_of_path(pv_parser *parser, const pv_usage *usage, proviso_text path) {
    size_t dot = path.length;
    while (dot > 0 && path.data[dot - 1] != '.') dot--;
    if (dot < 2 || dot == path.length) return pv_parser_format(parser, usage->of_list, path);
    proviso_text field = {path.data + dot, path.length - dot}, list = {path.data, dot - 1};
    size_t name = list.length;
    while (name > 0 && list.data[name - 1] != '.') name--;
    proviso_text element = {list.data + name, 1};
    if (usage->of_field) return pv_parser_format(parser, usage->of_field, element, list, element, field);
    return pv_parser_format(parser, "write `%s (%t.%t for %t in %t)`", usage->word, element, field, element, list);
}

static bool is_quantifier(int token) {
    return token == PV_TOKEN_ANY || token == PV_TOKEN_ALL || token == PV_TOKEN_COUNT || token == PV_TOKEN_SUM ||
           token == PV_TOKEN_SMALLEST || token == PV_TOKEN_LARGEST;
}

/* Whether a quantifier cannot end yet: its `in`, `where`, `satisfy` or `for` is still to come. */
static bool lacks_part(const bool *expected) {
    if (expected[PV_TOKEN_CLOSE_PAREN]) return false;
    bool wants_in = expected[PV_TOKEN_IN] && !expected[PV_TOKEN_ADDED];
    return wants_in || expected[PV_TOKEN_WHERE] || expected[PV_TOKEN_SATISFY] || expected[PV_TOKEN_FOR];
}

proviso_text pv_message_of_quantifier(pv_parser *parser, pv_range range, int found, const bool *expected) {
    int before = parser->tokens.before_last;
    if (is_quantifier(before) && expected[PV_TOKEN_OPEN_PAREN]) {
        const char *word = pv_yytoken_name(before);
        return pv_parser_format(parser, "write `%s`", find_usage(pv_text(word, strlen(word)))->form);
    }
    pv_asked asked = read_asked(parser, range);
    const pv_usage *usage = find_usage(asked.word);
    if (usage && lacks_part(expected) && asked.path.length > 0) return hint_of_path(parser, usage, asked.path);
    if (usage && lacks_part(expected)) return pv_parser_format(parser, "write `%s`", usage->form);
    if (found == PV_TOKEN_SATISFY && (pv_text_is(asked.word, "any") || pv_text_is(asked.word, "count")))
        return pv_parser_format(parser, "`satisfy` is for `all`; write `and` here");
    bool asks_list = found == PV_TOKEN_WHERE || found == PV_TOKEN_FOR || found == PV_TOKEN_SATISFY;
    const char *other = asks_list ? instead_of(asked.word) : NULL;
    return other ? pv_parser_format(parser, "write `%s`", other) : no_hint;
}
