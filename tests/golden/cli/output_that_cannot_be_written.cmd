exec 2>&1
full() {
  proviso "$@" > /dev/full
  echo "=> $?"
}
full decide late.proviso in_time.json
full decide --format json late.proviso no_damage.json
full check late.proviso
full test plain.proviso
full --help
full --version
proviso decide late.proviso in_time.json >&-
echo "=> $?"
proviso test --update late.proviso >&-
echo "=> $?"
proviso test late.proviso
mkfifo pipe
true < pipe &
exec 3> pipe
wait
proviso decide late.proviso in_time.json >&3
echo "=> $?"
