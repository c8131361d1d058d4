/* The verifier's part for what is made of regions: rules, exclusions, outputs, reasons, params.
 *
 * A value is of the type that it is printed as, money has a currency that exists, a condition of a rule is a word with
 * a truth, no reason shows a private fact. Lists do not overlap, and names are short, so that no decision and no
 * explanation takes time out of proportion to the file. */
#include "program/verify_internal.h"

enum { FACTS_SHOWN_MOST = 20 };

static const char *verify_value(const pv_verifier *v, const pv_value *value) {
    const proviso_program *p = v->program;
    pv_class class = PV_CLASS_NONE;
    if (value->reserved != 0) return "reserved bits are set";
    if (value->region == PV_NONE) {
        class = pv_verify_outer_class(v, value->slot);
    } else if (value->region < p->region_count) {
        const pv_region *region = &p->regions[value->region];
        if (region->loop != 0) return "a value belongs to a loop";
        if (value->slot != region->result || value->currency != region->currency)
            return "a value is not its region's result";
        class = (pv_class)v->region_classes[value->region];
    }
    if (class == PV_CLASS_NONE || class == PV_CLASS_LIST || class != pv_class_of((pv_type_kind)value->kind))
        return "a value is not of its type";
    if (value->kind != PV_TYPE_MONEY)
        return value->currency == PV_REGISTER_NONE ? NULL : "a value that is no money has a currency";
    if (value->currency == PV_REGISTER_NONE)
        return value->fixed_currency < pv_currency_count() ? NULL : "a currency is unknown";
    if (value->region == PV_NONE && pv_verify_outer_class(v, value->currency) != PV_CLASS_CURRENCY)
        return "a value's currency is not assigned";
    return NULL;
}

/* ---- Rules and exclusions ---- */

static const char *verify_condition_region(const pv_verifier *v, uint32_t region) {
    if (region == PV_NONE) return NULL;
    bool is_condition = region < v->program->region_count && v->region_classes[region] == PV_CLASS_BOOL &&
                        v->program->regions[region].loop == 0;
    return is_condition ? NULL : "a condition is no condition";
}

static const char *verify_reason(pv_verifier *v, uint32_t because, uint32_t has_cite, pv_text_ref cite) {
    if (because != PV_NONE && !pv_verify_list(&v->ends.templates, because, 1, v->program->template_count))
        return "a template is out of range";
    return has_cite > 1 ? "reserved bits are set" : pv_verify_text(v->program, cite);
}

static const char *verify_rule(pv_verifier *v, const pv_program_rule *rule) {
    const proviso_program *p = v->program;
    const char *problem = pv_verify_name(p, rule->name);
    if (problem == NULL) problem = verify_condition_region(v, rule->region);
    if (problem == NULL) problem = verify_reason(v, rule->because, rule->has_cite, rule->cite);
    if (problem != NULL) return problem;
    if (rule->outcome >= p->outcome_count || rule->outcome < v->last_outcome) return "rules are not sorted by outcome";
    v->last_outcome = rule->outcome;
    pv_list_ends *ends = &v->ends;
    if (!pv_verify_list(&ends->exclusions, rule->first_exclusion, rule->exclusion_count, p->exclusion_list_count) ||
        !pv_verify_list(&ends->sets, rule->first_set, rule->set_count, p->set_count) ||
        !pv_verify_list(&ends->conditions, rule->first_condition, rule->condition_count, p->condition_count))
        return "a rule's lists are out of range";
    return NULL;
}

static const char *verify_exclusion(pv_verifier *v, const pv_program_exclusion *exclusion) {
    const char *problem = pv_verify_name(v->program, exclusion->name);
    if (problem == NULL) problem = verify_condition_region(v, exclusion->region);
    return problem != NULL ? problem : verify_reason(v, exclusion->because, exclusion->has_cite, exclusion->cite);
}

const char *pv_verify_rules(pv_verifier *v) {
    const proviso_program *p = v->program;
    const char *problem = NULL;
    for (uint32_t i = 0; i < p->exclusion_count && problem == NULL; i++)
        problem = verify_exclusion(v, &p->exclusions[i]);
    for (uint32_t i = 0; i < p->rule_count && problem == NULL; i++) problem = verify_rule(v, &p->rules[i]);
    for (uint32_t i = 0; i < p->exclusion_list_count && problem == NULL; i++) {
        if (p->exclusion_lists[i] >= p->exclusion_count) problem = "an exclusion is out of range";
    }
    if (problem != NULL) return problem;
    if (p->otherwise_outcome >= p->outcome_count) return "there is no such outcome";
    if (!pv_verify_list(&v->ends.sets, p->otherwise_first_set, p->otherwise_set_count, p->set_count))
        return "a rule's lists are out of range";
    return verify_reason(v, p->otherwise_because, p->otherwise_has_cite, p->otherwise_cite);
}

/* ---- Outputs ---- */

