exec 2>&1
proviso build late.proviso -o late.pvc
head -c 300 late.pvc > short.pvc
{ cat late.pvc; printf 12345678; } > long.pvc
{ head -c 200 late.pvc; printf x; tail -c +202 late.pvc; } > damaged.pvc
{ head -c 8 late.pvc; printf '\002'; tail -c +10 late.pvc; } > later.pvc
for file in short long damaged later; do
  proviso check $file.pvc
  echo "=> $?"
done
proviso decide damaged.pvc in_time.json
echo "=> $?"
proviso info damaged.pvc
echo "=> $?"
proviso build damaged.pvc -o late.pvc
echo "=> $?"
