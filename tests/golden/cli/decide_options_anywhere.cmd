proviso decide late.proviso in_time.json > expected
proviso decide --format=text late.proviso in_time.json | cmp - expected
proviso decide late.proviso --format text in_time.json | cmp - expected
proviso decide late.proviso in_time.json --strict --format json --format text | cmp - expected
cp late.proviso -- --strict
cp in_time.json -- -f
proviso decide -- --strict -f | cmp - expected
proviso decide --format text -- --strict -f | cmp - expected
proviso decide ./--strict ./-f | cmp - expected
