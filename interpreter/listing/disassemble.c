/* The disassembly: every table of a program, in the order in which a reader needs them.
 *
 * First what registers hold, then the code that names them, then the rules that name the code. A register is written
 * as what it is (code.c), so that the code can be read without looking anything up; the tables of facts and
 * constants give the numbers. interpreter/README.md says what all of it means. */
#include "listing/listing_internal.h"
#include "program/file.h"

/* ---- Registers ---- */

static void add_range(pv_listing *l, uint32_t first, uint32_t count, const char *what) {
    if (count == 0) return;
    pv_buffer_format(l->out, "  R%zu", (size_t)first);
    if (count > 1) pv_buffer_format(l->out, " to R%zu", (size_t)first + count - 1);
    pv_listing_column(l, 20);
    pv_buffer_add_string(l->out, what);
    pv_listing_end(l);
}

static void add_layout(pv_listing *l) {
    const proviso_program *p = l->p;
    uint32_t constants = p->schema.slot_count, memos = constants + p->register_constants;
    uint32_t frames = memos + p->memo_count;
    pv_listing_title(l, "registers", NULL);
    add_range(l, 0, p->schema.slot_count, "facts, by path; `path.currency` is the currency of money");
    add_range(l, constants, p->register_constants, "constants, by value; of a param, by its name");
    add_range(l, memos, p->memo_count, "m0, m1, ...: memos, results that a region keeps for others");
    add_range(l, frames, p->frame_count,
              "f0, f1, ...: frames, what the bodies of loops are given; of an element, by path");
    add_range(l, p->base_register, p->region_words, "w0, w1, ...: the words of the region that runs");
}

static void add_field(pv_listing *l, const pv_schema_field *field, size_t indent) {
    pv_buffer_format(l->out, "  R%zu", (size_t)field->slot);
    if (field->kind == PV_TYPE_MONEY && field->currency == PV_CURRENCY_ANY)
        pv_buffer_format(l->out, " R%zu", (size_t)field->slot + 1);
    pv_listing_column(l, 12 + indent);
    pv_listing_plain(l, field->name);
    pv_listing_column(l, 40);
    pv_listing_quoted(l, field->key);
    pv_listing_column(l, 66);
    pv_listing_field_type(l, field);
    if ((field->flags & PV_FIELD_SYMBOL) != 0) pv_buffer_add_string(l->out, "; by symbol");
    pv_listing_end(l);
}

/* Groups nest at most 64 deep. */
static void add_group(pv_listing *l, const pv_schema_group *group, size_t indent) {
    const pv_schema *schema = &l->p->schema;
    for (uint32_t i = 0; i < group->field_count; i++) add_field(l, &schema->fields[group->first_field + i], indent);
    for (uint32_t i = 0; i < group->group_count; i++) {
        const pv_schema_group *inner = &schema->groups[group->first_group + i];
        pv_listing_column(l, 12 + indent);
        pv_listing_plain(l, inner->name);
        pv_listing_column(l, 40);
        pv_listing_quoted(l, inner->key);
        pv_listing_column(l, 66);
        pv_buffer_add_string(l->out, inner->optional ? "optional group" : "group");
        pv_listing_end(l);
        add_group(l, inner, indent + 2);
    }
}

static void add_schema(pv_listing *l) {
    pv_listing_title(l, "schema", "  register  fact                        key in JSON               type");
    add_group(l, &l->p->schema.groups[0], 0);
    for (uint32_t i = 1; i <= l->p->schema.list_count; i++) {
        pv_listing_column(l, 12);
        pv_listing_plain(l, l->p->schema.groups[i].path);
        pv_buffer_add_string(l->out, ", registers being slots of its row");
        pv_listing_end(l);
        add_group(l, &l->p->schema.groups[i], 2);
    }
}

