/* The description: what a program's user has to know. Its name, what it asks for, what it answers, what it weighs. */
#include "listing/listing_internal.h"
#include "program/file.h"

enum { COLUMN_LEAST = 14, COLUMN_MOST = 48 }; /* where the types stand */

/* The keys around a field, the innermost first. */
typedef struct pv_keys {
    const struct pv_keys *outer;
    pv_text_ref key; /* of the document's root none */
    bool is_list;    /* it is that of a list, and this is an element */
    bool renamed;    /* a key on the way is not the name */
} pv_keys;

static bool is_renamed(const pv_listing *l, pv_text_ref name, pv_text_ref key) {
    return !pv_text_equal(pv_program_text(l->p, name), pv_program_text(l->p, key));
}

/* `keys` but for the root: "order"."items"[]. */
static void add_keys(pv_listing *l, const pv_keys *keys) {
    if (keys->outer == NULL) return;
    add_keys(l, keys->outer);
    if (keys->key.length > 0) pv_listing_quoted(l, keys->key);
    pv_buffer_add_string(l->out, keys->is_list ? "[]." : ".");
}

static void add_group(pv_listing *l, const pv_schema_group *group, const pv_keys *keys, size_t column);

/* A fact, or a group that need not be there. */
static void add_line(pv_listing *l, const pv_schema_field *field, const pv_keys *keys, bool renamed, size_t column) {
    bool is_presence = (field->flags & PV_FIELD_PRESENCE) != 0;
    pv_buffer_add_string(l->out, "  ");
    pv_listing_plain(l, field->path);
    pv_listing_column(l, column);
    if (is_presence)
        pv_buffer_add_string(l->out, "optional group");
    else
        pv_listing_field_type(l, field);
    if (!is_presence && renamed) {
        pv_buffer_add_string(l->out, "; in JSON ");
        add_keys(l, keys);
        pv_listing_quoted(l, field->key);
    }
    pv_listing_end(l);
}

/* Elements without a name were described with their list. */
static void add_field(pv_listing *l, const pv_schema_field *field, const pv_keys *keys, size_t column) {
    bool renamed = keys->renamed || is_renamed(l, field->name, field->key);
    if (field->name.length > 0 || (field->flags & PV_FIELD_PRESENCE) != 0) add_line(l, field, keys, renamed, column);
    if (field->kind != PV_TYPE_LIST) return;
    pv_keys within = {keys, field->key, true, renamed};
    add_group(l, &l->p->schema.groups[field->first_value + 1], &within, column);
}

/* Groups and lists nest at most 64 deep. */
static void add_group(pv_listing *l, const pv_schema_group *group, const pv_keys *keys, size_t column) {
    const pv_schema *schema = &l->p->schema;
    for (uint32_t i = 0; i < group->field_count; i++)
        add_field(l, &schema->fields[group->first_field + i], keys, column);
    for (uint32_t i = 0; i < group->group_count; i++) {
        const pv_schema_group *inner = &schema->groups[group->first_group + i];
        pv_keys within = {keys, inner->key, false, keys->renamed || is_renamed(l, inner->name, inner->key)};
        add_group(l, inner, &within, column);
    }
}

static void add_params(pv_listing *l, size_t column) {
    if (l->p->param_count == 0) return;
    pv_listing_title(l, "Params", NULL);
    for (uint32_t i = 0; i < l->p->param_count; i++) {
        const pv_program_param *param = &l->p->params[i];
        pv_buffer_add_string(l->out, "  ");
        pv_listing_plain(l, param->name);
        pv_listing_column(l, column);
        pv_listing_param_type(l, param);
        pv_buffer_add_string(l->out, ": ");
        pv_listing_param_value(l, param);
        pv_listing_end(l);
    }
}

static void add_outputs(pv_listing *l, size_t column) {
    if (l->p->output_count == 0) return;
    pv_listing_title(l, "Outputs", NULL);
    for (uint32_t i = 0; i < l->p->output_count; i++) {
        pv_buffer_add_string(l->out, "  ");
        pv_listing_plain(l, l->p->outputs[i].name);
        pv_listing_column(l, column);
        pv_listing_output_type(l, &l->p->outputs[i]);
        pv_listing_end(l);
    }
}

