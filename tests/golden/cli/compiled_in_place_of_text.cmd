exec 2>&1
proviso build late.proviso -o late.pvc
same() {
  proviso "$@" > by_text
  by_text=$?
  proviso $(echo "$@" | sed 's/late\.proviso/late.pvc/') > by_file
  echo "$* => $by_text $?"
  cmp by_text by_file
}
for facts in in_time more no_damage wrong empty; do
  same decide late.proviso $facts.json
  same decide --format json --strict late.proviso $facts.json
done
same decide --param grace=0 late.proviso in_time.json
same info late.proviso
same disassemble late.proviso
proviso decide - in_time.json < late.pvc
proviso check late.pvc late.proviso
proviso check - < late.pvc
