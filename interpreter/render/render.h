/* Rendering: a decision as JSON and as text. The same decision gives the same bytes everywhere. */
#ifndef PV_RENDER_RENDER_H
#define PV_RENDER_RENDER_H

#include "base/buffer.h"
#include "decision/explain.h"
#include "values/canonical.h"

/* `explanation` is NULL where there is no decision (refused, limited). The JSON is one line, without a line end. */
void pv_render_json(pv_buffer *out, const struct proviso_session *session, const pv_explanation *explanation);
/* Lines for people, the last one ended. */
void pv_render_text(pv_buffer *out, const struct proviso_session *session, const pv_explanation *explanation);

/* How the values of an output or of a fact are printed. */
pv_canonical pv_render_output(const struct proviso_session *session, uint32_t output);
pv_canonical pv_render_fact(const struct proviso_session *session, const pv_shown_fact *fact);

pv_canonical pv_render_param(const struct proviso_session *session, const pv_program_param *param);
/* The limit that a decision came to. */
proviso_text pv_render_limit(const struct proviso_session *session);

#endif
