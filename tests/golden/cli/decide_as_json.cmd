proviso decide --format json late.proviso in_time.json
