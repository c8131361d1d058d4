/* What reasons are made of: the facts that an operand reads, the templates of `because`, and the values of outputs.
 *
 * At most 20 facts are shown of an operand, by path, none of them private; so for each define only its first 20 are
 * kept, and collecting stays linear however often defines use each other. That an optional group is there is a fact
 * like others; of a list, both the list and what is read of its elements are. */
#include <string.h>

#include "base/sort.h"
#include "compile/internal.h"

enum { FACTS_SHOWN = 20 };

typedef struct pv_shown {
    uint32_t count;
    uint32_t ranks[FACTS_SHOWN]; /* ascending */
} pv_shown;

struct pv_reads {
    pv_builder *b;
    proviso_text *paths; /* by row of fields */
    uint32_t *rank;      /* by row: its place by path */
    uint32_t *by_rank;   /* row */
    pv_shown *defines;   /* by define index */
};

static void insert(pv_shown *shown, uint32_t rank) {
    uint32_t at = shown->count;
    while (at > 0 && shown->ranks[at - 1] >= rank) at--;
    if (at == FACTS_SHOWN || (at < shown->count && shown->ranks[at] == rank)) return;
    uint32_t last = shown->count < FACTS_SHOWN ? shown->count++ : FACTS_SHOWN - 1;
    memmove(&shown->ranks[at + 1], &shown->ranks[at], (last - at) * sizeof *shown->ranks);
    shown->ranks[at] = rank;
}

/* What is in a private list is private too. */
static bool is_in_private_list(const pv_fact_group *group) {
    for (;;) {
        while (group->parent != NULL) group = group->parent;
        if (group->list == NULL || group->list->is_private) return group->list != NULL;
        group = group->list->group;
    }
}

static bool is_private(const pv_fact *fact) { return fact->is_private || is_in_private_list(fact->group); }

static void collect_path(const pv_reads *reads, const pv_expr *path, pv_shown *shown) {
    if (path->target_kind == PV_TARGET_FACT) {
        const pv_fact *fact = path->target.fact;
        if (!is_private(fact)) insert(shown, reads->rank[pv_compile_fact_row(reads->b, fact)]);
    } else if (path->target_kind == PV_TARGET_GROUP) {
        const pv_fact_group *group = path->target.group;
        if (!is_in_private_list(group)) insert(shown, reads->rank[pv_compile_presence_row(reads->b, group)]);
    } else if (path->target_kind == PV_TARGET_DEFINE) {
        const pv_shown *define = &reads->defines[path->target.define->index];
        for (uint32_t i = 0; i < define->count; i++) insert(shown, define->ranks[i]);
    }
}

static void collect(const pv_reads *reads, const pv_expr *expr, pv_shown *shown) {
    if (expr->kind == PV_EXPR_PATH) collect_path(reads, expr, shown);
    for (const pv_expr *e = expr->operands.first; e != NULL; e = e->next) collect(reads, e, shown);
    if (expr->list != NULL) collect(reads, expr->list, shown);
    if (expr->where != NULL) collect(reads, expr->where, shown);
    if (expr->kind != PV_EXPR_IN || expr->operands.last->type.kind != PV_TYPE_LIST) return;
    const pv_fact *element = pv_compile_list_path(expr->operands.last)->target.fact->type.record->facts;
    if (!is_private(element)) insert(shown, reads->rank[pv_compile_fact_row(reads->b, element)]);
}

static int by_path(const void *context, const void *a, const void *b) {
    const proviso_text *paths = context;
    return pv_text_compare(paths[*(const uint32_t *)a], paths[*(const uint32_t *)b]);
}

static void note_paths(pv_reads *reads) {
    const pv_model *model = reads->b->model;
    for (uint32_t i = 0; i < model->fact_count; i++)
        reads->paths[pv_compile_fact_row(reads->b, model->facts[i])] = model->facts[i]->path;
    for (uint32_t i = 0; i < model->group_count; i++) {
        if (model->groups[i]->optional)
            reads->paths[pv_compile_presence_row(reads->b, model->groups[i])] = model->groups[i]->path;
    }
}

bool pv_reads_create(pv_reads **out, pv_builder *b) {
    const pv_model *model = b->model;
    const uint32_t rows = pv_compile_field_count(b);
    pv_reads *reads = pv_arena_array(b->arena, 1, sizeof *reads);
    if (reads == NULL) return false;
    *reads = (pv_reads){.b = b,
                        .paths = pv_arena_array(b->arena, rows, sizeof *reads->paths),
                        .rank = pv_arena_array(b->arena, rows, sizeof *reads->rank),
                        .by_rank = pv_arena_array(b->arena, rows, sizeof *reads->by_rank),
                        .defines = pv_arena_array(b->arena, model->define_count, sizeof *reads->defines)};
    if (reads->paths == NULL || reads->rank == NULL || reads->by_rank == NULL || reads->defines == NULL) return false;
    note_paths(reads);
    for (uint32_t i = 0; i < rows; i++) reads->by_rank[i] = i;
    pv_sort(reads->by_rank, rows, sizeof *reads->by_rank, by_path, reads->paths);
    for (uint32_t i = 0; i < rows; i++) reads->rank[reads->by_rank[i]] = i;
    for (uint32_t i = 0; i < model->define_count; i++) collect(reads, model->defines[i]->expr, &reads->defines[i]);
    *out = reads;
    return true;
}

