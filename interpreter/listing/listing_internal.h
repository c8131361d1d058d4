/* What the files of the listings share. */
#ifndef PV_LISTING_LISTING_INTERNAL_H
#define PV_LISTING_LISTING_INTERNAL_H

#include "listing/listing.h"

/* A listing while it is written. The tables are for the disassembly, which names registers. */
typedef struct pv_listing {
    pv_buffer *out;
    const proviso_program *p;
    size_t line;               /* where in `out` the current line begins */
    uint32_t *slot_fields;     /* by root and slot: the field whose value, or whose currency, it holds */
    uint32_t *first_slots;     /* by root: where its slots begin there */
    uint32_t *frame_copies;    /* by register of frames: the copy that fills it */
    uint32_t *frame_loops;     /* and its loop */
    uint32_t *constant_params; /* by constant: the param that it is the value of, or PV_NONE */
    uint32_t word_base;        /* of the region that is listed */
} pv_listing;

pv_listing pv_listing_of(pv_buffer *out, const proviso_program *program);

/* ---- Lines ---- */

/* Goes to a column, counted in characters from 0; by two blanks where the line is that long already. */
void pv_listing_column(pv_listing *l, size_t column);
/* The same, but to another column of the next line where this one is that long already. */
void pv_listing_column_or_line(pv_listing *l, size_t column, size_t on_next_line);
void pv_listing_end(pv_listing *l);
/* An empty line, the title, and a line that names the columns, if any. */
void pv_listing_title(pv_listing *l, const char *title, const char *columns);

/* ---- Parts of lines ---- */

/* A text of the program as it stands, but for control characters, which a file from a stranger may hold. */
void pv_listing_plain(pv_listing *l, pv_text_ref ref);
/* As a JSON string. */
void pv_listing_quoted(pv_listing *l, pv_text_ref ref);
void pv_listing_identity(pv_listing *l); /* "trtc_refund, version 2025-03-14" */
void pv_listing_id(pv_listing *l);       /* 64 hexadecimal digits */
void pv_listing_outcomes(pv_listing *l); /* "decline > review > refund" */
/* "private optional one of "a", "b"", "time in unix seconds", "money in CNY" */
void pv_listing_field_type(pv_listing *l, const pv_schema_field *field);
void pv_listing_param_type(pv_listing *l, const pv_program_param *param);
void pv_listing_output_type(pv_listing *l, const pv_program_output *output);
void pv_listing_class(pv_listing *l, unsigned class);
/* The value of a constant by its class; a param's, by its type. */
void pv_listing_constant(pv_listing *l, uint32_t constant);
void pv_listing_param_value(pv_listing *l, const pv_program_param *param);
/* "29 transitions, then UTC+08:00" */
void pv_listing_zone(pv_listing *l);

/* ---- Code (code.c) ---- */

/* A register by what it is for the region that runs: the path of a fact, the value of a constant or the name of its
 * param, m0 a memo, f0 what the body of a loop was given, w0 a word. */
void pv_listing_register(pv_listing *l, uint32_t reg);
/* What an output is set to, or a placeholder stands for: "region 3", "region 3 in EUR", or a register. */
void pv_listing_value(pv_listing *l, const pv_value *value);
/* Every loop: its list, its body, and what the body is given. */
void pv_listing_loops(pv_listing *l);
/* Every region with its words. `scratch`: for what is forgotten at the end. */
void pv_listing_regions(pv_listing *l, pv_arena *scratch);

#endif
