/* What both renderings share: how the values of outputs, facts and params are printed. */
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

pv_canonical pv_render_fact(const struct proviso_session *session, const pv_shown_fact *fact) {
    pv_canonical how = plain(session, session->program->schema.fields[fact->field].kind);
    how.currency = fact->currency;
    return how;
}

proviso_text pv_render_limit(const struct proviso_session *session) {
    return session->decision.limit == PV_LIMIT_ELEMENTS ? PROVISO_TEXT("elements") : PROVISO_TEXT("instructions");
}

pv_canonical pv_render_param(const struct proviso_session *session, const pv_program_param *param) {
    pv_canonical how = plain(session, param->kind);
    how.currency = param->currency;
    return how;
}
