proviso decide late.proviso in_time.json
