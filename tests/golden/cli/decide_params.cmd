proviso decide --param grace=1 late.proviso in_time.json
proviso decide late.proviso in_time.json --param=grace=7 --param 'delay=2 EUR' --format json
proviso decide --param grace=1 --param grace=2 late.proviso in_time.json | head -n 3
