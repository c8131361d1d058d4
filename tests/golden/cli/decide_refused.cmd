proviso decide late.proviso wrong.json
status=$?
proviso decide --format json late.proviso wrong.json
echo "=> $? after $status"
