/* A decision as JSON: the keys and their order are those of the language page, blanks after `:` and `,`, one line.
 *
 * Nothing here decides what is listed or in which order; that is the explanation's. A line is a list of members, so the
 * writer keeps one thing in mind: whether a comma is due. */
#include "render/render.h"

typedef struct pv_json {
    pv_buffer *out;
    const struct proviso_session *s;
    const proviso_program *p;
} pv_json;

/* Before the first member or element stands an opening bracket, before each other a comma is due. */
static bool is_first(const pv_json *j) {
    char last = j->out->length == 0 ? '{' : j->out->data[j->out->length - 1];
    return last == '{' || last == '[';
}

static void next(const pv_json *j) {
    if (!is_first(j)) pv_buffer_add_string(j->out, ", ");
}

static void key(const pv_json *j, const char *name) {
    pv_buffer_add_string(j->out, is_first(j) ? "\"" : ", \"");
    pv_buffer_add_string(j->out, name);
    pv_buffer_add_string(j->out, "\": ");
}

static void string_member(const pv_json *j, const char *name, proviso_text value) {
    key(j, name);
    pv_buffer_add_json_string(j->out, value);
}

static void open_member(const pv_json *j, const char *name, char bracket) {
    key(j, name);
    pv_buffer_add_char(j->out, bracket);
}

static void close(const pv_json *j, char bracket) { pv_buffer_add_char(j->out, bracket); }

static void open_element(const pv_json *j) {
    next(j);
    pv_buffer_add_char(j->out, '{');
}

/* ---- Parts ---- */

static void params(const pv_json *j) {
    bool any = false;
    for (uint32_t i = 0; i < j->p->param_count; i++) {
        const pv_program_param *param = &j->p->params[i];
        if ((param->flags & PV_PARAM_REPLACED) == 0) continue;
        if (!any) open_member(j, "params", '{');
        any = true;
        pv_canonical how = pv_render_param(j->s, param);
        next(j);
        pv_buffer_add_json_string(j->out, pv_program_text(j->p, param->name));
        pv_buffer_add_string(j->out, ": ");
        pv_canonical_json(j->out, j->s->machine.registers[param->slot], &how);
    }
    if (any) close(j, '}');
}

static void outputs(const pv_json *j) {
    open_member(j, "outputs", '{');
    for (uint32_t i = 0; j->s->decision.state == PROVISO_DECIDED && i < j->p->output_count; i++) {
        if (j->s->outputs[i].state != PV_OUTPUT_SET) continue;
        pv_canonical how = pv_render_output(j->s, i);
        next(j);
        pv_buffer_add_json_string(j->out, pv_program_text(j->p, j->p->outputs[i].name));
        pv_buffer_add_string(j->out, ": ");
        pv_canonical_json(j->out, j->s->outputs[i].value, &how);
    }
    close(j, '}');
}

static void false_operand(const pv_json *j, const pv_false_operand *operand) {
    open_element(j);
    string_member(j, "text", pv_program_text(j->p, j->p->conditions[operand->condition].text));
    open_member(j, "facts", '{');
    for (uint32_t i = 0; i < operand->fact_count; i++) {
        const pv_shown_fact *fact = &operand->facts[i];
        pv_canonical how = pv_render_fact(j->s, fact);
        next(j);
        pv_buffer_add_json_string(j->out, fact->path);
        pv_buffer_add_string(j->out, ": ");
        pv_canonical_json(j->out, fact->value, &how);
    }
    close(j, '}');
    close(j, '}');
}

static void reason(const pv_json *j, const pv_reason *r) {
    open_element(j);
    if (r->kind == PV_REASON_MORE) {
        key(j, "more");
        pv_buffer_add_unsigned(j->out, r->more);
        close(j, '}');
        return;
    }
    if (r->kind == PV_REASON_OTHERWISE) {
        key(j, "otherwise");
        pv_buffer_add_string(j->out, "true");
    } else {
        string_member(j, "rule", r->rule);
    }
    if (r->kind == PV_REASON_EXCLUDED) string_member(j, "excluded_by", r->exclusion);
    if (r->kind == PV_REASON_FALSE) {
        open_member(j, "false", '[');
        for (uint32_t i = 0; i < r->operand_count; i++) false_operand(j, &r->operands[i]);
        close(j, ']');
    }
    if (r->has_because) string_member(j, "because", r->because);
    if (r->has_cite) string_member(j, "cite", r->cite);
    close(j, '}');
}

static void reasons(const pv_json *j, const char *name, const pv_reason *list, uint32_t count) {
    open_member(j, name, '[');
    for (uint32_t i = 0; i < count; i++) reason(j, &list[i]);
    close(j, ']');
}

