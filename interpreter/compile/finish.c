/* Finish: the draft becomes a program.
 *
 * Now that all counts are known, references become registers: facts, then the constants that have registers, then
 * memos, then the words of the region that runs. Tables are copied into the program's arena; text constants get their
 * pointers. The policy is refused here where it needs more registers than a word can name. */
#include <string.h>

#include "base/sort.h"
#include "compile/internal.h"

typedef struct pv_finish {
    pv_builder *b;
    proviso_program *p;
    uint32_t word_base; /* of the region whose registers are encoded */
    bool failed;
} pv_finish;

/* A copy of a vector in the program's arena. */
static const void *table(pv_finish *f, const pv_vector *vector, uint32_t *count) {
    void *copy = pv_arena_array(&f->p->arena, vector->count, vector->size);
    if (copy == NULL) {
        f->failed = true;
        return NULL;
    }
    if (vector->count > 0) memcpy(copy, vector->data, vector->count * vector->size);
    *count = (uint32_t)vector->count;
    return copy;
}

static uint16_t encode(const pv_finish *f, pv_ref ref) {
    const proviso_program *p = f->p;
    uint32_t index = pv_ref_index(ref);
    switch (pv_ref_space(ref)) {
    case PV_SPACE_FACT: return (uint16_t)index;
    case PV_SPACE_CONSTANT: return (uint16_t)(p->schema.slot_count + index);
    case PV_SPACE_MEMO: return (uint16_t)(p->schema.slot_count + p->register_constants + index);
    case PV_SPACE_FRAME: return (uint16_t)(p->base_register - p->frame_count + index);
    case PV_SPACE_WORD: return (uint16_t)(f->word_base + index);
    case PV_SPACE_IMMEDIATE: return (uint16_t)index;
    default: return PV_REGISTER_NONE;
    }
}

static pv_word encode_word(const pv_finish *f, const pv_draft_word *draft) {
    if (draft->op == PV_OP_LOAD) {
        uint32_t constant = pv_ref_index(draft->b);
        return pv_word_of(PV_OP_LOAD, 0, constant & 0xffff, constant >> 16);
    }
    unsigned operands[3] = {0, 0, 0};
    const pv_ref refs[3] = {draft->a, draft->b, draft->c};
    for (int i = 0; i < 3; i++) {
        if (refs[i] != PV_REF_NONE) operands[i] = encode(f, refs[i]);
    }
    return pv_word_with_skip(pv_word_of(draft->op, operands[0], operands[1], operands[2]), draft->skip);
}

/* ---- Tables ---- */

static void finish_texts(pv_finish *f) {
    proviso_text texts = pv_arena_copy(&f->p->arena, pv_buffer_text(&f->b->texts));
    f->failed = f->failed || texts.data == NULL;
    f->p->texts = texts.data;
    f->p->texts_size = (uint32_t)texts.length;
    f->p->schema.texts = texts.data;
}

static proviso_status finish_symbols(pv_finish *f) {
    pv_schema *schema = &f->p->schema;
    schema->symbols = table(f, &f->b->symbols, &schema->symbol_count);
    return f->failed ? PROVISO_OUT_OF_MEMORY : pv_schema_index_symbols(schema, &f->p->arena);
}

static void finish_constants(pv_finish *f) {
    proviso_program *p = f->p;
    size_t count = f->b->constants.count;
    pv_slot *constants = pv_arena_array(&p->arena, count, sizeof *constants);
    uint8_t *classes = pv_arena_array(&p->arena, count, 1);
    if (constants == NULL || classes == NULL) f->failed = true;
    if (f->failed) return;
    for (size_t i = 0; i < count; i++) {
        const pv_draft_constant *draft = pv_vector_at(&f->b->constants, pv_draft_constant, i);
        uint32_t symbol = pv_slot_symbol(draft->value);
        classes[i] = draft->class;
        constants[i] = draft->class == PV_CLASS_TEXT
                           ? pv_slot_of_text(pv_schema_text(&p->schema, p->schema.symbols[symbol]), symbol)
                           : draft->value;
    }
    p->constants = constants;
    p->constant_classes = classes;
    p->constant_count = (uint32_t)count;
}

static proviso_status report_too_large(const pv_finish *f, const char *format, size_t needed, size_t most) {
    pv_diagnose(f->b->source, PV_DIAGNOSTIC_TOO_LARGE, (pv_range){0, 0},
                PROVISO_TEXT("divide it into several policies"), format, needed, most);
    return PROVISO_POLICY_ERRORS;
}

