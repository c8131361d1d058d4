/* Compile: the order in which a checked policy is written into a program.
 *
 * Params first, so that they have registers; then shared defines (what others need comes before them), exclusions,
 * rules, outputs; the schema last, when it is known which texts are compared with constants. What the checker proved is
 * not asked again; the verifier proves what the machine relies on, for this program as for one from a file. */
#include "compile/identify.h"
#include "compile/internal.h"

enum { PARAMS_MOST = PV_REGISTER_CONSTANTS_MOST / 2 };

/* The value of `-literal`. */
static pv_slot negated(const pv_expr *literal) {
    pv_span span;
    if (literal->type.kind != PV_TYPE_SPAN) return -literal->literal;
    pv_span zero = pv_span_of(pv_span_family_of(literal->literal), 0, 0);
    return pv_span_subtract(&span, zero, literal->literal) ? span : zero;
}

static void compile_params(pv_builder *b) {
    const pv_model *model = b->model;
    b->params = pv_arena_array(b->arena, model->param_count, sizeof *b->params);
    b->param_names = pv_arena_array(b->arena, model->param_count, sizeof *b->param_names);
    if (b->params == NULL || b->param_names == NULL) {
        b->failed = true;
        return;
    }
    for (uint32_t i = 0; i < model->param_count; i++) {
        const pv_param *param = model->params[i];
        const pv_expr *value = param->value->kind == PV_EXPR_NEGATE ? param->value->operands.first : param->value;
        pv_slot slot = value->literal;
        if (value->kind == PV_EXPR_TEXT) slot = pv_slot_of_text((proviso_text){0}, pv_builder_symbol(b, value->text));
        if (value != param->value) slot = negated(value);
        b->params[i] = pv_builder_own_constant(b, pv_class_of(param->type.kind), slot);
        b->param_names[i] = pv_builder_text(b, param->name);
    }
}

static uint32_t add_sets(pv_builder *b, const pv_set *sets, uint32_t *first) {
    *first = (uint32_t)b->sets.count;
    for (const pv_set *set = sets; set != NULL; set = set->next) {
        const pv_output *output = set->output;
        pv_draft_set row = {output->index, pv_compile_policy_value(b, set->expr, &output->type, &output->rounding)};
        pv_vector_push(&b->sets, &row);
    }
    return (uint32_t)b->sets.count - *first;
}

static uint32_t add_because(pv_builder *b, bool has, const pv_template_part *parts) {
    return has ? pv_compile_template(b, parts) : PV_NONE;
}

static void compile_exclusions(pv_builder *b) {
    for (uint32_t i = 0; i < b->model->exclusion_count; i++) {
        const pv_exclusion *exclusion = b->model->exclusions[i];
        pv_program_exclusion row = {.name = pv_builder_text(b, exclusion->name),
                                    .cite = pv_builder_text(b, exclusion->cite.text),
                                    .has_cite = exclusion->cite.present};
        row.region = pv_compile_exclusion_condition(b, exclusion->when);
        row.because = add_because(b, exclusion->has_because, exclusion->because);
        pv_vector_push(&b->exclusions, &row);
    }
}

static void compile_rules(pv_builder *b) {
    for (uint32_t i = 0; i < b->model->rule_count; i++) {
        const pv_rule *rule = b->model->rules[i];
        pv_program_rule row = {.name = pv_builder_text(b, rule->name),
                               .cite = pv_builder_text(b, rule->cite.text),
                               .has_cite = rule->cite.present,
                               .outcome = rule->outcome,
                               .first_exclusion = (uint32_t)b->exclusion_lists.count,
                               .exclusion_count = rule->exclusion_count};
        for (uint32_t e = 0; e < rule->exclusion_count; e++)
            pv_vector_push(&b->exclusion_lists, &rule->exclusions[e]->index);
        row.region = pv_compile_rule_condition(b, rule->when, &row.first_condition, &row.condition_count);
        row.set_count = add_sets(b, rule->sets, &row.first_set);
        row.because = add_because(b, rule->has_because, rule->because);
        pv_vector_push(&b->rules, &row);
    }
}

static void compile_outputs(pv_builder *b) {
    const pv_model *model = b->model;
    b->defaults = pv_arena_array(b->arena, model->output_count, sizeof *b->defaults);
    b->output_names = pv_arena_array(b->arena, model->output_count, sizeof *b->output_names);
    if (b->defaults == NULL || b->output_names == NULL) {
        b->failed = true;
        return;
    }
    for (uint32_t i = 0; i < model->output_count; i++) {
        const pv_output *output = model->outputs[i];
        b->output_names[i] = pv_builder_text(b, output->name);
        b->defaults[i] = output->otherwise == NULL
                             ? PV_NONE
                             : pv_compile_policy_value(b, output->otherwise, &output->type, &output->rounding);
    }
    for (uint32_t i = 0; i < model->outcome_count; i++) {
        pv_text_ref name = pv_builder_text(b, model->outcomes[i]);
        pv_vector_push(&b->outcomes, &name);
    }
}

static void compile_otherwise(pv_builder *b, proviso_program *program) {
    const pv_model *model = b->model;
    program->otherwise_outcome = model->otherwise_outcome;
    program->otherwise_set_count = add_sets(b, model->otherwise_sets, &program->otherwise_first_set);
    program->otherwise_because = add_because(b, model->otherwise_has_because, model->otherwise_because);
    program->otherwise_has_cite = model->otherwise_cite.present;
    program->otherwise_cite = pv_builder_text(b, model->otherwise_cite.text);
    program->name = pv_builder_text(b, model->name);
    program->version = pv_builder_text(b, model->version);
    program->zone_name = pv_builder_text(b, model->timezone);
}