/* Of the file: that of a program with replaced params is the one it was made from. */
static size_t file_bytes(pv_listing *l) {
    const proviso_program *saved = l->p;
    while (saved->base != NULL) saved = saved->base;
    pv_buffer bytes;
    pv_buffer_init(&bytes, l->out->memory);
    pv_program_save_unidentified(&bytes, saved);
    size_t length = bytes.length;
    if (bytes.failed) l->out->failed = true;
    pv_buffer_clear(&bytes);
    return length;
}

static void add_count(pv_listing *l, const char *what, size_t column, size_t count, const char *unit) {
    pv_buffer_format(l->out, "  %s", what);
    pv_listing_column(l, column);
    pv_buffer_format(l->out, "%zu%s", count, unit);
    pv_listing_end(l);
}

static void add_size(pv_listing *l, size_t column) {
    const proviso_program *p = l->p;
    pv_listing_title(l, "Size", NULL);
    add_count(l, "file", column, file_bytes(l), " bytes");
    add_count(l, "rules", column, p->rule_count, "");
    add_count(l, "exclusions", column, p->exclusion_count, "");
    add_count(l, "regions", column, p->region_count, "");
    add_count(l, "words", column, p->code_count, ", of 8 bytes");
    add_count(l, "registers", column, pv_program_registers(p), ", of 16 bytes");
}

/* The rules of UTC come from no database. */
static void add_zone(pv_listing *l) {
    const proviso_program *p = l->p;
    if (!p->has_zone) return;
    pv_buffer_add_string(l->out, "Zone: ");
    pv_listing_plain(l, p->zone_name);
    pv_buffer_add_string(l->out, " (");
    pv_listing_zone(l);
    pv_buffer_add_char(l->out, ')');
    if (p->zone_version.length > 0) {
        pv_buffer_add_string(l->out, ", rules of tzdata ");
        pv_listing_plain(l, p->zone_version);
    } else if (!pv_text_is(pv_program_text(p, p->zone_name), "UTC")) {
        pv_buffer_add_string(l->out, ", rules of an unknown version");
    }
    pv_listing_end(l);
}

static void add_head(pv_listing *l) {
    const proviso_program *p = l->p;
    pv_buffer_add_string(l->out, "Policy: ");
    pv_listing_identity(l);
    pv_buffer_add_string(l->out, "\nId: ");
    pv_listing_id(l);
    pv_buffer_format(l->out, "\nFormat: %zu.%zu\n", (size_t)PV_FILE_MAJOR, (size_t)p->format_minor);
    add_zone(l);
    pv_buffer_add_string(l->out, "Outcomes: ");
    pv_listing_outcomes(l);
    pv_buffer_add_string(l->out, ", otherwise ");
    pv_listing_plain(l, p->outcomes[p->otherwise_outcome]);
    pv_listing_end(l);
}

static void widen(size_t *column, pv_text_ref name) {
    if (name.length + 4u > *column) *column = name.length + 4u;
}

/* One column for the types of all. */
static size_t column_of_types(const proviso_program *p) {
    size_t column = COLUMN_LEAST;
    for (uint32_t i = 0; i < p->schema.field_count; i++) widen(&column, p->schema.fields[i].path);
    for (uint32_t i = 0; i < p->param_count; i++) widen(&column, p->params[i].name);
    for (uint32_t i = 0; i < p->output_count; i++) widen(&column, p->outputs[i].name);
    return column < COLUMN_MOST ? column : COLUMN_MOST;
}

bool pv_program_describe(pv_buffer *out, const proviso_program *program) {
    pv_listing l = pv_listing_of(out, program);
    size_t column = column_of_types(program);
    add_head(&l);
    if (program->schema.field_count > 0) pv_listing_title(&l, "Facts", NULL);
    add_group(&l, &program->schema.groups[0], &(pv_keys){NULL, {0, 0}, false, false}, column);
    add_params(&l, column);
    add_outputs(&l, column);
    add_size(&l, column);
    return true;
}
