/* The checker: a tree as written becomes a policy in which every name is resolved and every expression typed.
 *
 * The passes, each in the order of the file unless said otherwise: declare all names; number the facts; resolve the
 * names in expressions; put the defines in the order of their dependency and type them; type rules, exclusions and
 * `otherwise`; build the model, sorted; warn, where there are no errors. A pass never stops at an error; what could
 * not be typed has the type PV_TYPE_NONE, of which nothing more is said. Memory failure is noted in pv_checker.failed
 * and ends each pass soon. This file owns that order, what a policy has once (its name, version and timezone), and the
 * small services for messages. */
#include "check/check_internal.h"

#include <string.h>

void *pv_check_new(pv_checker *c, size_t count, size_t size) {
    void *block = pv_arena_array(c->arena, count, size);
    if (!block) c->failed = true;
    return block;
}

void *pv_check_scratch(pv_checker *c, size_t count, size_t size) {
    void *block = pv_arena_array(&c->scratch, count, size);
    if (!block) c->failed = true;
    return block;
}

proviso_text pv_check_text(pv_checker *c, proviso_text formatted) {
    if (!formatted.data) c->failed = true;
    return formatted.data ? formatted : (proviso_text){"", 0};
}

/* Where there are several lines, the first may end with a comment. */
static bool ends_line(char c) { return c == '\n' || c == '\r' || c == '#'; }

proviso_text pv_check_quote(pv_checker *c, pv_range range) {
    enum { LONGEST = 48 };
    proviso_text slice = pv_source_slice(c->source, range);
    bool has_lines = slice.length > 0 && memchr(slice.data, '\n', slice.length) != NULL;
    size_t end = 0;
    while (end < slice.length && end < LONGEST && !(has_lines && ends_line(slice.data[end]))) end++;
    if (end == slice.length) return slice;
    while (end > 0 && ((unsigned char)slice.data[end] & 0xc0) == 0x80) end--;
    while (end > 0 && (slice.data[end - 1] == ' ' || slice.data[end - 1] == '\t')) end--;
    return PV_CHECK_FORMAT(c, "%t …", pv_text(slice.data, end));
}

pv_range pv_check_head(pv_range range, uint32_t count) {
    return (pv_range){range.begin, range.end - range.begin > count ? range.begin + count : range.end};
}

/* ---- What a policy has once ---- */

static void report_again(pv_checker *c, pv_range range, const char *what, const pv_item *first) {
    size_t line, column;
    pv_source_position(c->source, first->range.begin, &line, &column);
    proviso_text hint = PV_CHECK_FORMAT(c, "the first is on line %zu", line);
    pv_diagnose(c->source, PV_DIAGNOSTIC_DECLARED_AGAIN, range, hint, "a policy has one %s", what);
}

static void read_timezone(pv_checker *c, const pv_item *item) {
    c->model->timezone = item->text.text;
    c->model->timezone_range = item->text.range;
    if (!pv_zone_name_valid(item->text.text))
        pv_diagnose(c->source, PV_DIAGNOSTIC_TIMEZONE_NAME, item->text.range,
                    PROVISO_TEXT("a zone has a name of the IANA database, as \"Asia/Shanghai\""),
                    "`%t` is no name of a timezone", pv_check_quote(c, item->text.range));
}

static void declare_header(pv_checker *c, const pv_item *item, const pv_item **seen) {
    static const char *const nouns[] = {
        [PV_ITEM_POLICY] = "name", [PV_ITEM_VERSION] = "version", [PV_ITEM_TIMEZONE] = "timezone"};
    if (seen[item->kind]) {
        report_again(c, item->range, nouns[item->kind], seen[item->kind]);
        return;
    }
    seen[item->kind] = item;
    if (item->kind == PV_ITEM_POLICY) c->model->name = item->name.text;
    if (item->kind == PV_ITEM_VERSION) c->model->version = item->text.text;
    if (item->kind == PV_ITEM_TIMEZONE) read_timezone(c, item);
}

static void declare_decide(pv_checker *c, const pv_item *item) {
    if (c->decide)
        report_again(c, pv_check_head(item->range, 6), "`decide`", c->decide);
    else
        pv_check_declare_decide(c, item);
}

/* ---- The passes ---- */

