/* Conversion: a JSON value into the slot of a field, by the field's type, or its refusal.
 *
 * Which JSON stands for which type, and what is said where it does not, is decided here and nowhere else. An amount
 * that is an object with its currency comes in parts: they gather in facts->money until the object ends. */
#include "facts/reader.h"

#define EXACT_EXPECTED "a number that JSON carries exactly; send it as text"

/* ---- Numbers --------------------------------------------------------------------------------------------------- */

/* A text that is a number and nothing else, or with `behind` it. */
static pv_json_fit text_number(pv_number *out, pv_json_number *number, proviso_text text, proviso_text *behind) {
    const char *at = text.data;
    if (!pv_json_number_read(number, &at)) return PV_FIT_NOTHING;
    *behind = pv_text(at, text.length - (size_t)(at - text.data));
    return pv_json_number_text_value(out, number);
}

static pv_json_fit convert_number(pv_number *out, const pv_json_value *value, bool whole) {
    pv_json_number number;
    proviso_text behind = {NULL, 0};
    pv_json_fit fit = PV_FIT_NOTHING;
    if (value->type == PV_JSON_NUMBER) {
        number = value->number;
        fit = pv_json_number_value(out, &number);
    } else if (value->type == PV_JSON_TEXT) {
        fit = text_number(out, &number, value->text, &behind);
    }
    if (fit != PV_FIT_VALUE) return fit;
    bool fits = behind.length == 0 && (!whole || pv_json_number_is_whole(&number, *out));
    return fits ? PV_FIT_VALUE : PV_FIT_NOTHING;
}

/* ---- Money ----------------------------------------------------------------------------------------------------- */

/* "12.50 CNY"; where the currency is declared, also a number. */
static pv_json_fit convert_money(pv_number *amount, pv_currency *currency, const pv_json_value *value,
                                 pv_currency declared) {
    pv_json_number number;
    proviso_text behind;
    *currency = declared;
    if (value->type == PV_JSON_NUMBER)
        return declared != PV_CURRENCY_ANY ? pv_json_number_value(amount, &value->number) : PV_FIT_NOTHING;
    if (value->type != PV_JSON_TEXT) return PV_FIT_NOTHING;
    pv_json_fit fit = text_number(amount, &number, value->text, &behind);
    if (fit != PV_FIT_VALUE) return fit;
    if (behind.length == 0) return declared != PV_CURRENCY_ANY ? PV_FIT_VALUE : PV_FIT_NOTHING;
    if (behind.data[0] != ' ') return PV_FIT_NOTHING;
    *currency = pv_currency_find(pv_text(behind.data + 1, behind.length - 1));
    bool fits = *currency != PV_CURRENCY_ANY && (declared == PV_CURRENCY_ANY || *currency == declared);
    return fits ? PV_FIT_VALUE : PV_FIT_NOTHING;
}

static void set_money(pv_facts *facts, const pv_schema_field *field, pv_number amount, pv_currency currency) {
    facts->currency = currency;
    memcpy(facts->currency_code, pv_currency_code(currency).data, sizeof facts->currency_code);
    facts->slots[field->slot] = amount;
    if (field->currency == PV_CURRENCY_ANY) facts->slots[field->slot + 1] = currency;
}

/* ---- Texts ----------------------------------------------------------------------------------------------------- */

static bool is_value_of(const pv_schema *schema, const pv_schema_field *field, uint32_t symbol) {
    for (uint32_t i = 0; i < field->value_count; i++) {
        if (schema->values[field->first_value + i] == symbol) return true;
    }
    return false;
}

static bool convert_one_of(pv_slot *out, const pv_schema *schema, const pv_schema_field *field, proviso_text text) {
    uint32_t symbol = pv_schema_symbol(schema, text);
    if (symbol == PV_SYMBOL_NONE || !is_value_of(schema, field, symbol)) return false;
    *out = pv_slot_of_text(pv_schema_text(schema, schema->symbols[symbol]), symbol);
    return true;
}

static bool convert_text(pv_slot *out, const pv_schema *schema, const pv_schema_field *field, proviso_text text) {
    if (text.length > PV_READER_TEXT_MOST) return false;
    bool compared = (field->flags & PV_FIELD_SYMBOL) != 0;
    *out = pv_slot_of_text(text, compared ? pv_schema_symbol(schema, text) : PV_SYMBOL_NONE);
    return true;
}

/* ---- Times ----------------------------------------------------------------------------------------------------- */

