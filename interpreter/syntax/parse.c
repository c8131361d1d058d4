/* Parse: drives scanner and grammar over a text, and owns the memory that a run takes beyond its tree.
 *
 * Tokens are pushed into the grammar one by one. Its stack is a block of a fixed size; a text that fills it is nested
 * too deep, and parsing begins anew with the next item, so that the rest of the text is read all the same. The
 * placeholders of a `because` are parsed by a second, silent run over their part of the text with a stack of its own.
 * Memory that fails anywhere sets parser->failed, which ends the run. */
#include "syntax/parser.h"

#include <string.h>

#include "syntax/tokens.h"

enum { SOURCE_MOST = 16 << 20, STATUS_STACK_FULL = 2 };

/* ---- what the parts of the parser share */

void pv_parser_complain(pv_parser *parser, pv_diagnostic which, pv_range range, proviso_text hint, const char *format,
                        ...) {
    if (parser->muted) {
        parser->hushed++;
        return;
    }
    parser->complained = range.begin;
    va_list arguments;
    va_start(arguments, format);
    pv_vdiagnose(parser->source, which, range, hint, format, arguments);
    va_end(arguments);
    if (parser->source->failed) parser->failed = true;
}

bool pv_parser_is_heard(const pv_parser *parser) { return !parser->muted && pv_source_is_heard(parser->source); }

proviso_text pv_parser_format(pv_parser *parser, const char *format, ...) {
    proviso_text text = {"", 0};
    if (!pv_parser_is_heard(parser)) return text;
    pv_buffer buffer;
    pv_buffer_init(&buffer, parser->arena->memory);
    va_list arguments;
    va_start(arguments, format);
    pv_buffer_vformat(&buffer, format, arguments);
    va_end(arguments);
    if (!buffer.failed) text = pv_arena_copy(parser->arena, pv_buffer_text(&buffer));
    if (buffer.failed || !text.data) {
        parser->failed = true;
        text = (proviso_text){"", 0};
    }
    pv_buffer_clear(&buffer);
    return text;
}

void *pv_parser_allocate(pv_parser *parser, size_t count, size_t size) {
    void *block = pv_arena_array(parser->arena, count, size);
    if (!block) parser->failed = true;
    return block;
}

proviso_text pv_parser_shown(pv_parser *parser, pv_range range) {
    enum { MOST = 40 };
    proviso_text text = pv_source_slice(parser->source, range);
    size_t length = text.length < MOST ? text.length : MOST;
    const char *line_end = length > 0 ? memchr(text.data, '\n', length) : NULL;
    if (line_end) length = (size_t)(line_end - text.data);
    if (length == text.length) return text;
    while (length > 0 && ((unsigned char)text.data[length] & 0xC0) == 0x80) length--;
    return pv_parser_format(parser, "%t…", (proviso_text){text.data, length});
}

/* ---- runs */

/* What the grammar returns, or YYPUSH_MORE where memory failed. */
static int push_tokens(pv_parser *parser) {
    int first = parser->is_placeholder ? PV_TOKEN_BEGIN_EXPR : PV_TOKEN_BEGIN_POLICY;
    pv_range range = {0, 0};
    PV_YYSTYPE value = {.flag = false};
    pv_yystack_init(parser->stack);
    int status = pv_yypush_parse(parser->stack, first, &value, &range, parser);
    while (status == YYPUSH_MORE) {
        int kind = pv_tokens_next(parser, &value, &range);
        if (parser->failed) break;
        status = pv_yypush_parse(parser->stack, kind, &value, &range, parser);
    }
    return status;
}

static void run(pv_parser *parser, pv_range range) {
    parser->tokens.resumed = UINT32_MAX;
    if (pv_scan_begin(&parser->tokens.scanner, parser, range)) {
        int status = push_tokens(parser);
        while (status == STATUS_STACK_FULL && !parser->failed && !parser->is_placeholder) {
            pv_tokens_resume(parser, PV_RESUME_ITEM, true);
            status = push_tokens(parser);
        }
    }
    pv_scan_end(&parser->tokens.scanner);
}

static pv_yypstate *make_stack(pv_parser *parser) {
    pv_yypstate *stack = pv_memory_allocate(parser->arena->memory, pv_yystack_size());
    if (!stack) parser->failed = true;
    return stack;
}

pv_expr *pv_parser_read_placeholder(pv_parser *parser, pv_range range) {
    if (!parser->inner_stack && !(parser->inner_stack = make_stack(parser))) return NULL;
    pv_parser inner = {
        .source = parser->source,
        .arena = parser->arena,
        .nesting = parser->nesting,
        .stack = parser->inner_stack,
        .is_placeholder = true,
        .muted = true,
    };
    run(&inner, range);
    if (inner.failed) parser->failed = true;
    return inner.failed || inner.hushed > 0 ? NULL : inner.placeholder;
}

proviso_status pv_syntax_parse(pv_tree *out, pv_source *source, pv_arena *arena, unsigned nesting) {
    pv_tree tree = {NULL, NULL};
    pv_parser parser = {.source = source, .arena = arena, .tree = &tree, .complained = UINT32_MAX};
    parser.failed = source->failed;
    parser.nesting = nesting == 0 || nesting > PV_NESTING_MOST ? PV_NESTING_MOST : nesting;
    if (source->text.length > SOURCE_MOST) {
        pv_parser_complain(&parser, PV_DIAGNOSTIC_SOURCE_LENGTH, (pv_range){0, 0}, (proviso_text){"", 0},
                           "a policy can have at most 16 MiB");
    } else if (!parser.failed && (parser.stack = make_stack(&parser))) {
        run(&parser, (pv_range){0, (uint32_t)source->text.length});
    }
    pv_memory_release(arena->memory, parser.stack, pv_yystack_size());
    pv_memory_release(arena->memory, parser.inner_stack, pv_yystack_size());
    if (parser.failed) return PROVISO_OUT_OF_MEMORY;
    *out = tree;
    return PROVISO_OK;
}
