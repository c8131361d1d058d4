/* Lost names: what a text with syntax errors seems to declare.
 *
 * The parser skips what it cannot read, so a declaration may be missing from the tree although its author wrote it; to
 * call its name undeclared at every use would bury the one error that matters. So the text itself is read once,
 * roughly: a word counts as declared where it stands as a declaration would have it. A misspelt name nowhere does, and
 * is still reported. Texts and comments are passed over; nothing here is read unless the parser found errors. */
#include "check/check_internal.h"

typedef struct pv_lost_reader {
    proviso_text text;
    size_t at;
    bool after_keyword; /* the word before was `param`, `rule`, … */
    bool in_outcomes;   /* since `outcomes` there were only names and `>` */
    bool in_targets;    /* since `from` there were only names and commas: these are no declarations */
} pv_lost_reader;

static bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }
static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

static size_t skip_blanks(const pv_lost_reader *r, size_t at) {
    while (at < r->text.length && is_blank(r->text.data[at])) at++;
    return at;
}

static void skip_to(pv_lost_reader *r, char end) {
    while (r->at < r->text.length && r->text.data[r->at] != end && r->text.data[r->at] != '\n')
        r->at += end == '"' && r->text.data[r->at] == '\\' ? 2 : 1;
    r->at++;
}

/* Whether the character `next` comes after blanks. */
static bool is_followed_by(const pv_lost_reader *r, char next) {
    size_t at = skip_blanks(r, r->at);
    return at < r->text.length && r->text.data[at] == next;
}

static bool is_one_of(proviso_text word, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (pv_text_is(word, words[i])) return true;
    return false;
}

/* Whether what follows is a colon, a brace, or a word that stands before or in a type. */
static bool continues_as_field(const pv_lost_reader *r) {
    static const char *const words[] = {"as",   "optional", "private", "bool", "number", "whole", "money",
                                        "text", "date",     "time",    "span", "one",    "list"};
    size_t at = skip_blanks(r, r->at), end = at;
    if (is_followed_by(r, ':') || is_followed_by(r, '{')) return true;
    while (end < r->text.length && is_word(r->text.data[end])) end++;
    return is_one_of((proviso_text){r->text.data + at, end - at}, words, sizeof words / sizeof *words);
}

static void read_word(pv_checker *c, pv_lost_reader *r) {
    static const char *const keywords[] = {"param",  "define", "rule",   "exclude",
                                           "adjust", "table",  "extern", "calendar"};
    size_t begin = r->at;
    while (r->at < r->text.length && is_word(r->text.data[r->at])) r->at++;
    proviso_text word = {r->text.data + begin, r->at - begin};
    bool declared = r->after_keyword || r->in_outcomes || (!r->in_targets && continues_as_field(r));
    if (declared && !pv_check_is_lost(c, word)) pv_check_add_name(c, &c->lost, (pv_name){word, {0, 0}}, PV_NAMED_LOST);
    r->after_keyword = is_one_of(word, keywords, sizeof keywords / sizeof *keywords);
    r->in_outcomes = pv_text_is(word, "outcomes") || (r->in_outcomes && is_followed_by(r, '>'));
    r->in_targets = pv_text_is(word, "from") || (r->in_targets && is_followed_by(r, ','));
}

void pv_check_collect_lost(pv_checker *c) {
    pv_lost_reader r = {.text = c->source->text};
    while (r.at < r.text.length && !c->failed) {
        char now = r.text.data[r.at];
        if (is_word(now))
            read_word(c, &r);
        else if (now == '#' || now == '"') {
            r.at++;
            skip_to(&r, now == '"' ? '"' : '\n');
        } else
            r.at++;
    }
}
