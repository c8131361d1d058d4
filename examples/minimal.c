/* The shortest host: a policy, the facts of one case, and the decision on standard output. */
#include <proviso/proviso.h>
#include <stdio.h>

static bool print(void *file, const char *data, size_t length) { return fwrite(data, 1, length, file) == length; }

int main(void) {
    proviso_text policy = PROVISO_TEXT("policy returns\n"
                                       "facts { order { sent: date  back: date  worn: bool } }\n"
                                       "decide { outcomes decline > refund  otherwise decline }\n"
                                       "rule in_time { refund when not order.worn\n"
                                       "  and order.back within 14 days after order.sent }\n");
    proviso_text facts = PROVISO_TEXT("{\"order\":{\"sent\":\"2025-03-01\",\"back\":\"2025-03-15\",\"worn\":false}}");
    proviso_engine *engine = NULL;
    proviso_program *program = NULL;  /* one a policy, shared by all threads */
    proviso_session *session = NULL;  /* one a thread, used again for every case */
    const proviso_decision *decision; /* borrowed from the session */
    proviso_status s = proviso_engine_create(&engine, NULL);
    if (s == PROVISO_OK) s = proviso_program_compile(&program, engine, PROVISO_TEXT("returns"), policy, NULL);
    if (s == PROVISO_OK) s = proviso_session_create(&session, program);
    if (s == PROVISO_OK) s = proviso_facts_read_json(session, facts, 0);
    if (s == PROVISO_OK) s = proviso_decide(&decision, session);
    if (s == PROVISO_OK) s = proviso_decision_render(decision, PROVISO_FORMAT_TEXT, print, stdout);
    if (s != PROVISO_OK) fprintf(stderr, "minimal: %s\n", proviso_status_text(s));
    proviso_session_destroy(session);
    proviso_program_release(program);
    proviso_engine_destroy(engine);
    return s == PROVISO_OK ? 0 : 1;
}
