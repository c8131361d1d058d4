proviso decide late.proviso no_damage.json
status=$?
proviso decide --format json late.proviso no_damage.json
echo "=> $? after $status"
