/* Weight: about how many words an expression becomes, and which defines are shared.
 *
 * Operands of a word have 16 bits, so a region has a most number of words; what is heavy is compiled in a region of its
 * own. A define is written where it is used, unless it is used twice, or is heavy, or would make the code generator
 * recurse deeper: then it is shared: a region of its own with a memo. Weights are counted up to the point where they
 * stop mattering. */
#include "compile/internal.h"

enum { DEFINE_WEIGHT_MOST = 256, DEFINE_DEPTH_MOST = 24 };

typedef struct pv_measure {
    uint32_t weight, depth;
} pv_measure;

static pv_measure measure(const pv_builder *b, const pv_expr *expr);

static void add(pv_measure *sum, const pv_builder *b, const pv_expr *part) {
    if (part == NULL || sum->weight > PV_WEIGHT_OUTLINED) return;
    pv_measure m = measure(b, part);
    sum->weight += m.weight;
    if (m.depth > sum->depth) sum->depth = m.depth;
}

static pv_measure measure(const pv_builder *b, const pv_expr *expr) {
    pv_measure sum = {1, 0};
    if (expr->kind == PV_EXPR_PATH && expr->target_kind == PV_TARGET_DEFINE) {
        const pv_draft_define *define = &b->defines[expr->target.define->index];
        if (!define->shared) return (pv_measure){define->weight, define->depth + 1u};
    }
    for (const pv_expr *e = expr->operands.first; e != NULL; e = e->next) add(&sum, b, e);
    add(&sum, b, expr->list);
    add(&sum, b, expr->where);
    sum.depth++;
    return sum;
}

uint32_t pv_compile_weight(const pv_builder *b, const pv_expr *expr) { return measure(b, expr).weight; }

/* In the order of dependency, so that what a define uses is planned before it. */
void pv_compile_plan_defines(pv_builder *b) {
    const pv_model *model = b->model;
    b->defines = pv_arena_array(b->arena, model->define_count, sizeof *b->defines);
    if (b->defines == NULL) {
        b->failed = true;
        return;
    }
    for (uint32_t i = 0; i < model->define_count; i++) {
        const pv_define *define = model->defines[i];
        if (define->uses == 0 || define->type.kind == PV_TYPE_LIST) continue; /* a list is always named by its path */
        pv_measure m = measure(b, define->expr);
        b->defines[i].weight = m.weight;
        b->defines[i].depth = (uint16_t)m.depth;
        b->defines[i].shared = define->uses > 1 || m.weight > DEFINE_WEIGHT_MOST || m.depth > DEFINE_DEPTH_MOST;
        if (!b->defines[i].shared) continue;
        pv_draft_region region;
        pv_region_open(b, &region);
        pv_operand value = pv_compile_value(b, define->expr);
        b->defines[i].region = pv_region_close(b, value, pv_class_of(define->type.kind));
    }
}
