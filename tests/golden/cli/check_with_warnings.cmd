sed 's/    damaged: /    reason: optional text\n&/' late.proviso > warned.proviso
proviso check warned.proviso
echo "=> $?"
proviso decide warned.proviso in_time.json | head -n 1
