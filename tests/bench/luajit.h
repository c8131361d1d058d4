/* The policy by hand in Lua (refund.lua), as LuaJIT loads it. */
#ifndef BENCH_LUAJIT_H
#define BENCH_LUAJIT_H

#include <stdbool.h>
#include <stddef.h>

struct luajit;

/* NULL where the chunk cannot be read, compiled or run. */
struct luajit *luajit_create(const char *path);
void luajit_destroy(struct luajit *lua);

/* Loads the chunk from its text, or from its bytecode, and runs it once, which makes the policy's function. */
bool luajit_load_text(struct luajit *lua);
bool luajit_load_bytecode(struct luajit *lua);

#endif
