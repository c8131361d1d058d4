/* Compiled files, with a checksum that fits. Mutations know the sections (mutate.h). */
#include "common.h"
#include "mutate.h"
#include "target.h"

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned int seed);
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);

/* Keys of all the seeds' policies. */
static const char *const documents[] = {
    "{}",
    "{\"a\": true, \"b\": false, \"c\": true, \"n\": 5, \"m\": 5, \"k\": 1, \"t\": \"p\", \"u\": \"p\", \"kind\": "
    "\"p\", \"w\": 2, "
    "\"x\": \"10.00 EUR\", \"y\": \"5 EUR\", \"fee\": 3, \"d\": \"2024-01-31\", \"made\": \"2025-03-30T10:00:00Z\", "
    "\"since\": \"2025-03-01T00:00:00Z\", \"s\": \"P5D\", \"yes\": true, \"sent\": \"2025-03-30T02:30:00+02:00\", "
    "\"bought\": "
    "\"2025-03-29T00:00:00Z\", \"due\": \"2025-03-30\", \"paid\": \"2025-04-30\", \"grace\": \"P5D\"}",
    "{\"a\": false, \"b\": true, \"n\": 3, \"m\": 1.5, \"t\": \"zz\", \"kind\": \"q\", \"x\": \"1 USD\", \"s\": "
    "\"PT36H\", "
    "\"seen\": \"2024-02-29T00:00:00Z\", \"extra\": \"1 JPY\", \"note\": \"given\"}",
    "{\"limit\": 3, \"spare\": \"s\", \"tags\": [\"a\", \"bcd\", \"sale\"], \"wanted\": [\"old\", \"new\"], "
    "\"prices\": [\"3 EUR\", \"5 EUR\"], \"order\": {\"on\": \"2025-03-14\", \"items\": [{\"price\": \"3 "
    "EUR\", \"net\": 2, \"units\": 1, \"weight\": 4, \"kind\": \"p\", \"note\": \"xy\", \"ready\": true, "
    "\"term\": \"P1D\", \"shipped\": \"2025-03-15\", \"parts\": [{\"weight\": 2, \"code\": \"a\", \"used\": "
    "true}, {\"weight\": 1, \"code\": \"z\"}], \"gift\": {\"from\": \"me\", \"value\": 12, \"card\": true}}, "
    "{\"price\": \"4 EUR\", \"net\": 3, \"units\": 1, \"weight\": 5, \"kind\": \"q\", \"ready\": false, "
    "\"term\": \"P2D\", \"parts\": []}], \"coupon\": {\"code\": \"c\", \"percent\": 10}}, \"grid\": [[1, 2], "
    "[], [30]]}",
    "{\"limit\": 100, \"tags\": [], \"prices\": [], \"order\": {\"on\": \"2025-03-14\", \"items\": []}, "
    "\"grid\": []}",
    "{\"a\": 7, \"b\": 3, \"c\": 1.5, \"n\": 3, \"x\": \"10.00 EUR\", \"y\": \"5.00 EUR\", \"fee\": 3, "
    "\"late\": \"1 EUR\", \"first\": \"2024-02-10\", \"last\": \"2025-03-31\", \"made\": "
    "\"2025-03-28T10:00:00Z\", \"gone\": \"2025-03-31T10:00:00Z\", \"s\": \"P5D\", \"r\": \"P7D\", \"name\": "
    "\"Mr A\", \"words_of\": \"abc\"}"};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    enum { COUNT = sizeof documents / sizeof *documents };
    proviso_text texts[COUNT];
    for (size_t i = 0; i < COUNT; i++) texts[i] = proviso_text_of(documents[i]);
    struct image image, exact;
    size_t whole = size - size % 8;
    if (!image_create(&image, (const char *)data, whole, 8)) fail("out of memory");
    image_seal(&image);
    if (!image_create(&exact, image.bytes, whole, whole == 0)) fail("out of memory");
    proviso_engine *engine = new_engine();
    proviso_program *program = load_quietly(engine, (proviso_text){exact.bytes, whole});
    free(exact.bytes);
    free(image.bytes);
    if (program != NULL) use_program(program, texts, COUNT);
    proviso_program_release(program);
    proviso_engine_destroy(engine);
    return 0;
}

#if defined(PROVISO_LIBFUZZER)
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned int seed) {
    uint64_t random = ((uint64_t)seed + 1) * UINT64_C(0x9e3779b97f4a7c15);
    if (next_random(&random) % 4 == 0) return LLVMFuzzerMutate(data, size, max_size);
    struct image image = {(char *)data, size, max_size};
    mutate_structure(&image, &random);
    return image.length;
}
#endif
