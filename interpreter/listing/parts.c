/* The parts that both listings of a program are made of: columns, types, values, names.
 *
 * The program is verified, so every index and every text lies inside its table; but its texts may come from a
 * stranger's file, so control characters are never passed on to a terminal. Values print in their canonical form. */
#include "listing/listing_internal.h"
#include "values/canonical.h"

pv_listing pv_listing_of(pv_buffer *out, const proviso_program *program) {
    return (pv_listing){.out = out, .p = program, .line = out->length};
}

/* ---- Lines ---- */

static size_t width_of_line(const pv_listing *l) {
    return l->out->length == l->line ? 0 : pv_utf8_count(l->out->data + l->line, l->out->length - l->line);
}

void pv_listing_column(pv_listing *l, size_t column) {
    size_t width = width_of_line(l);
    if (column < width + 2 && width > 0) column = width + 2;
    for (; width < column; width++) pv_buffer_add_char(l->out, ' ');
}

void pv_listing_column_or_line(pv_listing *l, size_t column, size_t on_next_line) {
    bool fits = width_of_line(l) + 2 <= column;
    if (!fits) pv_listing_end(l);
    pv_listing_column(l, fits ? column : on_next_line);
}

void pv_listing_end(pv_listing *l) {
    pv_buffer_add_char(l->out, '\n');
    l->line = l->out->length;
}

void pv_listing_title(pv_listing *l, const char *title, const char *columns) {
    pv_buffer_format(l->out, "\n%s\n", title);
    if (columns != NULL) pv_buffer_format(l->out, "%s\n", columns);
    l->line = l->out->length;
}

/* ---- Texts ---- */

void pv_listing_plain(pv_listing *l, pv_text_ref ref) {
    static const char hex[] = "0123456789abcdef";
    proviso_text text = pv_program_text(l->p, ref);
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.data[i];
        if (byte >= 0x20 && byte != 0x7f)
            pv_buffer_add_char(l->out, text.data[i]);
        else
            pv_buffer_format(l->out, "\\x%c%c", hex[byte >> 4], hex[byte & 15]);
    }
}

void pv_listing_quoted(pv_listing *l, pv_text_ref ref) {
    pv_buffer_add_json_string(l->out, pv_program_text(l->p, ref));
}

void pv_listing_identity(pv_listing *l) {
    pv_listing_plain(l, l->p->name);
    if (l->p->version.length == 0) return;
    pv_buffer_add_string(l->out, ", version ");
    pv_listing_plain(l, l->p->version);
}

void pv_listing_id(pv_listing *l) {
    static const char hex[] = "0123456789abcdef";
    for (size_t i = 0; i < sizeof l->p->id; i++) {
        unsigned char byte = (unsigned char)l->p->id[i];
        pv_buffer_format(l->out, "%c%c", hex[byte >> 4], hex[byte & 15]);
    }
}

void pv_listing_outcomes(pv_listing *l) {
    for (uint32_t i = 0; i < l->p->outcome_count; i++) {
        if (i > 0) pv_buffer_add_string(l->out, " > ");
        pv_listing_plain(l, l->p->outcomes[i]);
    }
}

/* ---- Types ---- */

static void add_kind(pv_listing *l, unsigned kind) {
    static const char *const names[] = {
        [PV_TYPE_NONE] = "-",    [PV_TYPE_BOOL] = "bool",     [PV_TYPE_NUMBER] = "number", [PV_TYPE_MONEY] = "money",
        [PV_TYPE_TEXT] = "text", [PV_TYPE_ONE_OF] = "one of", [PV_TYPE_DATE] = "date",     [PV_TYPE_TIME] = "time",
        [PV_TYPE_SPAN] = "span", [PV_TYPE_LIST] = "list",
    };
    pv_buffer_add_string(l->out, names[kind]);
}

