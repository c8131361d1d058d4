/* The public functions of sessions and decisions. */
#include "decision/explain.h"
#include "render/render.h"

proviso_status proviso_session_create(proviso_session **out, proviso_program *program) {
    if (out == NULL || program == NULL) return PROVISO_INVALID_ARGUMENT;
    return pv_session_create(out, program);
}

void proviso_session_destroy(proviso_session *session) { pv_session_destroy(session); }

proviso_status proviso_facts_read_json(proviso_session *session, proviso_text json, unsigned flags) {
    if (session == NULL || (json.data == NULL && json.length > 0) || (flags & ~(unsigned)PROVISO_STRICT) != 0)
        return PROVISO_INVALID_ARGUMENT;
    return pv_session_read_json(session, json, (flags & (unsigned)PROVISO_STRICT) != 0);
}

proviso_status proviso_decide(const proviso_decision **out, proviso_session *session) {
    if (out == NULL || session == NULL) return PROVISO_INVALID_ARGUMENT;
    proviso_status status = pv_session_decide(session);
    if (status == PROVISO_OK) *out = &session->decision;
    return status;
}

proviso_state proviso_decision_state(const proviso_decision *decision) {
    return decision == NULL ? PROVISO_UNDECIDED : decision->state;
}

proviso_text proviso_decision_outcome(const proviso_decision *decision) {
    if (decision == NULL || decision->outcome == PV_NONE) return (proviso_text){"", 0};
    const proviso_program *program = decision->session->program;
    return pv_program_text(program, program->outcomes[decision->outcome]);
}

static proviso_status output_text(proviso_text *out, proviso_session *session, uint32_t output) {
    pv_canonical how = pv_render_output(session, output);
    pv_buffer_reset(&session->text);
    pv_canonical_text(&session->text, session->outputs[output].value, &how);
    return pv_session_take_text(out, session) ? PROVISO_OK : PROVISO_OUT_OF_MEMORY;
}

proviso_status proviso_decision_get_output(proviso_text *out, const proviso_decision *decision, proviso_text name) {
    if (out == NULL || decision == NULL) return PROVISO_INVALID_ARGUMENT;
    proviso_session *session = decision->session;
    const proviso_program *program = session->program;
    if (decision->state != PROVISO_DECIDED) return PROVISO_NOT_FOUND;
    for (uint32_t i = 0; i < program->output_count; i++) {
        if (!pv_text_equal(pv_program_text(program, program->outputs[i].name), name)) continue;
        return session->outputs[i].state == PV_OUTPUT_SET ? output_text(out, session, i) : PROVISO_NOT_FOUND;
    }
    return PROVISO_NOT_FOUND;
}

proviso_status proviso_decision_render(const proviso_decision *decision, proviso_format format, proviso_write_fn write,
                                       void *context) {
    if (decision == NULL || write == NULL || (format != PROVISO_FORMAT_TEXT && format != PROVISO_FORMAT_JSON))
        return PROVISO_INVALID_ARGUMENT;
    proviso_session *session = decision->session;
    const pv_explanation *explanation = NULL;
    if (decision->state == PROVISO_DECIDED || decision->state == PROVISO_UNDECIDED) {
        proviso_status status = pv_explain(&explanation, session);
        if (status != PROVISO_OK) return status;
    }
    pv_buffer *text = &session->text;
    pv_buffer_reset(text);
    if (format == PROVISO_FORMAT_JSON)
        pv_render_json(text, session, explanation);
    else
        pv_render_text(text, session, explanation);
    if (text->failed) return PROVISO_OUT_OF_MEMORY;
    return write(context, text->data, text->length) ? PROVISO_OK : PROVISO_WRITE_FAILED;
}
