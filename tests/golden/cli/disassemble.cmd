proviso disassemble plain.proviso
proviso disassemble - < late.proviso