static void text_element(const pv_json *j, pv_text_ref text) {
    next(j);
    pv_buffer_add_json_string(j->out, pv_program_text(j->p, text));
}

static void causes(const pv_json *j, const pv_explanation *e) {
    open_member(j, "possible", '[');
    for (uint32_t i = 0; i < e->possible_count; i++) text_element(j, j->p->outcomes[e->possible[i]]);
    close(j, ']');
    open_member(j, "missing", '[');
    for (uint32_t i = 0; i < e->missing_count; i++) {
        next(j);
        pv_buffer_add_json_string(j->out, e->missing[i]);
    }
    close(j, ']');
    open_member(j, "faults", '[');
    for (uint32_t i = 0; i < e->fault_count; i++) {
        open_element(j);
        string_member(j, "in", e->faults[i].in);
        string_member(j, "text", e->faults[i].text);
        string_member(j, "fault", proviso_text_of(e->faults[i].kind));
        if (e->faults[i].at.length > 0) string_member(j, "at", e->faults[i].at);
        close(j, '}');
    }
    close(j, ']');
}

static void conflicts(const pv_json *j, const pv_explanation *e) {
    open_member(j, "conflicts", '[');
    for (uint32_t i = 0; i < e->conflict_count; i++) {
        const pv_conflict *conflict = &e->conflicts[i];
        pv_canonical how = pv_render_output(j->s, conflict->output);
        open_element(j);
        string_member(j, "output", pv_program_text(j->p, j->p->outputs[conflict->output].name));
        open_member(j, "rules", '[');
        for (uint32_t k = 0; k < conflict->count; k++) {
            next(j);
            pv_buffer_add_json_string(j->out, conflict->contributions[k].rule);
        }
        close(j, ']');
        open_member(j, "values", '[');
        for (uint32_t k = 0; k < conflict->count; k++) {
            how.currency = conflict->contributions[k].currency;
            next(j);
            pv_canonical_json(j->out, conflict->contributions[k].value, &how);
        }
        close(j, ']');
        close(j, '}');
    }
    close(j, ']');
}

/* ---- Whole decisions ---- */

static void explained(const pv_json *j, const pv_explanation *e) {
    uint32_t outcome = j->s->decision.outcome;
    string_member(j, "status",
                  j->s->decision.state == PROVISO_DECIDED ? PROVISO_TEXT("decided") : PROVISO_TEXT("undecided"));
    key(j, "outcome");
    if (outcome == PV_NONE)
        pv_buffer_add_string(j->out, "null");
    else
        pv_buffer_add_json_string(j->out, pv_program_text(j->p, j->p->outcomes[outcome]));
    outputs(j);
    reasons(j, "reasons", e->reasons, e->reason_count);
    reasons(j, "stopped", e->stopped, e->stopped_count);
    causes(j, e);
    conflicts(j, e);
    if (e->more == 0) return;
    key(j, "more");
    pv_buffer_add_unsigned(j->out, e->more);
}

static void refused(const pv_json *j) {
    size_t count, more;
    const pv_refusal *refusals = pv_facts_refusals(j->s->facts, &count, &more);
    string_member(j, "status", PROVISO_TEXT("refused"));
    open_member(j, "refusals", '[');
    for (size_t i = 0; i < count; i++) {
        open_element(j);
        string_member(j, "path", refusals[i].path);
        string_member(j, "expected", refusals[i].expected);
        string_member(j, "found", refusals[i].found);
        close(j, '}');
    }
    close(j, ']');
    if (more == 0) return;
    key(j, "more");
    pv_buffer_add_unsigned(j->out, more);
}

void pv_render_json(pv_buffer *out, const struct proviso_session *session, const pv_explanation *explanation) {
    pv_json j = {out, session, session->program};
    pv_buffer_add_char(out, '{');
    string_member(&j, "policy", pv_program_text(j.p, j.p->name));
    if (j.p->version.length > 0)
        string_member(&j, "version", pv_program_text(j.p, j.p->version));
    else {
        key(&j, "version");
        pv_buffer_add_string(out, "null");
    }
    params(&j);
    switch (session->decision.state) {
    case PROVISO_REFUSED: refused(&j); break;
    case PROVISO_LIMITED:
        string_member(&j, "status", PROVISO_TEXT("limit"));
        string_member(&j, "limit", pv_render_limit(session));
        break;
    case PROVISO_DECIDED:
    case PROVISO_UNDECIDED: explained(&j, explanation); break;
    }
    pv_buffer_add_char(out, '}');
}