void pv_listing_class(pv_listing *l, unsigned class) {
    static const char *const names[] = {
        [PV_CLASS_BOOL] = "bool", [PV_CLASS_NUMBER] = "number",     [PV_CLASS_CURRENCY] = "currency",
        [PV_CLASS_DATE] = "date", [PV_CLASS_TIME] = "time",         [PV_CLASS_SPAN] = "span",
        [PV_CLASS_TEXT] = "text", [PV_CLASS_FRACTION] = "fraction", [PV_CLASS_LIST] = "list",
    };
    pv_buffer_add_string(l->out, names[class]);
}

static void add_currency(pv_listing *l, unsigned kind, pv_currency currency) {
    if (kind == PV_TYPE_MONEY && currency != PV_CURRENCY_ANY)
        pv_buffer_format(l->out, " in %t", pv_currency_code(currency));
}

/* Of scalars by their type, of others as what they are. Lists nest as deep as documents do. */
static void add_element_type(pv_listing *l, const pv_schema_field *field) {
    const pv_schema *schema = &l->p->schema;
    const pv_schema_group *root = &schema->groups[field->first_value + 1];
    const pv_schema_field *element = &schema->fields[root->first_field];
    pv_buffer_add_string(l->out, " of ");
    if (root->field_count == 1 && root->group_count == 0 && element->name.length == 0)
        pv_listing_field_type(l, element);
    else
        pv_buffer_add_string(l->out, "records");
}

void pv_listing_field_type(pv_listing *l, const pv_schema_field *field) {
    static const char *const forms[] = {"", " in unix seconds", " in unix milliseconds"};
    const pv_schema *schema = &l->p->schema;
    if ((field->flags & PV_FIELD_PRESENCE) != 0) {
        pv_buffer_add_string(l->out, "whether it is there");
        return;
    }
    if ((field->flags & PV_FIELD_PRIVATE) != 0) pv_buffer_add_string(l->out, "private ");
    if ((field->flags & PV_FIELD_OPTIONAL) != 0) pv_buffer_add_string(l->out, "optional ");
    if ((field->flags & PV_FIELD_WHOLE) != 0) pv_buffer_add_string(l->out, "whole ");
    add_kind(l, field->kind);
    add_currency(l, field->kind, field->currency);
    if (field->kind == PV_TYPE_TIME) pv_buffer_add_string(l->out, forms[field->form]);
    if (field->kind == PV_TYPE_LIST) add_element_type(l, field);
    if (field->kind != PV_TYPE_ONE_OF) return;
    for (uint32_t i = 0; i < field->value_count; i++) {
        pv_buffer_add_string(l->out, i == 0 ? " " : ", ");
        pv_listing_quoted(l, schema->symbols[schema->values[field->first_value + i]]);
    }
}

void pv_listing_param_type(pv_listing *l, const pv_program_param *param) {
    if ((param->flags & PV_PARAM_WHOLE) != 0) pv_buffer_add_string(l->out, "whole ");
    add_kind(l, param->kind);
    add_currency(l, param->kind, param->currency);
    if (param->kind != PV_TYPE_SPAN) return;
    pv_buffer_add_string(l->out, param->family == PV_SPAN_DAYS     ? " of days"
                                 : param->family == PV_SPAN_MONTHS ? " of months"
                                                                   : " of elapsed time");
}

void pv_listing_output_type(pv_listing *l, const pv_program_output *output) {
    if (output->whole) pv_buffer_add_string(l->out, "whole ");
    add_kind(l, output->value.kind == PV_TYPE_ONE_OF ? PV_TYPE_TEXT : output->value.kind); /* of any values */
    add_currency(l, output->value.kind, output->currency);
}

/* ---- Values ---- */

static void add_value(pv_listing *l, pv_slot value, pv_type_kind kind, pv_currency currency) {
    pv_canonical how = {.kind = kind, .currency = currency, .zone = pv_program_zone(l->p)};
    if (kind == PV_TYPE_TEXT || kind == PV_TYPE_ONE_OF)
        pv_canonical_json(l->out, value, &how);
    else
        pv_canonical_text(l->out, value, &how);
}

