exec 2>&1
say() {
  proviso decide "$@"
  echo "=> $?"
}
say missing.proviso in_time.json
say late.proviso missing.json
say late.cases in_time.json
say late.proviso late.cases
say late.proviso/x in_time.json
say '' in_time.json
say empty.proviso in_time.json
say late.proviso empty.json
say late.proviso - <&-