void pv_reads_collect(pv_reads *reads, const pv_expr *expr, uint32_t *first, uint32_t *count) {
    pv_shown shown = {0};
    collect(reads, expr, &shown);
    *first = (uint32_t)reads->b->condition_facts.count;
    *count = shown.count;
    for (uint32_t i = 0; i < shown.count; i++)
        pv_vector_push(&reads->b->condition_facts, &reads->by_rank[shown.ranks[i]]);
}

/* ---- Values ---- */

static bool is_leaf(const pv_expr *expr) {
    if (expr->kind == PV_EXPR_PATH) return expr->target_kind == PV_TARGET_FACT || expr->target_kind == PV_TARGET_PARAM;
    return expr->kind <= PV_EXPR_SPAN;
}

/* What leaves the machine is no fraction: half-even to nine places, unless the policy said how, or it has to be whole.
 */
static pv_operand leave(pv_builder *b, pv_operand value, const pv_expr *expr, const pv_type *wanted,
                        const pv_rounding *rounding) {
    static const pv_rounding nine_places = {
        .present = true, .mode = PV_ROUND_HALF_EVEN, .currency = PV_CURRENCY_ANY, .step = PV_NUMBER_ONE / 1000000000};
    if (rounding != NULL && rounding->present) return pv_compile_rounded(b, value, rounding, expr);
    bool has_to_be_whole = wanted->kind == PV_TYPE_NUMBER && wanted->whole;
    if (value.fraction && !has_to_be_whole) return pv_compile_rounded(b, value, &nine_places, expr);
    return value;
}

/* A value has to fit its output where only the facts can tell: a currency, a whole number. */
static pv_operand fit(pv_builder *b, pv_operand value, const pv_expr *expr, const pv_type *wanted,
                      const pv_rounding *rounding) {
    if (wanted->kind == PV_TYPE_MONEY && wanted->currency != PV_CURRENCY_ANY && value.currency != PV_REF_NONE) {
        pv_operand output = {PV_REF_NONE, PV_REF_NONE, wanted->currency, false};
        if (pv_compile_same_currency(b, &value, output)) pv_compile_fault(b, expr);
        value.currency = PV_REF_NONE;
        value.fixed = wanted->currency;
    }
    value = leave(b, value, expr, wanted, rounding);
    if (wanted->kind == PV_TYPE_NUMBER && wanted->whole && (value.fraction || !expr->type.whole)) {
        value.slot = pv_compile_word1(b, value.fraction ? PV_OP_WHOLE_FRACTION : PV_OP_WHOLE, value.slot);
        value.fraction = false;
        pv_compile_fault(b, expr);
    }
    return value;
}

static bool fits(const pv_operand *value, const pv_expr *expr, const pv_type *wanted, const pv_rounding *rounding) {
    if (value->fraction || (rounding != NULL && rounding->present)) return false;
    if (wanted->kind == PV_TYPE_MONEY) return wanted->currency == PV_CURRENCY_ANY || value->currency == PV_REF_NONE;
    return wanted->kind != PV_TYPE_NUMBER || !wanted->whole || expr->type.whole;
}

uint32_t pv_compile_policy_value(pv_builder *b, const pv_expr *expr, const pv_type *wanted,
                                 const pv_rounding *rounding) {
    pv_draft_region region;
    pv_draft_value row = {.region = PV_NONE, .kind = (uint8_t)expr->type.kind};
    pv_region_open(b, &region);
    row.operand = pv_compile_value(b, expr);
    bool direct = is_leaf(expr) && fits(&row.operand, expr, wanted, rounding) &&
                  (pv_ref_space(row.operand.slot) != PV_SPACE_CONSTANT ||
                   pv_ref_index(row.operand.slot) < PV_REGISTER_CONSTANTS_MOST);
    if (!direct) row.operand = fit(b, row.operand, expr, wanted, rounding);
    if (direct)
        pv_region_abandon(b);
    else
        row.region = pv_region_close(b, row.operand, PV_CLASS_NONE);
    pv_vector_push(&b->values, &row);
    return (uint32_t)b->values.count - 1;
}

/* ---- Templates ---- */

uint32_t pv_compile_template(pv_builder *b, const pv_template_part *parts) {
    pv_program_template row = {.first_part = (uint32_t)b->parts.count};
    for (const pv_template_part *part = parts; part != NULL; part = part->next) {
        pv_draft_part draft = {.value = PV_NONE};
        if (part->expr == NULL)
            draft.text = pv_builder_text(b, part->text);
        else
            draft.value = pv_compile_policy_value(b, part->expr, &part->expr->type, NULL);
        pv_vector_push(&b->parts, &draft);
        row.part_count++;
    }
    pv_vector_push(&b->templates, &row);
    return (uint32_t)b->templates.count - 1;
}
