/* The canonical text of a value: equal values print equally, on every machine.
 *
 * This file only chooses among the writers of the types. Types whose text is no JSON value of their own (money, dates,
 * times, spans, texts) become JSON strings; a span's is ISO 8601. */
#include "values/canonical.h"

static void add_money(pv_buffer *out, pv_slot value, const pv_canonical *how) {
    char text[PV_MONEY_TEXT];
    pv_buffer_add(out, pv_text(text, pv_money_write(text, value, how->currency)));
}

static void add_number(pv_buffer *out, pv_slot value) {
    char text[PV_NUMBER_TEXT];
    pv_buffer_add(out, pv_text(text, pv_number_write(text, value)));
}

static void add_date(pv_buffer *out, pv_slot value) {
    char text[PV_DAY_TEXT];
    pv_buffer_add(out, pv_text(text, pv_day_write(text, (pv_day)value)));
}

static void add_time(pv_buffer *out, pv_slot value, const pv_canonical *how) {
    char text[PV_INSTANT_TEXT];
    pv_buffer_add(out, pv_text(text, pv_instant_write(text, value, how->zone)));
}

static void add_span(pv_buffer *out, pv_slot value) {
    char text[PV_SPAN_TEXT];
    pv_buffer_add(out, pv_text(text, pv_span_write(text, value)));
}

static void add_iso_span(pv_buffer *out, pv_slot value) {
    char text[PV_SPAN_TEXT];
    pv_buffer_add(out, pv_text(text, pv_span_write_iso(text, value)));
}

/* A list is named by its length; what is in it has no text. */
static void add_list(pv_buffer *out, pv_slot value) {
    size_t count = (size_t)pv_slot_list_count(value);
    if (count == 0)
        pv_buffer_add_string(out, "[]");
    else
        pv_buffer_format(out, "%zu element%s", count, count == 1 ? "" : "s");
}

static void add_value(pv_buffer *out, pv_slot value, const pv_canonical *how) {
    switch (how->kind) {
    case PV_TYPE_BOOL: pv_buffer_add_string(out, value != 0 ? "true" : "false"); break;
    case PV_TYPE_NUMBER: add_number(out, value); break;
    case PV_TYPE_MONEY: add_money(out, value, how); break;
    case PV_TYPE_TEXT:
    case PV_TYPE_ONE_OF: pv_buffer_add(out, pv_slot_text(value)); break;
    case PV_TYPE_DATE: add_date(out, value); break;
    case PV_TYPE_TIME: add_time(out, value, how); break;
    case PV_TYPE_SPAN: add_span(out, value); break;
    case PV_TYPE_LIST: add_list(out, value); break;
    case PV_TYPE_NONE: break;
    }
}

void pv_canonical_text(pv_buffer *out, pv_slot value, const pv_canonical *how) {
    if (pv_slot_is_absent(value))
        pv_buffer_add_string(out, "(absent)");
    else if (pv_slot_is_unknown(value))
        pv_buffer_add_string(out, "(unknown)");
    else
        add_value(out, value, how);
}

void pv_canonical_json(pv_buffer *out, pv_slot value, const pv_canonical *how) {
    if (!pv_slot_is_value(value)) {
        pv_buffer_add_string(out, "null");
    } else if (how->kind == PV_TYPE_TEXT || how->kind == PV_TYPE_ONE_OF) {
        pv_buffer_add_json_string(out, pv_slot_text(value));
    } else if (how->kind == PV_TYPE_BOOL || how->kind == PV_TYPE_NUMBER ||
               (how->kind == PV_TYPE_LIST && pv_slot_list_count(value) == 0)) {
        add_value(out, value, how);
    } else {
        pv_buffer_add_char(out, '"');
        if (how->kind == PV_TYPE_SPAN)
            add_iso_span(out, value);
        else
            add_value(out, value, how);
        pv_buffer_add_char(out, '"');
    }
}
