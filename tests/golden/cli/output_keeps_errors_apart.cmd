proviso decide bad.proviso in_time.json 2> /dev/null
proviso decide late.proviso wrong.json 2>&1 > /dev/null
proviso check late.proviso 2>&1 > /dev/null
proviso test --update late.proviso 2>&1 > /dev/null
proviso nonsense 2> /dev/null
