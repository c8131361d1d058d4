proviso decide late.proviso in_time.json > expected
proviso decide late.proviso - < in_time.json | cmp - expected
proviso decide - in_time.json < late.proviso | cmp - expected
cat in_time.json | proviso decide late.proviso -- - | cmp - expected
proviso decide - in_time.json < bad.proviso 2>&1 | head -n 1
proviso decide late.proviso - < wrong.json