static pv_json_fit convert_unix_time(pv_slot *out, const pv_json_value *value, int64_t in_a_second) {
    pv_number number;
    pv_json_fit fit = convert_number(&number, value, true);
    if (fit != PV_FIT_VALUE) return fit;
    int64_t units = (int64_t)(number / PV_NUMBER_ONE);
    int64_t seconds = units / in_a_second - (units % in_a_second < 0);
    if (seconds < PV_INSTANT_FIRST_SECOND || seconds > PV_INSTANT_LAST_SECOND) return PV_FIT_NOTHING;
    uint64_t rest = (uint64_t)(units - seconds * in_a_second);
    *out = pv_instant_of(seconds, rest * (UINT64_C(1000000000) / (uint64_t)in_a_second));
    return PV_FIT_VALUE;
}

static pv_json_fit convert_time(pv_slot *out, const pv_json_value *value, pv_time_form form) {
    if (form == PV_TIME_UNIX_SECONDS) return convert_unix_time(out, value, 1);
    if (form == PV_TIME_UNIX_MILLISECONDS) return convert_unix_time(out, value, 1000);
    bool fits = value->type == PV_JSON_TEXT && pv_instant_parse(out, value->text) == PV_PARSED;
    return fits ? PV_FIT_VALUE : PV_FIT_NOTHING;
}

static bool convert_date(pv_slot *out, proviso_text text) {
    pv_day day;
    bool fits = pv_day_parse(&day, text) == PV_PARSED;
    if (fits) *out = day;
    return fits;
}

/* ---- What is expected ------------------------------------------------------------------------------------------ */

static void write_values(pv_buffer *out, const pv_schema *schema, const pv_schema_field *field) {
    enum { SHOWN = 8 };
    pv_buffer_add_string(out, "one of ");
    for (uint32_t i = 0; i < field->value_count; i++) {
        if (i > 0) pv_buffer_add_string(out, ", ");
        if (i == SHOWN) {
            pv_buffer_add_string(out, "…");
            return;
        }
        pv_buffer_add_json_string(out, pv_schema_text(schema, schema->symbols[schema->values[field->first_value + i]]));
    }
}

static const char *expected_time(pv_time_form form) {
    switch (form) {
    case PV_TIME_UNIX_SECONDS: return "whole seconds since 1970";
    case PV_TIME_UNIX_MILLISECONDS: return "whole milliseconds since 1970";
    case PV_TIME_RFC3339: break;
    }
    return "a time with an offset, as \"2025-03-14T16:11:42+08:00\"";
}

static void write_expected_text(pv_buffer *out, const pv_json_value *value) {
    pv_buffer_add_string(out, "a text");
    if (value->type == PV_JSON_TEXT) pv_buffer_format(out, " of at most %zu bytes", (size_t)PV_READER_TEXT_MOST);
}

static void write_expected_money(pv_buffer *out, pv_currency currency) {
    if (currency == PV_CURRENCY_ANY)
        pv_buffer_add_string(out, "an amount with a currency, as \"12.50 CNY\"");
    else
        pv_buffer_format(out, "an amount in %t", pv_currency_code(currency));
}

static void write_expected(pv_buffer *out, const pv_schema *schema, const pv_schema_field *field,
                           const pv_json_value *value) {
    switch ((pv_type_kind)field->kind) {
    case PV_TYPE_BOOL: pv_buffer_add_string(out, "true or false"); break;
    case PV_TYPE_NUMBER:
        pv_buffer_add_string(out, (field->flags & PV_FIELD_WHOLE) != 0 ? "a whole number" : "a number");
        break;
    case PV_TYPE_MONEY: write_expected_money(out, field->currency); break;
    case PV_TYPE_TEXT: write_expected_text(out, value); break;
    case PV_TYPE_ONE_OF: write_values(out, schema, field); break;
    case PV_TYPE_DATE: pv_buffer_add_string(out, "a date, as \"2025-03-14\""); break;
    case PV_TYPE_TIME: pv_buffer_add_string(out, expected_time((pv_time_form)field->form)); break;
    case PV_TYPE_SPAN: pv_buffer_add_string(out, "a span, as \"P5D\""); break;
    case PV_TYPE_LIST: pv_buffer_add_string(out, "an array"); break;
    case PV_TYPE_NONE: break;
    }
}

static void refuse_field(pv_facts *facts, const pv_schema_field *field, const pv_json_value *value, pv_json_fit fit) {
    pv_buffer *out = pv_refusal_begin(facts);
    if (fit == PV_FIT_NOT_EXACT)
        pv_buffer_add_string(out, EXACT_EXPECTED);
    else
        write_expected(out, facts->schema, field, value);
    pv_refusal_found(facts);
    pv_refusal_write_value(out, facts, value);
    pv_refusal_end(facts);
}

/* ---- Fields ---------------------------------------------------------------------------------------------------- */

