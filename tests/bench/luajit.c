/* The policy by hand in Lua, as LuaJIT loads it: into one state, which is kept and collects its garbage as it goes. */
#include "luajit.h"

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 1 << 16 };

struct luajit {
    lua_State *state;
    size_t text_length, bytecode_length;
    char text[MOST], bytecode[MOST];
};

static int keep_bytecode(lua_State *state, const void *data, size_t length, void *context) {
    struct luajit *lua = context;
    (void)state;
    if (length > MOST - lua->bytecode_length) return 1;
    memcpy(lua->bytecode + lua->bytecode_length, data, length);
    lua->bytecode_length += length;
    return 0;
}

static bool load(struct luajit *lua, const char *data, size_t length) {
    bool ok = luaL_loadbuffer(lua->state, data, length, "refund") == 0 && lua_pcall(lua->state, 0, 1, 0) == 0 &&
              lua_isfunction(lua->state, -1);
    lua_settop(lua->state, 0);
    return ok;
}

bool luajit_load_text(struct luajit *lua) { return load(lua, lua->text, lua->text_length); }
bool luajit_load_bytecode(struct luajit *lua) { return load(lua, lua->bytecode, lua->bytecode_length); }

static bool open_chunk(struct luajit *lua, const char *path) {
    FILE *file = fopen(path, "rb");
    if (file == NULL) return false;
    lua->text_length = fread(lua->text, 1, MOST, file);
    fclose(file);
    lua->state = luaL_newstate();
    if (lua->state == NULL) return false;
    luaL_openlibs(lua->state);
    if (luaL_loadbuffer(lua->state, lua->text, lua->text_length, "refund") != 0) return false;
    if (lua_dump(lua->state, keep_bytecode, lua) != 0) return false;
    lua_settop(lua->state, 0);
    return luajit_load_text(lua) && luajit_load_bytecode(lua);
}

struct luajit *luajit_create(const char *path) {
    struct luajit *lua = calloc(1, sizeof *lua);
    if (lua == NULL || open_chunk(lua, path)) return lua;
    luajit_destroy(lua);
    return NULL;
}

void luajit_destroy(struct luajit *lua) {
    if (lua == NULL) return;
    if (lua->state != NULL) lua_close(lua->state);
    free(lua);
}
