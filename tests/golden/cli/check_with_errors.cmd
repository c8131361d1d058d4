proviso check late.proviso bad.proviso