static proviso_status too_large(const pv_finish *f) {
    proviso_program *p = f->p;
    size_t most_words = 0;
    for (uint32_t i = 0; i < p->region_count; i++) {
        if (p->regions[i].word_count > most_words) most_words = p->regions[i].word_count;
    }
    if (p->loop_count > PV_LOOPS_MOST)
        return report_too_large(f, "this policy is too large: it has %zu quantifiers, and %zu is the most",
                                p->loop_count, PV_LOOPS_MOST);
    if (most_words > PV_REGION_WORDS_MOST)
        return report_too_large(f, "this policy is too large: an expression of it has %zu steps, and %zu is the most",
                                most_words, PV_REGION_WORDS_MOST);
    if (pv_program_lay_out(p)) return PROVISO_OK;
    size_t places = (size_t)p->schema.slot_count + p->register_constants + p->memo_count + p->frame_count + most_words;
    return report_too_large(f,
                            "this policy is too large: its facts, constants, shared defines and quantifiers need at "
                            "least %zu places, and %zu is the most",
                            places, PV_REGISTERS_MOST);
}

/* Registers are known once all regions are: then references can be encoded. */
static proviso_status finish_layout(pv_finish *f) {
    proviso_program *p = f->p;
    p->register_constants =
        p->constant_count < PV_REGISTER_CONSTANTS_MOST ? p->constant_count : PV_REGISTER_CONSTANTS_MOST;
    p->memo_classes = table(f, &f->b->memo_classes, &p->memo_count);
    p->frames = table(f, &f->b->frames, &p->frame_count);
    p->loops = table(f, &f->b->loops, &p->loop_count);
    p->regions = table(f, &f->b->regions, &p->region_count);
    if (f->failed) return PROVISO_OUT_OF_MEMORY;
    return too_large(f);
}

static void finish_regions(pv_finish *f) {
    proviso_program *p = f->p;
    pv_region *regions = (pv_region *)(uintptr_t)p->regions;
    pv_loop *loops = (pv_loop *)(uintptr_t)p->loops;
    for (uint32_t i = 0; i < p->region_count; i++) {
        const pv_draft_result *result = pv_vector_at(&f->b->results, pv_draft_result, i);
        f->word_base = pv_region_base(p, &regions[i]);
        regions[i].result = encode(f, result->slot);
        regions[i].currency = encode(f, result->currency);
        regions[i].memo = encode(f, result->memo);
    }
    for (uint32_t i = 0; i < p->loop_count; i++) {
        f->word_base = pv_region_base(p, &regions[loops[i].region]);
        loops[i].where = encode(f, *pv_vector_at(&f->b->wheres, pv_ref, i));
    }
}

static void finish_code(pv_finish *f) {
    proviso_program *p = f->p;
    const pv_vector *drafts = &f->b->words;
    pv_word *code = pv_arena_array(&p->arena, drafts->count, sizeof *code);
    if (code == NULL) {
        f->failed = true;
        return;
    }
    for (uint32_t i = 0; i < p->region_count; i++) {
        const pv_region *region = &p->regions[i];
        f->word_base = pv_region_base(p, region);
        for (uint32_t k = region->first_word; k < region->first_word + region->word_count; k++)
            code[k] = encode_word(f, pv_vector_at(drafts, pv_draft_word, k));
    }
    p->code = code;
    p->code_count = (uint32_t)drafts->count;
    p->needs = table(f, &f->b->needs, &p->need_count);
    p->fault_texts = table(f, &f->b->fault_texts, &p->fault_text_count);
}

static int by_loop(const void *context, const void *a, const void *b) {
    const pv_draft_copy *x = a, *y = b;
    (void)context;
    if (x->loop != y->loop) return x->loop < y->loop ? -1 : 1;
    if (x->captured != y->captured) return x->captured ? 1 : -1;
    return x->frame < y->frame ? -1 : 1;
}

/* Copies in the order of loops, of each those from its element first. */
static void finish_copies(pv_finish *f) {
    proviso_program *p = f->p;
    pv_vector *drafts = &f->b->copies;
    pv_copy *copies = pv_arena_array(&p->arena, drafts->count, sizeof *copies);
    pv_loop *loops = (pv_loop *)(uintptr_t)p->loops;
    if (copies == NULL) {
        f->failed = true;
        return;
    }
    if (drafts->count > 0) pv_sort(drafts->data, drafts->count, sizeof(pv_draft_copy), by_loop, NULL);
    for (uint32_t i = 0; i < drafts->count; i++) {
        const pv_draft_copy *draft = pv_vector_at(drafts, pv_draft_copy, i);
        pv_loop *loop = &loops[draft->loop];
        if (loop->slot_count + loop->capture_count == 0) loop->first_copy = i;
        if (draft->captured)
            loop->capture_count++;
        else
            loop->slot_count++;
        f->word_base = p->word_bases[loop->depth - 1];
        copies[i].source = draft->captured ? encode(f, draft->source) : (uint16_t)draft->source;
        copies[i].target = encode(f, pv_ref_of(PV_SPACE_FRAME, draft->frame));
    }
    p->copies = copies;
    p->copy_count = (uint32_t)drafts->count;
}

