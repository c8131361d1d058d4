/* The model of a policy as JSON: what its declarations say, with names in place of pointers. */
#include "dump.h"

static void open_list(pv_buffer *out, const char *name) {
    dump_key(out, name);
    pv_buffer_add_char(out, '[');
}

/* Between the elements of a list. */
static void separate(pv_buffer *out) {
    if (out->data && out->data[out->length - 1] != '[') pv_buffer_add_char(out, ',');
}

static void dump_member(pv_buffer *out, const char *name, const pv_expr *expr) {
    dump_key(out, name);
    dump_expr(out, expr);
}

static void dump_sets(pv_buffer *out, const pv_set *sets) {
    open_list(out, "sets");
    for (const pv_set *set = sets; set; set = set->next) {
        separate(out);
        pv_buffer_add_char(out, '{');
        dump_text(out, "output", set->output->name);
        dump_member(out, "expr", set->expr);
        pv_buffer_add_char(out, '}');
    }
    pv_buffer_add_char(out, ']');
}

/* Both are left out where the policy has none. */
static void dump_reason(pv_buffer *out, bool has_because, const pv_template_part *because, const pv_string *cite) {
    if (has_because) {
        open_list(out, "because");
        for (const pv_template_part *part = because; part; part = part->next) {
            separate(out);
            if (part->expr)
                dump_expr(out, part->expr);
            else
                pv_buffer_add_json_string(out, part->text);
        }
        pv_buffer_add_char(out, ']');
    }
    if (cite->present) dump_text(out, "cite", cite->text);
}

static void dump_rule(pv_buffer *out, const pv_rule *rule) {
    pv_buffer_add_char(out, '{');
    dump_text(out, "name", rule->name);
    dump_index(out, "outcome", rule->outcome);
    dump_member(out, "when", rule->when);
    dump_sets(out, rule->sets);
    dump_reason(out, rule->has_because, rule->because, &rule->cite);
    open_list(out, "exclusions");
    for (uint32_t i = 0; i < rule->exclusion_count; i++) {
        separate(out);
        pv_buffer_add_json_string(out, rule->exclusions[i]->name);
    }
    pv_buffer_add_string(out, "]}");
}

static void dump_exclusion(pv_buffer *out, const pv_exclusion *exclusion) {
    pv_buffer_add_char(out, '{');
    dump_text(out, "name", exclusion->name);
    dump_member(out, "when", exclusion->when);
    dump_reason(out, exclusion->has_because, exclusion->because, &exclusion->cite);
    pv_buffer_add_char(out, '}');
}

static void dump_values_named(pv_buffer *out, const pv_model *model) {
    open_list(out, "params");
    for (uint32_t i = 0; i < model->param_count; i++) {
        const pv_param *param = model->params[i];
        separate(out);
        pv_buffer_add_char(out, '{');
        dump_text(out, "name", param->name);
        dump_member(out, "value", param->value);
        dump_key(out, "type");
        dump_type(out, &param->type);
        pv_buffer_add_char(out, '}');
    }
    pv_buffer_add_char(out, ']');
    open_list(out, "defines");
    for (uint32_t i = 0; i < model->define_count; i++) {
        separate(out);
        pv_buffer_add_char(out, '{');
        dump_text(out, "name", model->defines[i]->name);
        dump_member(out, "expr", model->defines[i]->expr);
        pv_buffer_add_char(out, '}');
    }
    pv_buffer_add_char(out, ']');
}

static void dump_outputs(pv_buffer *out, const pv_model *model) {
    static const char *const modes[] = {"half_even", "half_up", "up", "down"};
    open_list(out, "outputs");
    for (uint32_t i = 0; i < model->output_count; i++) {
        const pv_output *output = model->outputs[i];
        separate(out);
        pv_buffer_add_char(out, '{');
        dump_text(out, "name", output->name);
        dump_key(out, "type");
        dump_type(out, &output->type);
        if (output->otherwise) dump_member(out, "otherwise", output->otherwise);
        if (output->rounding.present) dump_string(out, "rounding", modes[output->rounding.mode]);
        pv_buffer_add_char(out, '}');
    }
    pv_buffer_add_char(out, ']');
}

static void dump_otherwise(pv_buffer *out, const pv_model *model) {
    dump_key(out, "otherwise");
    pv_buffer_add_char(out, '{');
    dump_index(out, "outcome", model->otherwise_outcome);
    dump_sets(out, model->otherwise_sets);
    dump_reason(out, model->otherwise_has_because, model->otherwise_because, &model->otherwise_cite);
    pv_buffer_add_char(out, '}');
}

void dump_model(pv_buffer *out, const pv_model *model) {
    pv_buffer_add_char(out, '{');
    dump_text(out, "name", model->name);
    dump_text(out, "version", model->version);
    dump_text(out, "timezone", model->timezone);
    dump_key(out, "root");
    dump_group(out, model->root);
    dump_values_named(out, model);
    open_list(out, "outcomes");
    for (uint32_t i = 0; i < model->outcome_count; i++) {
        separate(out);
        pv_buffer_add_json_string(out, model->outcomes[i]);
    }
    pv_buffer_add_char(out, ']');
    dump_outputs(out, model);
    open_list(out, "rules");
    for (uint32_t i = 0; i < model->rule_count; i++) {
        separate(out);
        dump_rule(out, model->rules[i]);
    }
    pv_buffer_add_char(out, ']');
    open_list(out, "exclusions");
    for (uint32_t i = 0; i < model->exclusion_count; i++) {
        separate(out);
        dump_exclusion(out, model->exclusions[i]);
    }
    pv_buffer_add_char(out, ']');
    dump_otherwise(out, model);
    pv_buffer_add_char(out, '}');
}
