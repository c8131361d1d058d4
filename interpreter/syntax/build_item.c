/* The constructors of items, of the parts of `decide`, and of clauses.
 *
 * The grammar lets every item have every clause, so that a clause that does not belong is one clear message: it is
 * reported here and left out. A rule whose head could not be read is left out as a whole. That something comes twice,
 * or is missing, is for the checker to say; lists stay in written order, for the messages' sake. */
#include "syntax/build.h"

static const proviso_text no_hint = {"", 0};

void pv_build_add_clause(pv_clause_list *list, pv_clause *clause) {
    if (!clause) return;
    if (list->last)
        list->last->next = clause;
    else
        list->first = clause;
    list->last = clause;
}

void pv_build_add_output(pv_output_list *list, pv_output_decl *output) {
    if (list->last)
        list->last->next = output;
    else
        list->first = output;
    list->last = output;
}

void pv_build_add_part(pv_part_list *list, pv_decide_part *part) {
    if (list->last)
        list->last->next = part;
    else
        list->first = part;
    list->last = part;
}

void pv_build_add_item(pv_parser *parser, pv_item *item) {
    pv_tree *tree = parser->tree;
    if (!item) return;
    if (tree->last)
        tree->last->next = item;
    else
        tree->first = item;
    tree->last = item;
}

/* ---- clauses */

static pv_clause *make_clause(pv_parser *parser, pv_clause_kind kind, pv_range range) {
    pv_clause *clause = pv_parser_allocate(parser, 1, sizeof *clause);
    if (!clause) return NULL;
    clause->kind = kind;
    clause->range = range;
    return clause;
}

pv_clause *pv_build_set_clause(pv_parser *parser, pv_range range, pv_name output, pv_expr *expr) {
    pv_clause *clause = make_clause(parser, PV_CLAUSE_SET, range);
    if (!clause) return NULL;
    clause->output = output;
    clause->expr = expr;
    return clause;
}

pv_clause *pv_build_when_clause(pv_parser *parser, pv_range range, pv_expr *expr) {
    pv_clause *clause = make_clause(parser, PV_CLAUSE_WHEN, range);
    if (clause) clause->expr = expr;
    return clause;
}

pv_clause *pv_build_because_clause(pv_parser *parser, pv_range range, pv_string text) {
    pv_clause *clause = make_clause(parser, PV_CLAUSE_BECAUSE, range);
    if (!clause) return NULL;
    clause->text = text;
    clause->parts = pv_build_template(parser, text);
    return clause->parts ? clause : NULL;
}

pv_clause *pv_build_cite_clause(pv_parser *parser, pv_range range, pv_string text) {
    pv_clause *clause = make_clause(parser, PV_CLAUSE_CITE, range);
    if (clause) clause->text = text;
    return clause;
}

/* The clauses without those of a kind that the item does not have. */
static pv_clause *without(pv_parser *parser, pv_clause_list clauses, pv_clause_kind kind, proviso_text hint,
                          const char *message) {
    pv_clause_list kept = pv_no_clauses;
    for (pv_clause *clause = clauses.first, *next; clause; clause = next) {
        next = clause->next;
        clause->next = NULL;
        if (clause->kind == kind)
            pv_parser_complain(parser, PV_DIAGNOSTIC_STRAY_CLAUSE, clause->range, hint, message);
        else
            pv_build_add_clause(&kept, clause);
    }
    return kept.first;
}

/* ---- decide */

pv_rounding_clause pv_build_rounding(pv_name mode, pv_expr *step) { return (pv_rounding_clause){mode, step}; }

pv_output_decl *pv_build_output(pv_parser *parser, pv_name name, pv_type_expr *type, pv_string description,
                                pv_expr *otherwise, pv_rounding_clause rounding) {
    if (type->kind == PV_TYPE_LIST) {
        pv_parser_complain(parser, PV_DIAGNOSTIC_TYPE_NAME, type->range, no_hint, "an output cannot be a list");
        return NULL;
    }
    pv_output_decl *output = pv_parser_allocate(parser, 1, sizeof *output);
    if (!output) return NULL;
    output->name = name;
    output->type = type;
    output->description = description;
    output->otherwise = otherwise;
    output->rounded = rounding.mode;
    output->step = rounding.step;
    return output;
}

static pv_decide_part *make_part(pv_parser *parser, pv_decide_kind kind, pv_range range) {
    pv_decide_part *part = pv_parser_allocate(parser, 1, sizeof *part);
    if (!part) return NULL;
    part->kind = kind;
    part->range = range;
    return part;
}

