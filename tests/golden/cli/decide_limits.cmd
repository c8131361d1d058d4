exec 2>&1
spaces() { head -c "$1" /dev/zero | tr '\0' ' '; }
spaces 16777217 > large.json
cp large.json large.proviso
proviso decide late.proviso large.json
echo "=> $?"
proviso decide late.proviso - < large.json
echo "=> $?"
proviso decide large.proviso in_time.json
echo "=> $?"
{ cat in_time.json; spaces 16777181; } > most.json
proviso decide late.proviso most.json | head -n 1
awk 'BEGIN { printf "{"; for (i = 0; i <= 65536; i++) printf "\"k%d\": 0, ", i; print "\"damaged\": false}" }' > keys.json
proviso decide late.proviso keys.json
echo "=> $?"
