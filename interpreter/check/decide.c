/* `decide`: the outcomes and their ranks, the outputs, and what `otherwise` decides; and the params, sorted.
 *
 * There are outcomes once and `otherwise` once; lists of outputs may be several. Outcomes share their namespace with
 * rules and exclusions; outputs have their own. */
#include "check/check_internal.h"

/* ---- Declarations ---- */

static bool is_second(pv_checker *c, const pv_decide_part *part, const pv_decide_part *first, uint32_t head,
                      const char *word) {
    if (!first) return false;
    size_t line, column;
    pv_source_position(c->source, first->range.begin, &line, &column);
    pv_diagnose(c->source, PV_DIAGNOSTIC_DECLARED_AGAIN, pv_check_head(part->range, head),
                PV_CHECK_FORMAT(c, "the first is on line %zu", line), "`decide` has `%s` once", word);
    return true;
}

static void declare_outcomes(pv_checker *c, const pv_decide_part *part) {
    if (is_second(c, part, c->outcomes, 8, "outcomes")) return;
    c->outcomes = part;
    c->model->outcomes = pv_check_new(c, part->outcomes.count, sizeof *c->model->outcomes);
    for (uint32_t i = 0; i < part->outcomes.count && !c->failed; i++) {
        pv_named *named = pv_check_declare(c, &c->clauses, part->outcomes.names[i], PV_NAMED_OUTCOME);
        if (!named) continue;
        named->is.outcome = c->model->outcome_count;
        c->model->outcomes[c->model->outcome_count++] = named->name;
    }
}

static void declare_output(pv_checker *c, const pv_output_decl *decl) {
    pv_output *output = pv_check_new(c, 1, sizeof *output);
    if (!output) return;
    *output =
        (pv_output){.name = decl->name.text, .type = pv_check_read_type(c, decl->type), .otherwise = decl->otherwise};
    pv_check_look_for_comma(c, decl->type, decl->description);
    if (decl->rounded.text.length > 0) pv_check_rounded(c, output, decl);
    c->output_list[c->output_count++] = output;
    pv_named *named = pv_check_declare(c, &c->outputs, decl->name, PV_NAMED_OUTPUT);
    if (named) named->is.output = output;
}

static void declare_otherwise(pv_checker *c, const pv_decide_part *part) {
    if (!is_second(c, part, c->otherwise, 9, "otherwise")) c->otherwise = part;
}

void pv_check_declare_decide(pv_checker *c, const pv_item *item) {
    c->decide = item;
    for (const pv_decide_part *part = item->parts; part && !c->failed; part = part->next) {
        switch (part->kind) {
        case PV_DECIDE_OUTCOMES: declare_outcomes(c, part); break;
        case PV_DECIDE_OTHERWISE: declare_otherwise(c, part); break;
        case PV_DECIDE_OUTPUTS:
            for (const pv_output_decl *decl = part->outputs; decl && !c->failed; decl = decl->next)
                declare_output(c, decl);
            break;
        }
    }
    if (c->partial) return;
    pv_range head = pv_check_head(item->range, 6);
    if (!c->outcomes)
        pv_diagnose(c->source, PV_DIAGNOSTIC_NO_OUTCOMES, head,
                    PROVISO_TEXT("write `outcomes decline > refund`, the strongest first"),
                    "`decide` has no `outcomes`");
    if (!c->otherwise)
        pv_diagnose(c->source, PV_DIAGNOSTIC_NO_OTHERWISE, head,
                    PROVISO_TEXT("write `otherwise OUTCOME`, which is decided when no rule holds"),
                    "`decide` has no `otherwise`");
}

/* ---- Types, and the sorted model ---- */

static void check_otherwise(pv_checker *c) {
    pv_model *model = c->model;
    if (!c->otherwise) return;
    const pv_named *outcome = pv_check_outcome(c, c->otherwise->outcome);
    if (outcome) model->otherwise_outcome = outcome->is.outcome;
    pv_body body = pv_check_body(c, c->otherwise->clauses, NULL);
    model->otherwise_sets = body.sets;
    model->otherwise_has_because = body.has_because;
    model->otherwise_because = body.because;
    model->otherwise_cite = body.cite;
}

static void sort_outputs(pv_checker *c, pv_sort_key *keys) {
    c->model->outputs = pv_check_new(c, c->output_count, sizeof(pv_output *));
    if (c->failed) return;
    for (uint32_t i = 0; i < c->output_count; i++)
        keys[i] = (pv_sort_key){0, c->output_list[i]->name, c->output_list[i]};
    pv_check_sort(keys, c->output_count);
    c->model->output_count = c->output_count;
    for (uint32_t i = 0; i < c->output_count; i++) {
        c->model->outputs[i] = keys[i].item;
        c->model->outputs[i]->index = i;
    }
}

static void sort_params(pv_checker *c, pv_sort_key *keys) {
    for (uint32_t i = 0; i < c->param_count; i++) keys[i] = (pv_sort_key){0, c->params[i]->name, c->params[i]};
    pv_check_sort(keys, c->param_count);
    c->model->params = c->params;
    c->model->param_count = c->param_count;
    for (uint32_t i = 0; i < c->param_count; i++) {
        c->params[i] = keys[i].item;
        c->params[i]->index = i;
    }
}

void pv_check_decide(pv_checker *c) {
    uint32_t most = c->output_count > c->param_count ? c->output_count : c->param_count;
    pv_sort_key *keys = pv_check_scratch(c, most, sizeof *keys);
    for (uint32_t i = 0; i < c->output_count && !c->failed; i++)
        if (c->output_list[i]->otherwise) pv_check_assign(c, c->output_list[i], c->output_list[i]->otherwise);
    if (!c->failed) check_otherwise(c);
    if (!c->failed) sort_outputs(c, keys);
    if (!c->failed) sort_params(c, keys);
}
