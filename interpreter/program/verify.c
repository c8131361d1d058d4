/* The verifier: what has to be true of a program before it runs for the first time, whoever made it.
 *
 * Proven in one pass over each table: every index, range and text lies inside its table; code is what verify_code.c
 * says, the schema what verify_schema.c says, all that refers to code what verify_rules.c says. Then nothing can be
 * read out of bounds, nothing loops, and the machine needs no checks. Every pass is linear in the size of the tables,
 * whatever they hold.
 *
 * The meaning of constants and of the zone is checked here: a day is in range, the rules of a zone end. */
#include <string.h>

#include "program/verify_internal.h"

enum { NAME_MOST = 255, ZONE_HOLDS_LEAST = 3600 };

/* ---- Texts and lists ---- */

static bool within_character(const proviso_program *p, uint32_t offset) {
    return offset < p->texts_size && ((unsigned char)p->texts[offset] & 0xc0) == 0x80;
}

const char *pv_verify_text(const proviso_program *p, pv_text_ref ref) {
    if (ref.length > p->texts_size || ref.offset > p->texts_size - ref.length) return "a text lies outside the texts";
    return within_character(p, ref.offset) || within_character(p, ref.offset + ref.length)
               ? "a text begins or ends within a character"
               : NULL;
}

const char *pv_verify_name(const proviso_program *p, pv_text_ref ref) {
    return ref.length > NAME_MOST ? "a name is too long" : pv_verify_text(p, ref);
}

bool pv_verify_list(uint32_t *end, uint32_t first, uint32_t count, uint32_t most) {
    if (count == 0) return true;
    if (first != *end || count > most - first) return false;
    *end = first + count;
    return true;
}

static const char *verify_texts(const proviso_program *p) {
    if (pv_utf8_valid(p->texts, p->texts_size) != p->texts_size) return "the texts are not UTF-8";
    const char *problem = pv_verify_name(p, p->name);
    if (problem == NULL) problem = pv_verify_text(p, p->version);
    if (problem == NULL) problem = pv_verify_name(p, p->zone_name);
    if (problem == NULL) problem = pv_verify_text(p, p->zone_version);
    if (problem == NULL && p->zone_version.length > PV_ZONE_VERSION_MOST)
        problem = "the version of the time zone database is too long";
    for (uint32_t i = 0; i < p->outcome_count && problem == NULL; i++) problem = pv_verify_name(p, p->outcomes[i]);
    return problem;
}

/* ---- Registers and constants ---- */

static bool constant_in_range(pv_slot value, pv_class class) {
    switch (class) {
    case PV_CLASS_BOOL: return value == 0 || value == 1;
    case PV_CLASS_NUMBER: return pv_number_in_range(value);
    case PV_CLASS_CURRENCY: return value >= 0 && value < (pv_slot)pv_currency_count();
    case PV_CLASS_DATE: return value >= PV_DAY_FIRST && value <= PV_DAY_LAST;
    case PV_CLASS_TIME:
        return pv_instant_seconds(value) >= PV_INSTANT_FIRST_SECOND &&
               pv_instant_seconds(value) <= PV_INSTANT_LAST_SECOND && pv_instant_nanoseconds(value) < 1000000000;
    case PV_CLASS_SPAN:
        return pv_span_family_of(value) != PV_SPAN_ANY && pv_span_count(value) <= PV_SPAN_MOST &&
               pv_span_count(value) >= -PV_SPAN_MOST &&
               pv_span_nanoseconds(value) < (pv_span_family_of(value) == PV_SPAN_ELAPSED ? 1000000000u : 1u);
    case PV_CLASS_TEXT: return true; /* made from a symbol by whoever builds the constants */
    default: return false;
    }
}

static const char *verify_registers(const proviso_program *p) {
    if (p->register_constants > p->constant_count) return "registers hold more constants than there are";
    if (!pv_program_is_laid_out(p)) return "the registers are laid out wrongly";
    for (uint32_t i = 0; i < p->constant_count; i++) {
        if (!constant_in_range(p->constants[i], (pv_class)p->constant_classes[i])) return "a constant is out of range";
    }
    return NULL;
}

/* ---- The zone ---- */

/* RFC 8536 allows offsets of -24:59:59 to 25:59:59, and times of day of a rule within 167 hours. */
static bool offset_in_range(int32_t offset) { return offset > -90000 && offset < 93600; }

