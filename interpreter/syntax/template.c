/* Template: the text of a `because`, split into what stands as it is and placeholders.
 *
 * It is read as written, escapes and all, so that a placeholder's nodes point at their place in the policy. A
 * placeholder holds a path, a name, or a call of such with literals, names and paths; everything longer is to be a
 * `define`, so that a reason stays readable. `{{` and `}}` are braces; one that an escape makes is plain text. */
#include "syntax/build.h"

static const proviso_text no_hint = {"", 0};

typedef struct pv_template {
    pv_parser *parser;
    const char *text; /* of the policy */
    uint32_t at, end; /* the rest of the content */
    uint32_t begin;   /* of the text that was not added yet */
    pv_template_part *first, *last;
} pv_template;

static char peek(const pv_template *t, uint32_t ahead) { return t->at + ahead < t->end ? t->text[t->at + ahead] : 0; }

static void add_part(pv_template *t, proviso_text text, pv_expr *expr) {
    pv_template_part *part = pv_parser_allocate(t->parser, 1, sizeof *part);
    if (!part) return;
    part->text = text;
    part->expr = expr;
    if (t->last)
        t->last->next = part;
    else
        t->first = part;
    t->last = part;
}

/* Adds what stands before t->at. */
static void add_text(pv_template *t) {
    if (t->begin < t->at) add_part(t, pv_literal_decode(t->parser, (pv_range){t->begin, t->at}, true), NULL);
    t->begin = t->at;
}

static void complain(pv_template *t, pv_range range, proviso_text hint, const char *format) {
    pv_parser_complain(t->parser, PV_DIAGNOSTIC_PLACEHOLDER, range, hint, format, pv_parser_shown(t->parser, range));
}

static void pass_escape(pv_template *t) {
    bool has_braces = peek(t, 1) == 'u' && peek(t, 2) == '{';
    t->at += 2;
    while (has_braces && t->at < t->end && t->text[t->at - 1] != '}') t->at++;
    if (t->at > t->end) t->at = t->end;
}

/* The end of the placeholder whose brace is at t->at, or 0. Its texts stand between `\"`, and may hold a brace. */
static uint32_t find_end(const pv_template *t) {
    bool is_text = false;
    for (uint32_t at = t->at + 1; at < t->end; at++) {
        if (t->text[at] == '\\' && at + 1 < t->end && t->text[++at] == '"') is_text = !is_text;
        if (t->text[at] == '}' && !is_text) return at;
    }
    return 0;
}

static bool is_plain(const pv_expr *expr) {
    if (expr->kind == PV_EXPR_NEGATE) return expr->operands.first->kind < PV_EXPR_PATH;
    return expr->kind <= PV_EXPR_PATH;
}

static bool is_short(const pv_expr *expr) {
    if (expr->kind == PV_EXPR_PATH) return true;
    if (expr->kind != PV_EXPR_CALL) return false;
    for (const pv_expr *argument = expr->operands.first; argument; argument = argument->next)
        if (!is_plain(argument)) return false;
    return true;
}

static void read_placeholder(pv_template *t) {
    uint32_t end = find_end(t);
    if (end == 0) {
        complain(t, (pv_range){t->at, t->at + 1}, PROVISO_TEXT("a brace in a text is written `{{`"),
                 "`%t` begins a placeholder that is not closed");
        t->at = t->end;
        return;
    }
    add_text(t);
    pv_range whole = {t->at, end + 1};
    pv_expr *expr = pv_parser_read_placeholder(t->parser, (pv_range){t->at + 1, end});
    if (expr && is_short(expr))
        add_part(t, no_hint, expr);
    else if (!t->parser->failed)
        complain(t, whole,
                 PROVISO_TEXT("a placeholder holds a path, a name or `name(…)`; write a `define` for anything "
                              "longer, and `{{` for a brace"),
                 "`%t` cannot stand in a text");
    t->at = t->begin = end + 1;
}

static void read_next(pv_template *t) {
    char c = t->text[t->at];
    if (c == '\\') {
        pass_escape(t);
    } else if ((c == '{' || c == '}') && peek(t, 1) == c) {
        t->at += 2;
    } else if (c == '{') {
        read_placeholder(t);
    } else if (c == '}') {
        complain(t, (pv_range){t->at, t->at + 1}, PROVISO_TEXT("a brace in a text is written `}}`"),
                 "`%t` closes no placeholder");
        t->at++;
    } else {
        t->at++;
    }
}

pv_template_part *pv_build_template(pv_parser *parser, pv_string text) {
    proviso_text written = pv_source_slice(parser->source, text.range);
    pv_template t = {.parser = parser, .text = parser->source->text.data};
    /* Other quotes, and a text that is not closed, were reported: there is no template then. */
    bool is_whole = written.length >= 2 && written.data[0] == '"' && written.data[written.length - 1] == '"';
    if (is_whole) {
        t.begin = t.at = text.range.begin + 1;
        t.end = text.range.end - 1;
    }
    while (t.at < t.end && !parser->failed) read_next(&t);
    add_text(&t);
    if (!t.first) add_part(&t, is_whole ? no_hint : text.text, NULL);
    return parser->failed ? NULL : t.first;
}