/* As the host promised it: short, printable ASCII. */
static bool is_zone_version(proviso_text version) {
    for (size_t i = 0; i < version.length; i++) {
        if (version.data[i] < ' ' || version.data[i] > '~') return false;
    }
    return version.length > 0 && version.length <= PV_ZONE_VERSION_MOST;
}

static proviso_status load_zone_version(pv_builder *b, proviso_program *program, const pv_zone_loader *zones) {
    if (zones->version == NULL) return PROVISO_OK;
    pv_buffer bytes;
    pv_buffer_init(&bytes, b->memory);
    bool known = zones->version(zones->context, pv_buffer_write, &bytes);
    if (known && is_zone_version(pv_buffer_text(&bytes)))
        program->zone_version = pv_builder_text(b, pv_buffer_text(&bytes));
    bool failed = bytes.failed;
    pv_buffer_clear(&bytes);
    return failed ? PROVISO_OUT_OF_MEMORY : PROVISO_OK;
}

static proviso_status load_zone(pv_builder *b, proviso_program *program, const pv_zone_loader *zones) {
    proviso_text name = b->model->timezone;
    if (name.length == 0) return PROVISO_OK;
    program->has_zone = true;
    program->zone = pv_zone_utc();
    if (pv_text_is(name, "UTC")) return PROVISO_OK;
    pv_buffer bytes;
    pv_buffer_init(&bytes, b->memory);
    bool out_of_memory = false;
    bool found = zones->load != NULL && zones->load(zones->context, name, pv_buffer_write, &bytes);
    bool read = found && pv_zone_read(&program->zone, &program->arena, name, pv_buffer_text(&bytes), &out_of_memory) &&
                pv_program_zone_valid(&program->zone);
    if (bytes.failed) out_of_memory = true;
    pv_buffer_clear(&bytes);
    if (out_of_memory) return PROVISO_OUT_OF_MEMORY;
    if (read) return load_zone_version(b, program, zones);
    pv_diagnose(
        b->source, PV_DIAGNOSTIC_UNKNOWN_ZONE, b->model->timezone_range,
        PROVISO_TEXT("zones have names such as `Asia/Shanghai`, and come from the time zone database of this system"),
        found ? "the rules of the time zone `%t` cannot be read" : "there is no time zone `%t`", name);
    return PROVISO_POLICY_ERRORS;
}

static proviso_status check_limit(const pv_builder *b, size_t count, size_t most, const char *format) {
    if (count <= most) return PROVISO_OK;
    pv_diagnose(b->source, PV_DIAGNOSTIC_TOO_LARGE, (pv_range){0, 0}, (proviso_text){0}, format, most);
    return PROVISO_POLICY_ERRORS;
}

proviso_status pv_compile_verify(const proviso_program *program, pv_source *source, pv_memory *memory) {
    const char *problem = NULL;
    proviso_status status = pv_program_verify(program, memory, &problem);
    if (status == PROVISO_POLICY_ERRORS)
        pv_diagnose(source, PV_DIAGNOSTIC_REFUSED_PROGRAM, (pv_range){0, 0},
                    PROVISO_TEXT("this is a mistake of Proviso, not of the policy"),
                    "internal: the compiled policy was refused: %s, please report it", problem);
    return status;
}

static proviso_status compile(pv_builder *b, proviso_program *program, const pv_zone_loader *zones) {
    const pv_model *model = b->model;
    proviso_status status = check_limit(b, model->param_count, PARAMS_MOST, "a policy can have at most %zu params");
    if (status == PROVISO_OK)
        status = check_limit(b, model->group_count, PV_GROUPS_MOST, "a policy can have at most %zu groups of facts");
    if (status == PROVISO_OK) status = load_zone(b, program, zones);
    if (status != PROVISO_OK) return status;
    compile_params(b);
    pv_compile_slots(b);
    if (b->failed || !pv_reads_create(&b->reads, b)) return PROVISO_OUT_OF_MEMORY;
    pv_compile_plan_defines(b);
    if (b->failed) return PROVISO_OUT_OF_MEMORY;
    compile_exclusions(b);
    compile_rules(b);
    compile_outputs(b);
    compile_otherwise(b, program);
    if (b->failed) return PROVISO_OUT_OF_MEMORY;
    status = pv_builder_finish(b, program);
    if (status == PROVISO_OK) status = pv_compile_verify(program, b->source, b->memory);
    return status == PROVISO_OK ? pv_program_identify(program, b->memory) : status;
}

proviso_status pv_compile(proviso_program **out, const pv_model *model, pv_source *source, pv_arena *scratch,
                          const pv_zone_loader *zones, const proviso_allocator *allocator,
                          const proviso_limits *limits) {
    proviso_program *program;
    proviso_status status = pv_program_create(&program, allocator, limits);
    if (status != PROVISO_OK) return status;
    pv_builder builder;
    pv_builder_init(&builder, model, source, scratch);
    status = compile(&builder, program, zones);
    pv_builder_clear(&builder);
    if (status == PROVISO_OK)
        *out = program;
    else
        pv_program_release(program);
    return status;
}
