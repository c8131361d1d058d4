/* A decision as text: what a support agent can read aloud. Blocks of lines with an empty line between them; a block
 * without lines is left out. The order of everything is the explanation's. */
#include "render/render.h"

typedef struct pv_lines {
    pv_buffer *out;
    const struct proviso_session *s;
    const proviso_program *p;
} pv_lines;

static void value(const pv_lines *l, pv_slot slot, const pv_canonical *how) {
    if (pv_slot_is_absent(slot))
        pv_buffer_add_string(l->out, "absent");
    else if (pv_slot_is_unknown(slot))
        pv_buffer_add_string(l->out, "missing");
    else
        pv_canonical_text(l->out, slot, how);
}

static void block(const pv_lines *l, const char *title) {
    pv_buffer_add_char(l->out, '\n');
    if (title != NULL) pv_buffer_format(l->out, "%s\n", title);
}

/* ": BECAUSE" and the end of the line, then "  [CITE]" on one of its own. */
static void because(const pv_lines *l, const pv_reason *r) {
    if (r->has_because) pv_buffer_format(l->out, ": %t", r->because);
    pv_buffer_add_char(l->out, '\n');
    if (r->has_cite) pv_buffer_format(l->out, "  [%t]\n", r->cite);
}

/* ---- Header ---- */

static void params(const pv_lines *l) {
    const char *before = "Params: ";
    for (uint32_t i = 0; i < l->p->param_count; i++) {
        const pv_program_param *param = &l->p->params[i];
        if ((param->flags & PV_PARAM_REPLACED) == 0) continue;
        pv_canonical how = pv_render_param(l->s, param);
        pv_buffer_format(l->out, "%s%t = ", before, pv_program_text(l->p, param->name));
        value(l, l->s->machine.registers[param->slot], &how);
        before = ", ";
    }
    if (*before == ',') pv_buffer_add_char(l->out, '\n');
}

static proviso_text headline(const pv_lines *l) {
    switch (l->s->decision.state) {
    case PROVISO_DECIDED: return pv_program_text(l->p, l->p->outcomes[l->s->decision.outcome]);
    case PROVISO_UNDECIDED: return PROVISO_TEXT("undecided");
    case PROVISO_REFUSED: return PROVISO_TEXT("refused");
    case PROVISO_LIMITED: break;
    }
    return PROVISO_TEXT("limit");
}

static void header(const pv_lines *l) {
    pv_buffer_format(l->out, "Decision: %t\nPolicy: %t", headline(l), pv_program_text(l->p, l->p->name));
    if (l->p->version.length > 0) pv_buffer_format(l->out, ", version %t", pv_program_text(l->p, l->p->version));
    pv_buffer_add_char(l->out, '\n');
    params(l);
}

/* ---- Decided ---- */

static void outputs(const pv_lines *l) {
    bool any = false;
    for (uint32_t i = 0; i < l->p->output_count; i++) {
        if (l->s->outputs[i].state != PV_OUTPUT_SET) continue;
        if (!any) block(l, NULL);
        any = true;
        pv_canonical how = pv_render_output(l->s, i);
        pv_buffer_format(l->out, "%t: ", pv_program_text(l->p, l->p->outputs[i].name));
        value(l, l->s->outputs[i].value, &how);
        pv_buffer_add_char(l->out, '\n');
    }
}

static void operand(const pv_lines *l, const pv_false_operand *operand) {
    pv_buffer_format(l->out, "not true that %t\n", pv_program_text(l->p, l->p->conditions[operand->condition].text));
    for (uint32_t i = 0; i < operand->fact_count; i++) {
        const pv_shown_fact *fact = &operand->facts[i];
        bool is_presence = (l->p->schema.fields[fact->field].flags & PV_FIELD_PRESENCE) != 0;
        pv_canonical how = pv_render_fact(l->s, fact);
        pv_buffer_format(l->out, "    %t = ", fact->path);
        if (is_presence && pv_slot_is_value(fact->value))
            pv_buffer_add_string(l->out, "present");
        else
            value(l, fact->value, &how);
        pv_buffer_add_char(l->out, '\n');
    }
}

static void why_not(const pv_lines *l, const pv_reason *r) {
    if (r->kind == PV_REASON_MORE) {
        pv_buffer_format(l->out, "- and %zu more\n", r->more);
    } else if (r->kind == PV_REASON_EXCLUDED) {
        pv_buffer_format(l->out, "- %t, stopped by %t", r->rule, r->exclusion);
        because(l, r);
    } else {
        for (uint32_t i = 0; i < r->operand_count; i++) {
            if (i == 0)
                pv_buffer_format(l->out, "- %t: ", r->rule);
            else
                pv_buffer_add_string(l->out, "  and ");
            operand(l, &r->operands[i]);
        }
    }
}