static pv_value finish_value(pv_finish *f, uint32_t index) {
    const pv_draft_value *draft = pv_vector_at(&f->b->values, pv_draft_value, index);
    f->word_base = f->p->word_bases[0];
    return (pv_value){.region = draft->region,
                      .slot = encode(f, draft->operand.slot),
                      .currency = encode(f, draft->operand.currency),
                      .fixed_currency = draft->kind == PV_TYPE_MONEY ? draft->operand.fixed : PV_CURRENCY_ANY,
                      .kind = draft->kind};
}

static void finish_values(pv_finish *f) {
    pv_builder *b = f->b;
    proviso_program *p = f->p;
    pv_program_set *sets = pv_arena_array(&p->arena, b->sets.count, sizeof *sets);
    pv_program_part *parts = pv_arena_array(&p->arena, b->parts.count, sizeof *parts);
    pv_program_output *outputs = pv_arena_array(&p->arena, b->model->output_count, sizeof *outputs);
    if (sets == NULL || parts == NULL || outputs == NULL) {
        f->failed = true;
        return;
    }
    for (size_t i = 0; i < b->sets.count; i++) {
        const pv_draft_set *draft = pv_vector_at(&b->sets, pv_draft_set, i);
        sets[i] = (pv_program_set){.output = draft->output, .value = finish_value(f, draft->value)};
    }
    for (size_t i = 0; i < b->parts.count; i++) {
        const pv_draft_part *draft = pv_vector_at(&b->parts, pv_draft_part, i);
        parts[i].text = draft->text;
        if (draft->value != PV_NONE) parts[i].value = finish_value(f, draft->value);
    }
    for (uint32_t i = 0; i < b->model->output_count; i++) {
        const pv_output *output = b->model->outputs[i];
        outputs[i].name = b->output_names[i];
        outputs[i].value.kind = (uint8_t)output->type.kind;
        outputs[i].currency = output->type.kind == PV_TYPE_MONEY ? output->type.currency : PV_CURRENCY_ANY;
        outputs[i].whole = output->type.whole;
        outputs[i].has_default = b->defaults[i] != PV_NONE;
        if (outputs[i].has_default) outputs[i].value = finish_value(f, b->defaults[i]);
    }
    p->sets = sets;
    p->set_count = (uint32_t)b->sets.count;
    p->parts = parts;
    p->part_count = (uint32_t)b->parts.count;
    p->outputs = outputs;
    p->output_count = b->model->output_count;
}

static void finish_params(pv_finish *f) {
    proviso_program *p = f->p;
    const pv_model *model = f->b->model;
    pv_program_param *params = pv_arena_array(&p->arena, model->param_count, sizeof *params);
    if (params == NULL) {
        f->failed = true;
        return;
    }
    for (uint32_t i = 0; i < model->param_count; i++) {
        const pv_param *param = model->params[i];
        params[i] =
            (pv_program_param){.name = f->b->param_names[i],
                               .slot = encode(f, f->b->params[i]),
                               .currency = param->type.kind == PV_TYPE_MONEY ? param->type.currency : PV_CURRENCY_ANY,
                               .kind = (uint8_t)param->type.kind,
                               .family = (uint8_t)param->type.family};
        params[i].flags =
            (uint8_t)((param->not_negative ? PV_PARAM_NOT_NEGATIVE : 0) | (param->type.whole ? PV_PARAM_WHOLE : 0));
    }
    p->params = params;
    p->param_count = model->param_count;
}

static void finish_rules(pv_finish *f) {
    proviso_program *p = f->p;
    pv_builder *b = f->b;
    p->rules = table(f, &b->rules, &p->rule_count);
    p->exclusions = table(f, &b->exclusions, &p->exclusion_count);
    p->exclusion_lists = table(f, &b->exclusion_lists, &p->exclusion_list_count);
    p->conditions = table(f, &b->conditions, &p->condition_count);
    p->condition_facts = table(f, &b->condition_facts, &p->condition_fact_count);
    p->templates = table(f, &b->templates, &p->template_count);
    p->outcomes = table(f, &b->outcomes, &p->outcome_count);
}

proviso_status pv_builder_finish(pv_builder *b, proviso_program *program) {
    pv_finish f = {.b = b, .p = program};
    proviso_status status = pv_builder_failed(b) ? PROVISO_OUT_OF_MEMORY : pv_compile_schema(b, program);
    if (status != PROVISO_OK) return status;
    finish_texts(&f);
    status = finish_symbols(&f);
    if (status != PROVISO_OK) return status;
    finish_constants(&f);
    if (f.failed) return PROVISO_OUT_OF_MEMORY;
    status = finish_layout(&f);
    if (status != PROVISO_OK) return status;
    finish_regions(&f);
    finish_code(&f);
    finish_copies(&f);
    finish_values(&f);
    finish_params(&f);
    finish_rules(&f);
    return f.failed ? PROVISO_OUT_OF_MEMORY : PROVISO_OK;
}
