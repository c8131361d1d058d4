proviso decide bad.proviso in_time.json