/* Those behind the ones that have registers are loaded by LOAD, and have their index instead. */
static void add_constants(pv_listing *l) {
    const proviso_program *p = l->p;
    if (p->constant_count == 0) return;
    pv_listing_title(l, "constants", "  register  class     symbol  value");
    for (uint32_t i = 0; i < p->constant_count; i++) {
        if (i < p->register_constants)
            pv_buffer_format(l->out, "  R%zu", (size_t)p->schema.slot_count + i);
        else
            pv_buffer_format(l->out, "  - %zu", (size_t)i);
        pv_listing_column(l, 12);
        pv_listing_class(l, p->constant_classes[i]);
        if (p->constant_classes[i] == PV_CLASS_TEXT) {
            pv_listing_column(l, 22);
            pv_buffer_add_unsigned(l->out, pv_slot_symbol(p->constants[i]));
        }
        pv_listing_column(l, 30);
        pv_listing_constant(l, i);
        pv_listing_end(l);
    }
}

static void add_params(pv_listing *l) {
    const proviso_program *p = l->p;
    if (p->param_count == 0) return;
    pv_listing_title(l, "params", "  register  param             value                     type");
    for (uint32_t i = 0; i < p->param_count; i++) {
        const pv_program_param *param = &p->params[i];
        pv_buffer_format(l->out, "  R%zu", (size_t)param->slot);
        pv_listing_column(l, 12);
        pv_listing_plain(l, param->name);
        pv_listing_column(l, 30);
        pv_listing_param_value(l, param);
        pv_listing_column(l, 56);
        pv_listing_param_type(l, param);
        if ((param->flags & PV_PARAM_NOT_NEGATIVE) != 0) pv_buffer_add_string(l->out, ", not negative");
        pv_listing_end(l);
    }
}

static void add_symbols(pv_listing *l) {
    const pv_schema *schema = &l->p->schema;
    if (schema->symbol_count < 2) return;
    pv_listing_title(l, "symbols", NULL);
    for (uint32_t i = 1; i < schema->symbol_count; i++) {
        pv_buffer_format(l->out, "  %zu", (size_t)i);
        pv_listing_column(l, 12);
        pv_listing_quoted(l, schema->symbols[i]);
        pv_listing_end(l);
    }
}

/* ---- Rules ---- */

static void begin_item(pv_listing *l, const char *what) {
    pv_buffer_format(l->out, "    %s", what);
    pv_listing_column(l, 14);
}

static void add_when(pv_listing *l, uint32_t region) {
    begin_item(l, "when");
    if (region == PV_NONE)
        pv_buffer_add_string(l->out, "always");
    else
        pv_buffer_format(l->out, "region %zu", (size_t)region);
    pv_listing_end(l);
}

static void add_condition(pv_listing *l, const pv_condition *condition, uint32_t region) {
    pv_listing_column(l, 14);
    if (condition->region != region) pv_buffer_format(l->out, "region %zu ", (size_t)condition->region);
    pv_buffer_format(l->out, "w%zu", (size_t)condition->word);
    pv_listing_column(l, 20);
    pv_listing_plain(l, condition->text);
    pv_listing_end(l);
    if (condition->fact_count == 0) return;
    pv_listing_column(l, 22);
    for (uint32_t i = 0; i < condition->fact_count; i++) {
        const uint32_t field = l->p->condition_facts[condition->first_fact + i];
        pv_buffer_add_string(l->out, i == 0 ? "reads " : ", ");
        pv_listing_plain(l, l->p->schema.fields[field].path);
    }
    pv_listing_end(l);
}

static void add_sets(pv_listing *l, uint32_t first, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        const pv_program_set *set = &l->p->sets[first + i];
        begin_item(l, "set");
        pv_listing_plain(l, l->p->outputs[set->output].name);
        pv_buffer_add_string(l->out, " := ");
        pv_listing_value(l, &set->value);
        pv_listing_end(l);
    }
}

