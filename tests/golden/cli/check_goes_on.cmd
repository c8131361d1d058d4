exec 2>&1
proviso check missing.proviso late.cases plain.proviso
echo "=> $?"
proviso check bad.proviso missing.proviso | tail -n 1
NO_COLOR=1 proviso check bad.proviso > /dev/null 2> without
proviso check bad.proviso > /dev/null 2> with
cmp with without