/* Notes are arrays, so that they can be found by index: their sizes have to be known first. */
static bool count_items(pv_checker *c) {
    uint32_t counts[PV_ITEM_EXCLUDE + 1] = {0}, outputs = 0;
    for (const pv_item *item = c->tree->first; item; item = item->next) {
        counts[item->kind]++;
        for (const pv_decide_part *part = item->parts; part; part = part->next)
            for (const pv_output_decl *output = part->outputs; output; output = output->next) outputs++;
    }
    c->params = pv_check_new(c, counts[PV_ITEM_PARAM], sizeof *c->params);
    c->defines = pv_check_scratch(c, counts[PV_ITEM_DEFINE], sizeof *c->defines);
    c->rules = pv_check_scratch(c, counts[PV_ITEM_RULE], sizeof *c->rules);
    c->exclusions = pv_check_scratch(c, counts[PV_ITEM_EXCLUDE], sizeof *c->exclusions);
    c->output_list = pv_check_scratch(c, outputs, sizeof *c->output_list);
    return !c->failed;
}

/* An empty file has one error, not two. */
static void report_missing(pv_checker *c, const pv_item *policy) {
    if (!policy)
        pv_diagnose(c->source, PV_DIAGNOSTIC_NO_POLICY, (pv_range){0, 0},
                    PROVISO_TEXT("as in `policy refunds \"Refunds\"`"), "a policy begins with `policy NAME`");
    if (!c->decide && c->tree->first)
        pv_diagnose(c->source, PV_DIAGNOSTIC_NO_DECIDE, policy ? policy->range : (pv_range){0, 0},
                    PROVISO_TEXT("write `decide { outcomes …  otherwise … }`"), "the policy decides nothing");
}

static void declare_all(pv_checker *c) {
    const pv_item *seen[PV_ITEM_TIMEZONE + 1] = {NULL};
    for (const pv_item *item = c->tree->first; item && !c->failed; item = item->next) {
        switch (item->kind) {
        case PV_ITEM_POLICY:
        case PV_ITEM_VERSION:
        case PV_ITEM_TIMEZONE: declare_header(c, item, seen); break;
        case PV_ITEM_FACTS: pv_check_declare_facts(c, item); break;
        case PV_ITEM_DECIDE: declare_decide(c, item); break;
        case PV_ITEM_PARAM: pv_check_declare_param(c, item); break;
        case PV_ITEM_DEFINE: pv_check_declare_define(c, item); break;
        case PV_ITEM_RULE: pv_check_declare_rule(c, item); break;
        case PV_ITEM_EXCLUDE: pv_check_declare_exclusion(c, item); break;
        }
    }
    if (!c->partial) report_missing(c, seen[PV_ITEM_POLICY]);
}

static void resolve_all(pv_checker *c) {
    uint32_t defines = 0;
    for (const pv_item *item = c->tree->first; item && !c->failed; item = item->next) {
        c->reader = item->kind == PV_ITEM_DEFINE ? &c->defines[defines++] : NULL;
        if (item->kind != PV_ITEM_PARAM && item->expr) pv_check_resolve(c, item->expr);
        pv_check_resolve_clauses(c, item->clauses);
        for (const pv_decide_part *part = item->parts; part; part = part->next)
            pv_check_resolve_clauses(c, part->clauses);
    }
    c->reader = NULL;
}

static void report_timezone(pv_checker *c) {
    if (c->asks_day && c->model->timezone_range.end == 0 && !c->partial)
        pv_diagnose(c->source, PV_DIAGNOSTIC_NO_TIMEZONE, c->day_asked,
                    PROVISO_TEXT("declare one, as in `timezone \"Asia/Shanghai\"`"),
                    "`%t` asks for the day of a time, which depends on the timezone", pv_check_quote(c, c->day_asked));
}

static void run(pv_checker *c) {
    static void (*const passes[])(pv_checker *) = {
        declare_all,     pv_check_index_facts, resolve_all,     pv_check_defines, pv_check_rules,
        pv_check_decide, pv_check_exclusions,  report_timezone, pv_check_warn,
    };
    pv_check_names_init(c);
    if (!c->failed) pv_check_functions_init(c);
    if (c->partial) pv_check_collect_lost(c);
    if (c->failed || !count_items(c)) return;
    for (size_t i = 0; i < sizeof passes / sizeof *passes && !c->failed; i++) passes[i](c);
}

proviso_status pv_check(pv_model *out, const pv_tree *tree, pv_source *source, pv_arena *arena) {
    pv_model model = {.root = NULL};
    pv_checker c = {.model = &model, .tree = tree, .source = source, .arena = arena};
    c.partial = source->errors > 0;
    pv_arena_init(&c.scratch, arena->memory);
    run(&c);
    pv_arena_clear(&c.scratch);
    if (c.failed || source->failed) return PROVISO_OUT_OF_MEMORY;
    *out = model;
    return PROVISO_OK;
}