static const char *verify_output(const pv_verifier *v, const pv_program_output *output) {
    if (output->has_default > 1 || output->whole > 1) return "reserved bits are set";
    if (output->currency != PV_CURRENCY_ANY && output->currency >= pv_currency_count()) return "a currency is unknown";
    pv_class class = pv_class_of((pv_type_kind)output->value.kind);
    if (class == PV_CLASS_NONE || class == PV_CLASS_LIST) return "an output has no type";
    const char *problem = pv_verify_name(v->program, output->name);
    return problem != NULL || !output->has_default ? problem : verify_value(v, &output->value);
}

/* Amounts of money and numbers are of one class, but only money has a currency to print. */
static const char *verify_set(const pv_verifier *v, const pv_program_set *set) {
    if (set->output >= v->program->output_count) return "an output is out of range";
    const char *problem = verify_value(v, &set->value);
    if (problem != NULL) return problem;
    uint8_t wanted = v->program->outputs[set->output].value.kind;
    bool texts = pv_class_of((pv_type_kind)wanted) == PV_CLASS_TEXT &&
                 pv_class_of((pv_type_kind)set->value.kind) == PV_CLASS_TEXT;
    return texts || set->value.kind == wanted ? NULL : "an output is set to a value of another type";
}

const char *pv_verify_outputs(pv_verifier *v) {
    const proviso_program *p = v->program;
    const char *problem = NULL;
    for (uint32_t i = 0; i < p->output_count && problem == NULL; i++) problem = verify_output(v, &p->outputs[i]);
    for (uint32_t i = 0; i < p->set_count && problem == NULL; i++) problem = verify_set(v, &p->sets[i]);
    return problem;
}

/* ---- Reasons ---- */

static const char *verify_condition(pv_verifier *v, const pv_condition *condition) {
    const proviso_program *p = v->program;
    if (condition->region >= p->region_count || condition->word >= p->regions[condition->region].word_count ||
        p->regions[condition->region].loop != 0)
        return "a condition is out of range";
    if (condition->fact_count > FACTS_SHOWN_MOST ||
        !pv_verify_list(&v->ends.facts, condition->first_fact, condition->fact_count, p->condition_fact_count))
        return "a condition's facts are out of range";
    pv_word word = p->code[p->regions[condition->region].first_word + condition->word];
    if (pv_opcode_get(pv_word_op(word))->result != PV_CLASS_BOOL) return "a condition is no condition";
    return pv_verify_text(p, condition->text);
}

static const char *verify_shown_fact(const pv_verifier *v, uint32_t fact) {
    const pv_schema *schema = &v->program->schema;
    if (fact >= schema->field_count) return "a fact is out of range";
    return (schema->fields[fact].flags & PV_FIELD_PRIVATE) == 0 ? NULL : "a private fact is shown";
}

const char *pv_verify_reasons(pv_verifier *v) {
    const proviso_program *p = v->program;
    const char *problem = NULL;
    for (uint32_t i = 0; i < p->template_count; i++) {
        if (!pv_verify_list(&v->ends.parts, p->templates[i].first_part, p->templates[i].part_count, p->part_count))
            return "a template's parts are out of range";
    }
    for (uint32_t i = 0; i < p->part_count && problem == NULL; i++) {
        problem = p->parts[i].value.kind == PV_TYPE_NONE ? pv_verify_text(p, p->parts[i].text)
                                                         : verify_value(v, &p->parts[i].value);
    }
    for (uint32_t i = 0; i < p->condition_count && problem == NULL; i++)
        problem = verify_condition(v, &p->conditions[i]);
    for (uint32_t i = 0; i < p->condition_fact_count && problem == NULL; i++)
        problem = verify_shown_fact(v, p->condition_facts[i]);
    for (uint32_t i = 0; i < p->fault_text_count && problem == NULL; i++) {
        if (i > 0 && p->fault_texts[i].word <= p->fault_texts[i - 1].word) return "texts of faults are not sorted";
        problem = pv_verify_text(p, p->fault_texts[i].text);
    }
    return problem;
}

/* ---- Params ---- */

static const char *verify_param(const pv_verifier *v, const pv_program_param *param) {
    const proviso_program *p = v->program;
    const unsigned flags = PV_PARAM_NOT_NEGATIVE | PV_PARAM_WHOLE;
    uint32_t constant = param->slot - p->schema.slot_count;
    if (param->slot < p->schema.slot_count || constant >= p->register_constants) return "a param has no register";
    if (p->constant_classes[constant] != pv_class_of((pv_type_kind)param->kind)) return "a param is of another class";
    if (param->kind == PV_TYPE_MONEY && param->currency >= pv_currency_count()) return "a currency is unknown";
    if ((param->flags & ~flags) != 0 || param->reserved != 0) return "reserved bits are set";
    return pv_verify_name(p, param->name);
}

const char *pv_verify_params(const pv_verifier *v) {
    const char *problem = NULL;
    for (uint32_t i = 0; i < v->program->param_count && problem == NULL; i++)
        problem = verify_param(v, &v->program->params[i]);
    return problem;
}
