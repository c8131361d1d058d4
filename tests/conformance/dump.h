/* Dump: the checked model of a policy as JSON, for an evaluator that shares no code with the program. */
#ifndef CONFORMANCE_DUMP_H
#define CONFORMANCE_DUMP_H

#include "check/model.h"

/* ---- dump_json.c: a member of an object, after a comma unless it is the object's first. */
void dump_key(pv_buffer *out, const char *name);
void dump_text(pv_buffer *out, const char *name, proviso_text text);
void dump_string(pv_buffer *out, const char *name, const char *text);
void dump_index(pv_buffer *out, const char *name, uint32_t index);
void dump_true(pv_buffer *out, const char *name, bool value); /* left out where it is false */

/* ---- dump_expr.c: a JSON value. */
void dump_type(pv_buffer *out, const pv_type *type);    /* without the elements of a list */
void dump_expr(pv_buffer *out, const pv_expr *expr);    /* NULL: null */
void dump_group(pv_buffer *out, const pv_fact_group *); /* with all that is in it, elements of lists included */

/* ---- dump_model.c */
void dump_model(pv_buffer *out, const pv_model *model);

#endif
