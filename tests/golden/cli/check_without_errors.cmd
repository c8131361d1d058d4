proviso check late.proviso plain.proviso && proviso check - < plain.proviso
