proviso decide late.proviso more.json | head -n 1
proviso decide --strict late.proviso more.json
