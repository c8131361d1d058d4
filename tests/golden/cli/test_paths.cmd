exec 2>&1
say() {
  echo "\$ proviso test $*"
  proviso test "$@"
  echo "=> $?"
}
proviso test --update late.proviso > /dev/null
say late.proviso
say late.cases
say ./late.cases/
say late.cases/late.json
say late.cases/late.golden late.cases/days.ndjson
say missing
say missing.proviso late.proviso
say late.cases/missing.json
say in_time.json
mkdir nothing
say nothing
say nothing late.proviso
cp in_time.json late.cases/README.md
say late.cases/README.md