pv_decide_part *pv_build_outcomes(pv_parser *parser, pv_range range, pv_names names) {
    pv_decide_part *part = make_part(parser, PV_DECIDE_OUTCOMES, range);
    if (part) part->outcomes = (pv_name_list){names.names, names.count};
    return part;
}

pv_decide_part *pv_build_otherwise_part(pv_parser *parser, pv_range range, pv_name outcome, pv_clause_list clauses) {
    pv_decide_part *part = make_part(parser, PV_DECIDE_OTHERWISE, range);
    if (!part) return NULL;
    part->outcome = outcome;
    part->clauses = without(parser, clauses, PV_CLAUSE_WHEN, PROVISO_TEXT("it is given where no rule holds"),
                            "`otherwise` has no condition");
    return part;
}

pv_decide_part *pv_build_outputs(pv_parser *parser, pv_range range, pv_output_list outputs) {
    pv_decide_part *part = make_part(parser, PV_DECIDE_OUTPUTS, range);
    if (part) part->outputs = outputs.first;
    return part;
}

/* ---- items */

static pv_item *make_item(pv_parser *parser, pv_item_kind kind, pv_range range) {
    pv_item *item = pv_parser_allocate(parser, 1, sizeof *item);
    if (!item) return NULL;
    item->kind = kind;
    item->range = range;
    return item;
}

pv_item *pv_build_item(pv_parser *parser, pv_item_kind kind, pv_range range, pv_name name, pv_string text) {
    pv_item *item = make_item(parser, kind, range);
    if (!item) return NULL;
    item->name = name;
    item->text = text;
    return item;
}

pv_item *pv_build_facts(pv_parser *parser, pv_range range, pv_field_list fields) {
    pv_item *item = make_item(parser, PV_ITEM_FACTS, range);
    if (item) item->fields = fields.first;
    return item;
}

pv_item *pv_build_decide(pv_parser *parser, pv_range range, pv_part_list parts) {
    pv_item *item = make_item(parser, PV_ITEM_DECIDE, range);
    if (item) item->parts = parts.first;
    return item;
}

pv_item *pv_build_value_item(pv_parser *parser, pv_item_kind kind, pv_range range, pv_name name, pv_expr *expr,
                             pv_string description) {
    pv_item *item = pv_build_item(parser, kind, range, name, description);
    if (item) item->expr = expr;
    return item;
}

pv_rule_head pv_build_head(pv_name outcome, pv_expr *when) { return (pv_rule_head){outcome, when, true}; }

pv_item *pv_build_rule(pv_parser *parser, pv_range range, pv_name name, pv_string description, pv_rule_head head,
                       pv_clause_list clauses) {
    if (!head.present) return NULL;
    pv_item *item = pv_build_item(parser, PV_ITEM_RULE, range, name, description);
    if (!item) return NULL;
    item->outcome = head.outcome;
    item->expr = head.when;
    item->clauses = without(parser, clauses, PV_CLAUSE_WHEN, PROVISO_TEXT("join conditions with `and`"),
                            "a rule has one condition, which follows its outcome");
    return item;
}

pv_targets pv_build_targets(pv_names names) { return (pv_targets){names, false}; }
pv_targets pv_build_all_targets(void) { return (pv_targets){pv_no_names, true}; }

pv_item *pv_build_exclude(pv_parser *parser, pv_range range, pv_name name, pv_string description, pv_targets targets,
                          pv_clause_list clauses) {
    pv_item *item = pv_build_item(parser, PV_ITEM_EXCLUDE, range, name, description);
    if (!item) return NULL;
    item->from_all = targets.all;
    item->targets = (pv_name_list){targets.names.names, targets.names.count};
    item->clauses = without(parser, clauses, PV_CLAUSE_SET, no_hint, "an exclusion sets nothing");
    return item;
}

void pv_build_later(pv_parser *parser, pv_range range) {
    pv_parser_complain(parser, PV_DIAGNOSTIC_LATER, range, no_hint, "`%t` is not part of this version of the language",
                       pv_parser_shown(parser, range));
}

void pv_build_later_timezone(pv_parser *parser, pv_range range) {
    pv_parser_complain(parser, PV_DIAGNOSTIC_LATER, range,
                       PROVISO_TEXT("write its name as a text: `\"Asia/Shanghai\"`"),
                       "a timezone from the facts is not part of this version of the language");
}