static pv_json_fit convert(pv_facts *facts, const pv_schema_field *field, const pv_json_value *value) {
    pv_slot *slot = &facts->slots[field->slot];
    bool is_text = value->type == PV_JSON_TEXT, fits = false;
    pv_currency currency;
    pv_json_fit fit;
    switch ((pv_type_kind)field->kind) {
    case PV_TYPE_BOOL:
        fits = value->type == PV_JSON_TRUE || value->type == PV_JSON_FALSE;
        if (fits) *slot = value->type == PV_JSON_TRUE;
        break;
    case PV_TYPE_NUMBER: return convert_number(slot, value, (field->flags & PV_FIELD_WHOLE) != 0);
    case PV_TYPE_MONEY:
        fit = convert_money(slot, &currency, value, field->currency);
        if (fit == PV_FIT_VALUE) set_money(facts, field, *slot, currency);
        return fit;
    case PV_TYPE_TEXT: fits = is_text && convert_text(slot, facts->schema, field, value->text); break;
    case PV_TYPE_ONE_OF: fits = is_text && convert_one_of(slot, facts->schema, field, value->text); break;
    case PV_TYPE_DATE: fits = is_text && convert_date(slot, value->text); break;
    case PV_TYPE_TIME: return convert_time(slot, value, (pv_time_form)field->form);
    case PV_TYPE_SPAN: fits = is_text && pv_span_parse_iso(slot, value->text) == PV_PARSED; break;
    case PV_TYPE_NONE:
    case PV_TYPE_LIST: break;
    }
    return fits ? PV_FIT_VALUE : PV_FIT_NOTHING;
}

static void convert_field(pv_facts *facts, const pv_schema_field *field, const pv_json_value *value) {
    if (value->type == PV_JSON_REFUSED) return;
    pv_json_fit fit = convert(facts, field, value);
    if (fit != PV_FIT_VALUE) refuse_field(facts, field, value, fit);
}

/* ---- An amount with its currency ------------------------------------------------------------------------------- */

static void convert_amount(pv_facts *facts, const pv_json_value *value) {
    pv_open_money *money = &facts->money;
    money->saw_amount = true;
    pv_json_fit fit = convert_number(&money->amount, value, false);
    if (fit == PV_FIT_VALUE) return;
    money->refused = true;
    pv_refusal_value(facts, fit == PV_FIT_NOT_EXACT ? EXACT_EXPECTED : "a number", value);
}

static void refuse_currency(pv_facts *facts, const pv_json_value *value) {
    pv_currency declared = facts->money.field->currency;
    pv_buffer *out = pv_refusal_begin(facts);
    if (declared == PV_CURRENCY_ANY)
        pv_buffer_add_string(out, "a currency, as \"CNY\"");
    else
        pv_buffer_add_json_string(out, pv_currency_code(declared));
    pv_refusal_found(facts);
    pv_refusal_write_value(out, facts, value);
    pv_refusal_end(facts);
}

static void convert_currency(pv_facts *facts, const pv_json_value *value) {
    pv_open_money *money = &facts->money;
    pv_currency declared = money->field->currency;
    money->saw_currency = true;
    money->currency = value->type == PV_JSON_TEXT ? pv_currency_find(value->text) : PV_CURRENCY_ANY;
    if (money->currency != PV_CURRENCY_ANY && (declared == PV_CURRENCY_ANY || declared == money->currency)) return;
    money->refused = true;
    if (value->type != PV_JSON_REFUSED) refuse_currency(facts, value);
}

void pv_convert_money(pv_facts *facts, pv_frame *frame) {
    const pv_json_value nothing = {.type = PV_JSON_NULL, .text = PROVISO_TEXT("nothing")};
    pv_open_money *money = &facts->money;
    if (!money->saw_amount) {
        frame->member = &frame->group->members[0];
        convert_amount(facts, &nothing);
    }
    if (!money->saw_currency) {
        frame->member = &frame->group->members[1];
        convert_currency(facts, &nothing);
    }
    if (!money->refused) set_money(facts, money->field, money->amount, money->currency);
}

/* ---- Members and elements -------------------------------------------------------------------------------------- */

static void convert_group(pv_facts *facts, const pv_frame *frame, const pv_member *member, const pv_json_value *value,
                          bool absent) {
    if (absent)
        pv_frames_empty(facts, frame->group, member->opens);
    else
        pv_refusal_value(facts, "an object", value);
}

void pv_convert_value(pv_facts *facts, const pv_member *member, const pv_json_value *value) {
    const pv_frame *frame = &facts->frames[facts->depth - 1];
    bool absent = value->type == PV_JSON_NULL && !frame->is_array; /* a list has no element that is absent */
    switch ((pv_member_role)member->role) {
    case PV_MEMBER_FIELD:
        if (!absent) convert_field(facts, member->field, value);
        break;
    case PV_MEMBER_GROUP: convert_group(facts, frame, member, value, absent); break;
    case PV_MEMBER_AMOUNT: convert_amount(facts, value); break;
    case PV_MEMBER_CURRENCY: convert_currency(facts, value); break;
    }
}