static void reasons(const pv_lines *l, const pv_explanation *e) {
    if (e->reason_count > 0) block(l, "Because");
    bool by_otherwise = e->reason_count > 0 && e->reasons[0].kind == PV_REASON_OTHERWISE;
    for (uint32_t i = 0; i < e->reason_count; i++) {
        const pv_reason *r = &e->reasons[i];
        if (by_otherwise && i == 1) block(l, "Why not");
        if (r->kind == PV_REASON_RULE || r->kind == PV_REASON_OTHERWISE) {
            pv_buffer_format(l->out, "- %t", r->kind == PV_REASON_RULE ? r->rule : PROVISO_TEXT("otherwise"));
            because(l, r);
        } else {
            why_not(l, r);
        }
    }
}

/* ---- Undecided ---- */

static void possible(const pv_lines *l, const pv_explanation *e) {
    if (l->s->decision.outcome != PV_NONE) {
        pv_buffer_format(l->out, "Outcome: %t\n", pv_program_text(l->p, l->p->outcomes[l->s->decision.outcome]));
    }
    for (uint32_t i = 0; i < e->possible_count; i++) {
        pv_buffer_format(l->out, "%s%t", i == 0 ? "Possible: " : ", ",
                         pv_program_text(l->p, l->p->outcomes[e->possible[i]]));
    }
    pv_buffer_add_char(l->out, '\n');
}

static void causes(const pv_lines *l, const pv_explanation *e) {
    if (e->missing_count > 0) block(l, "Missing");
    for (uint32_t i = 0; i < e->missing_count; i++) {
        pv_buffer_format(l->out, "- %t\n", e->missing[i]);
    }
    if (e->fault_count > 0) block(l, "Faults");
    for (uint32_t i = 0; i < e->fault_count; i++) {
        pv_buffer_format(l->out, "- %s in %t: %t", e->faults[i].kind, e->faults[i].in, e->faults[i].text);
        if (e->faults[i].at.length > 0) pv_buffer_format(l->out, ", at %t", e->faults[i].at);
        pv_buffer_add_char(l->out, '\n');
    }
    if (e->more > 0) pv_buffer_format(l->out, "- and %zu more\n", e->more);
}

static void conflicts(const pv_lines *l, const pv_explanation *e) {
    if (e->conflict_count > 0) block(l, "Conflicts");
    for (uint32_t i = 0; i < e->conflict_count; i++) {
        const pv_conflict *conflict = &e->conflicts[i];
        pv_canonical how = pv_render_output(l->s, conflict->output);
        pv_buffer_format(l->out, "- %t: ", pv_program_text(l->p, l->p->outputs[conflict->output].name));
        for (uint32_t k = 0; k < conflict->count; k++) {
            how.currency = conflict->contributions[k].currency;
            pv_buffer_format(l->out, "%s%t gives ", k == 0 ? "" : ", ", conflict->contributions[k].rule);
            value(l, conflict->contributions[k].value, &how);
        }
        pv_buffer_add_char(l->out, '\n');
    }
}

static void stopped(const pv_lines *l, const pv_explanation *e) {
    if (e->stopped_count > 0) block(l, "Stopped");
    for (uint32_t i = 0; i < e->stopped_count; i++) {
        pv_buffer_format(l->out, "- %t, by %t", e->stopped[i].rule, e->stopped[i].exclusion);
        because(l, &e->stopped[i]);
    }
}

/* ---- Refused ---- */

static void refusals(const pv_lines *l) {
    size_t count, more;
    const pv_refusal *list = pv_facts_refusals(l->s->facts, &count, &more);
    block(l, "Refused");
    for (size_t i = 0; i < count; i++) {
        proviso_text path = list[i].path.length > 0 ? list[i].path : PROVISO_TEXT("(document)");
        pv_buffer_format(l->out, "- %t: expected %t, found %t\n", path, list[i].expected, list[i].found);
    }
    if (more > 0) pv_buffer_format(l->out, "- and %zu more\n", more);
}

void pv_render_text(pv_buffer *out, const struct proviso_session *session, const pv_explanation *explanation) {
    pv_lines l = {out, session, session->program};
    header(&l);
    switch (session->decision.state) {
    case PROVISO_DECIDED:
        outputs(&l);
        reasons(&l, explanation);
        stopped(&l, explanation);
        break;
    case PROVISO_UNDECIDED:
        possible(&l, explanation);
        causes(&l, explanation);
        conflicts(&l, explanation);
        stopped(&l, explanation);
        break;
    case PROVISO_REFUSED: refusals(&l); break;
    case PROVISO_LIMITED: pv_buffer_format(out, "Limit: %t\n", pv_render_limit(session)); break;
    }
}
