/* What both renderings share: how the values of outputs, facts and params are printed. A currency that only the facts
 * know stands in the slot behind the amount's. */
#include "render/render.h"

static pv_canonical plain(const struct proviso_session *session, unsigned kind) {
    return (pv_canonical){
        .kind = (pv_type_kind)kind, .currency = PV_CURRENCY_ANY, .zone = pv_program_zone(session->program)};
}

pv_canonical pv_render_output(const struct proviso_session *session, uint32_t output) {
    pv_canonical how = plain(session, session->program->outputs[output].value.kind);
    how.currency = session->outputs[output].currency;
    return how;
}

pv_canonical pv_render_field(const struct proviso_session *session, uint32_t index) {
    const pv_schema_field *field = &session->program->schema.fields[index];
    pv_canonical how = plain(session, field->kind);
    how.currency = field->currency;
    const pv_slot *slots = session->machine.registers;
    if (field->kind == PV_TYPE_MONEY && field->currency == PV_CURRENCY_ANY && pv_slot_is_value(slots[field->slot])) {
        how.currency = (pv_currency)slots[field->slot + 1];
    }
    return how;
}

pv_canonical pv_render_param(const struct proviso_session *session, const pv_program_param *param) {
    pv_canonical how = plain(session, param->kind);
    how.currency = param->currency;
    return how;
}