void pv_listing_constant(pv_listing *l, uint32_t constant) {
    static const pv_type_kind kinds[] = {
        [PV_CLASS_BOOL] = PV_TYPE_BOOL, [PV_CLASS_NUMBER] = PV_TYPE_NUMBER, [PV_CLASS_DATE] = PV_TYPE_DATE,
        [PV_CLASS_TIME] = PV_TYPE_TIME, [PV_CLASS_SPAN] = PV_TYPE_SPAN,     [PV_CLASS_TEXT] = PV_TYPE_TEXT,
    };
    pv_slot value = l->p->constants[constant];
    uint8_t class = l->p->constant_classes[constant];
    if (class == PV_CLASS_CURRENCY)
        pv_buffer_add(l->out, pv_currency_code((pv_currency)value));
    else
        add_value(l, value, kinds[class], PV_CURRENCY_ANY);
}

void pv_listing_param_value(pv_listing *l, const pv_program_param *param) {
    add_value(l, l->p->constants[param->slot - l->p->schema.slot_count], (pv_type_kind)param->kind, param->currency);
    if ((param->flags & PV_PARAM_REPLACED) != 0) pv_buffer_add_string(l->out, ", replaced");
}

/* ---- Zones ---- */

static void add_two_digits(pv_listing *l, int32_t value) {
    pv_buffer_format(l->out, "%c%c", '0' + value / 10 % 10, '0' + value % 10);
}

/* "08:00", "167:00", "00:00:01" */
static void add_clock(pv_listing *l, int32_t seconds) {
    if (seconds >= 360000) pv_buffer_add_unsigned(l->out, (uint64_t)seconds / 360000);
    add_two_digits(l, seconds / 3600);
    pv_buffer_add_char(l->out, ':');
    add_two_digits(l, seconds / 60 % 60);
    if (seconds % 60 == 0) return;
    pv_buffer_add_char(l->out, ':');
    add_two_digits(l, seconds % 60);
}

static void add_offset(pv_listing *l, int32_t seconds) {
    pv_buffer_add_string(l->out, seconds < 0 ? "UTC-" : "UTC+");
    add_clock(l, seconds < 0 ? -seconds : seconds);
}

/* As in POSIX TZ: "M3.2.0/02:00" */
static void add_change(pv_listing *l, const pv_zone_change *change) {
    switch ((pv_zone_change_kind)change->kind) {
    case PV_ZONE_CHANGE_JULIAN: pv_buffer_format(l->out, "J%zu", (size_t)change->day); break;
    case PV_ZONE_CHANGE_DAY: pv_buffer_format(l->out, "%zu", (size_t)change->day); break;
    case PV_ZONE_CHANGE_WEEKDAY:
        pv_buffer_format(l->out, "M%zu.%zu.%zu", (size_t)change->month, (size_t)change->week, (size_t)change->weekday);
        break;
    }
    pv_buffer_add_string(l->out, change->seconds < 0 ? "/-" : "/");
    add_clock(l, change->seconds < 0 ? -change->seconds : change->seconds);
}

void pv_listing_zone(pv_listing *l) {
    const pv_zone *zone = &l->p->zone;
    if (zone->count > 0)
        pv_buffer_format(l->out, "%zu transition%s, then ", (size_t)zone->count, zone->count == 1 ? "" : "s");
    add_offset(l, zone->tail_standard);
    if (!zone->tail_has_dst) return;
    pv_buffer_add_string(l->out, ", and ");
    add_offset(l, zone->tail_dst);
    pv_buffer_add_string(l->out, " from ");
    add_change(l, &zone->dst_begins);
    pv_buffer_add_string(l->out, " to ");
    add_change(l, &zone->dst_ends);
}
