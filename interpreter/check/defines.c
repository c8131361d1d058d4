/* Params and defines: their types, the order in which defines depend on each other, and how often each is read.
 *
 * A depth-first walk without recursion (a chain of defines may be as long as the file) types each define once all that
 * it reads are typed. It starts from the names in their bytewise order, so that the model does not depend on the order
 * of the file. Of a cycle, each define in it has no type where the walk closes it, and nothing more is said there. Uses
 * are counted from what is reached: a define that only unused ones read is never evaluated. */
#include "check/check_internal.h"

/* ---- Params ---- */

void pv_check_declare_param(pv_checker *c, const pv_item *item) {
    pv_param *param = pv_check_new(c, 1, sizeof *param);
    if (!param) return;
    pv_check_expr(c, item->expr);
    *param = (pv_param){.name = item->name.text, .value = item->expr, .type = item->expr->type};
    param->type.zero = false;
    c->params[c->param_count++] = param;
    pv_named *named = pv_check_declare(c, &c->values, item->name, PV_NAMED_PARAM);
    if (named) named->is.param = param;
}

/* ---- Defines ---- */

void pv_check_declare_define(pv_checker *c, const pv_item *item) {
    pv_define *define = pv_check_new(c, 1, sizeof *define);
    if (!define) return;
    *define = (pv_define){.name = item->name.text, .expr = item->expr, .index = c->define_count};
    c->defines[c->define_count++] = (pv_define_note){.define = define, .item = item};
    pv_named *named = pv_check_declare(c, &c->values, item->name, PV_NAMED_DEFINE);
    if (named) named->is.define = define;
}

pv_define_note *pv_check_note_of(pv_checker *c, const pv_define *define) { return &c->defines[define->index]; }

static void report_cycle(pv_checker *c, pv_define_note *const *way, uint32_t from, uint32_t count) {
    enum { SHOWN = 8 };
    proviso_text text = {"", 0}, name = way[from]->define->name;
    for (uint32_t i = from; i < count && i - from < SHOWN; i++)
        text = PV_CHECK_FORMAT(c, "%t`%t` uses ", text, way[i]->define->name);
    if (count - from > SHOWN) text = PV_CHECK_FORMAT(c, "%t… uses ", text);
    pv_diagnose(c->source, PV_DIAGNOSTIC_CYCLE, way[from]->item->name.range,
                PROVISO_TEXT("a define is calculated from others, never from itself"), "%t`%t`", text, name);
}

static void type_define(pv_checker *c, pv_define_note *note) {
    c->place = PV_PLACE_DEFINE;
    pv_check_operand(c, note->define->expr); /* a plain name of a list is one too */
    c->place = PV_PLACE_CONDITION;
    note->define->type = note->define->expr->type;
    note->define->type.zero = false;
    note->has_more_digits = !c->failed && pv_check_has_more_digits(c, note->define->expr);
    note->define->is_private = note->reads_private;
    for (const pv_reference *at = note->references; at; at = at->next) note->define->is_private |= at->to->is_private;
}

static void enter(pv_define_note **way, uint32_t *count, pv_define_note *note) {
    note->open = true;
    note->depth = *count;
    note->next = note->references;
    way[(*count)++] = note;
}

/* Types all that `first` needs, then `first`; each is appended to the model when it is done. */
static void visit(pv_checker *c, pv_define_note **way, pv_define_note *first) {
    uint32_t count = 0;
    if (!first->done) enter(way, &count, first);
    while (count > 0 && !c->failed) {
        pv_define_note *note = way[count - 1];
        if (!note->next) {
            type_define(c, note);
            note->open = false;
            note->done = true;
            c->model->defines[c->model->define_count++] = note->define;
            count--;
            continue;
        }
        pv_define_note *read = pv_check_note_of(c, note->next->to);
        note->next = note->next->next;
        if (read->open)
            report_cycle(c, way, read->depth, count);
        else if (!read->done)
            enter(way, &count, read);
    }
}

static void count_uses(pv_checker *c) {
    for (uint32_t i = c->model->define_count; i > 0; i--) {
        const pv_define *define = c->model->defines[i - 1];
        if (define->uses == 0) continue;
        for (const pv_reference *at = pv_check_note_of(c, define)->references; at; at = at->next) at->to->uses++;
    }
}

/* Numbers the defines in the order in which the model has them, and sorts their notes with them. */
static void number_defines(pv_checker *c) {
    pv_define_note *sorted = pv_check_scratch(c, c->define_count, sizeof *sorted);
    if (!sorted) return;
    for (uint32_t i = 0; i < c->define_count; i++) {
        pv_define *define = c->model->defines[i];
        sorted[i] = *pv_check_note_of(c, define);
        define->index = i;
    }
    c->defines = sorted;
}

void pv_check_defines(pv_checker *c) {
    uint32_t count = c->define_count;
    pv_sort_key *keys = pv_check_scratch(c, count, sizeof *keys);
    pv_define_note **way = pv_check_scratch(c, count, sizeof(pv_define_note *));
    c->model->defines = pv_check_new(c, count, sizeof(pv_define *));
    if (c->failed) return;
    for (uint32_t i = 0; i < count; i++) keys[i] = (pv_sort_key){0, c->defines[i].define->name, &c->defines[i]};
    pv_check_sort(keys, count);
    for (uint32_t i = 0; i < count && !c->failed; i++) visit(c, way, keys[i].item);
    if (c->failed) return;
    count_uses(c);
    number_defines(c);
}