static void add_reason(pv_listing *l, uint32_t because, uint32_t has_cite, pv_text_ref cite) {
    if (because != PV_NONE) {
        const pv_program_template *template = &l->p->templates[because];
        begin_item(l, "because");
        for (uint32_t i = 0; i < template->part_count; i++) {
            const pv_program_part *part = &l->p->parts[template->first_part + i];
            if (i > 0) pv_buffer_add_char(l->out, ' ');
            if (part->value.kind == PV_TYPE_NONE) {
                pv_listing_quoted(l, part->text);
                continue;
            }
            pv_buffer_add_char(l->out, '{');
            pv_listing_value(l, &part->value);
            pv_buffer_add_char(l->out, '}');
        }
        pv_listing_end(l);
    }
    if (has_cite == 0) return;
    begin_item(l, "cite");
    pv_listing_quoted(l, cite);
    pv_listing_end(l);
}

static void add_rule(pv_listing *l, const pv_program_rule *rule) {
    const proviso_program *p = l->p;
    pv_buffer_add_string(l->out, "  ");
    pv_listing_plain(l, rule->name);
    pv_buffer_add_string(l->out, ", for ");
    pv_listing_plain(l, p->outcomes[rule->outcome]);
    pv_listing_end(l);
    add_when(l, rule->region);
    for (uint32_t i = 0; i < rule->condition_count; i++)
        add_condition(l, &p->conditions[rule->first_condition + i], rule->region);
    for (uint32_t i = 0; i < rule->exclusion_count; i++) {
        if (i == 0)
            begin_item(l, "unless");
        else
            pv_buffer_add_string(l->out, ", ");
        pv_listing_plain(l, p->exclusions[p->exclusion_lists[rule->first_exclusion + i]].name);
    }
    if (rule->exclusion_count > 0) pv_listing_end(l);
    add_sets(l, rule->first_set, rule->set_count);
    add_reason(l, rule->because, rule->has_cite, rule->cite);
}

static void add_rules(pv_listing *l) {
    const proviso_program *p = l->p;
    pv_listing_title(l, "rules", NULL);
    for (uint32_t i = 0; i < p->rule_count; i++) add_rule(l, &p->rules[i]);
    pv_buffer_add_string(l->out, "  otherwise, for ");
    pv_listing_plain(l, p->outcomes[p->otherwise_outcome]);
    pv_listing_end(l);
    add_sets(l, p->otherwise_first_set, p->otherwise_set_count);
    add_reason(l, p->otherwise_because, p->otherwise_has_cite, p->otherwise_cite);
}

static void add_exclusions(pv_listing *l) {
    const proviso_program *p = l->p;
    if (p->exclusion_count == 0) return;
    pv_listing_title(l, "exclusions", NULL);
    for (uint32_t i = 0; i < p->exclusion_count; i++) {
        pv_buffer_add_string(l->out, "  ");
        pv_listing_plain(l, p->exclusions[i].name);
        pv_listing_end(l);
        add_when(l, p->exclusions[i].region);
        add_reason(l, p->exclusions[i].because, p->exclusions[i].has_cite, p->exclusions[i].cite);
    }
}

static void add_outputs(pv_listing *l) {
    const proviso_program *p = l->p;
    if (p->output_count == 0) return;
    pv_listing_title(l, "outputs", NULL);
    for (uint32_t i = 0; i < p->output_count; i++) {
        pv_buffer_add_string(l->out, "  ");
        pv_listing_plain(l, p->outputs[i].name);
        pv_listing_column(l, 40);
        pv_listing_output_type(l, &p->outputs[i]);
        if (p->outputs[i].has_default) {
            pv_buffer_add_string(l->out, ", by default ");
            pv_listing_value(l, &p->outputs[i].value);
        }
        pv_listing_end(l);
    }
}

/* ---- All of it ---- */