static bool change_in_range(const pv_zone_change *change) {
    if (change->seconds < -604800 || change->seconds > 604800) return false;
    if (change->kind == PV_ZONE_CHANGE_WEEKDAY)
        return change->month >= 1 && change->month <= 12 && change->week >= 1 && change->week <= 5 &&
               change->weekday <= 6;
    return change->kind < PV_ZONE_CHANGE_WEEKDAY && change->day <= 365 &&
           (change->kind == PV_ZONE_CHANGE_DAY || change->day >= 1);
}

/* The search for a local time steps through the transitions of three days, so they must not come by the second. No zone
 * of the world has two within four days. */
static bool transitions_in_order(const pv_zone *zone) {
    for (uint32_t i = 0; i < zone->count; i++) {
        if (!offset_in_range(zone->offsets[i])) return false;
        if (zone->at[i] < -((int64_t)1 << 59) || zone->at[i] > (int64_t)1 << 59) return false;
        if (i > 0 && zone->at[i] - zone->at[i - 1] < ZONE_HOLDS_LEAST) return false;
    }
    return true;
}

bool pv_program_zone_valid(const pv_zone *zone) {
    return transitions_in_order(zone) && offset_in_range(zone->first_offset) && offset_in_range(zone->tail_standard) &&
           (!zone->tail_has_dst || (offset_in_range(zone->tail_dst) && change_in_range(&zone->dst_begins) &&
                                    change_in_range(&zone->dst_ends)));
}

/* ---- All ---- */

static const char *verify_all(pv_verifier *v) {
    const char *problem = verify_texts(v->program);
    if (problem == NULL) problem = pv_verify_schema(v);
    if (problem == NULL) problem = verify_registers(v->program);
    if (problem == NULL && !pv_program_zone_valid(&v->program->zone)) problem = "the zone is malformed";
    if (problem == NULL) problem = pv_verify_frames(v);
    if (problem == NULL) problem = pv_verify_regions(v);
    if (problem == NULL) problem = pv_verify_rules(v);
    if (problem == NULL) problem = pv_verify_outputs(v);
    if (problem == NULL) problem = pv_verify_reasons(v);
    if (problem == NULL) problem = pv_verify_params(v);
    return problem;
}

static bool allocate(pv_verifier *v, pv_arena *arena) {
    const proviso_program *p = v->program;
    v->slots = pv_arena_array(arena, p->schema.template_count, sizeof *v->slots);
    v->first_slots = pv_arena_array(arena, (size_t)p->schema.list_count + 1, sizeof *v->first_slots);
    v->roots = pv_arena_array(arena, p->schema.group_count, sizeof *v->roots);
    v->depths = pv_arena_array(arena, p->schema.group_count, 1);
    v->list_depths = pv_arena_array(arena, (size_t)p->schema.list_count + 1, 1);
    v->words = pv_arena_array(arena, p->region_words, sizeof *v->words);
    v->open = pv_arena_array(arena, p->region_words, sizeof *v->open);
    v->frame_loops = pv_arena_array(arena, p->frame_count, sizeof *v->frame_loops);
    v->loop_uses = pv_arena_array(arena, p->loop_count, 1);
    v->memo_needed_by = pv_arena_array(arena, p->memo_count, sizeof *v->memo_needed_by);
    v->memo_written = pv_arena_array(arena, p->memo_count, 1);
    v->region_classes = pv_arena_array(arena, p->region_count, 1);
    return v->slots != NULL && v->first_slots != NULL && v->roots != NULL && v->depths != NULL &&
           v->list_depths != NULL && v->words != NULL && v->open != NULL && v->frame_loops != NULL &&
           v->loop_uses != NULL && v->memo_needed_by != NULL && v->memo_written != NULL && v->region_classes != NULL;
}

proviso_status pv_program_verify(const proviso_program *program, pv_memory *memory, const char **problem) {
    pv_arena arena;
    pv_arena_init(&arena, memory);
    pv_verifier v = {.program = program};
    proviso_status status = PROVISO_OUT_OF_MEMORY;
    if (allocate(&v, &arena)) {
        if (program->memo_count > 0) memset(v.memo_needed_by, 0xff, program->memo_count * sizeof *v.memo_needed_by);
        const char *found = verify_all(&v);
        if (problem != NULL) *problem = found;
        status = found == NULL ? PROVISO_OK : PROVISO_POLICY_ERRORS;
    }
    pv_arena_clear(&arena);
    return status;
}
