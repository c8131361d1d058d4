proviso info late.proviso
proviso info plain.proviso
proviso info - < all_types.proviso
proviso build all_types.proviso -o all_types.pvc
proviso info all_types.pvc | tail -n 7