static void add_head(pv_listing *l) {
    const proviso_program *p = l->p;
    pv_buffer_add_string(l->out, "policy ");
    pv_listing_identity(l);
    pv_buffer_add_string(l->out, "\nid ");
    pv_listing_id(l);
    pv_buffer_format(l->out, "\nformat %zu.%zu\n", (size_t)PV_FILE_MAJOR, (size_t)p->format_minor);
    pv_buffer_add_string(l->out, "zone ");
    if (p->has_zone) {
        pv_listing_plain(l, p->zone_name);
        pv_buffer_add_string(l->out, ": ");
        pv_listing_zone(l);
    } else {
        pv_buffer_add_string(l->out, "none");
    }
    pv_listing_end(l);
    pv_buffer_add_string(l->out, "outcomes ");
    pv_listing_outcomes(l);
    pv_listing_end(l);
}

static void index_fields(pv_listing *l) {
    const pv_schema *schema = &l->p->schema;
    for (uint32_t i = 0; i < schema->field_count; i++) {
        const pv_schema_field *field = &schema->fields[i];
        uint32_t slot = l->first_slots[pv_schema_root(schema, field->group)] + field->slot;
        l->slot_fields[slot] = i;
        if (field->kind == PV_TYPE_MONEY && field->currency == PV_CURRENCY_ANY) l->slot_fields[slot + 1] = i;
    }
}

static void index_frames(pv_listing *l) {
    const uint32_t first = l->p->base_register - l->p->frame_count;
    for (uint32_t i = 0; i < l->p->loop_count; i++) {
        const pv_loop *loop = &l->p->loops[i];
        for (uint32_t k = loop->first_copy; k < loop->first_copy + loop->slot_count + loop->capture_count; k++) {
            l->frame_copies[l->p->copies[k].target - first] = k;
            l->frame_loops[l->p->copies[k].target - first] = i;
        }
    }
}

/* What names registers: fields by slot, copies by register of frames, params by constant. false: memory failed. */
static bool index_registers(pv_listing *l, pv_arena *scratch) {
    const pv_schema *schema = &l->p->schema;
    uint32_t slots = 0;
    l->first_slots = pv_arena_array(scratch, (size_t)schema->list_count + 1, sizeof *l->first_slots);
    for (uint32_t i = 0; i <= schema->list_count && l->first_slots != NULL; i++) {
        l->first_slots[i] = slots;
        slots += schema->groups[i].slot_count;
    }
    l->slot_fields = pv_arena_array(scratch, slots, sizeof *l->slot_fields);
    l->frame_copies = pv_arena_array(scratch, l->p->frame_count, sizeof *l->frame_copies);
    l->frame_loops = pv_arena_array(scratch, l->p->frame_count, sizeof *l->frame_loops);
    l->constant_params = pv_arena_array(scratch, l->p->constant_count, sizeof *l->constant_params);
    if (l->first_slots == NULL || l->slot_fields == NULL || l->frame_copies == NULL || l->frame_loops == NULL ||
        l->constant_params == NULL)
        return false;
    index_fields(l);
    index_frames(l);
    for (uint32_t i = 0; i < l->p->constant_count; i++) l->constant_params[i] = PV_NONE;
    for (uint32_t i = 0; i < l->p->param_count; i++) l->constant_params[l->p->params[i].slot - schema->slot_count] = i;
    return true;
}

bool pv_program_disassemble(pv_buffer *out, const proviso_program *program) {
    pv_listing l = pv_listing_of(out, program);
    pv_arena scratch;
    pv_arena_init(&scratch, out->memory);
    if (index_registers(&l, &scratch)) {
        add_head(&l);
        add_layout(&l);
        add_schema(&l);
        add_constants(&l);
        add_params(&l);
        add_symbols(&l);
        pv_listing_loops(&l);
        pv_listing_regions(&l, &scratch);
        add_rules(&l);
        add_exclusions(&l);
        add_outputs(&l);
    } else {
        out->failed = true;
    }
    pv_arena_clear(&scratch);
    return true;
}
