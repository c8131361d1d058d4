exec 2>&1
say() {
  echo "\$ proviso $*"
  proviso "$@"
  echo "=> $?"
}
say decide
say decide late.proviso
say decide late.proviso in_time.json more.json
say decide --formt json late.proviso in_time.json
say decide --stric late.proviso in_time.json
say decide -s late.proviso in_time.json
say decide --strict=yes late.proviso in_time.json
say decide late.proviso in_time.json --format
say decide --format yaml late.proviso in_time.json
say decide --format= late.proviso in_time.json
say decide --update late.proviso in_time.json
say decide - -
say decide -strict late.proviso in_time.json
say check
say check --strict late.proviso
say test
say test --updat late.proviso
say build
say build late.proviso
say build late.proviso -o
say build late.proviso --outptu late.pvc
say build -x late.proviso -o late.pvc
say info
say info late.proviso plain.proviso
say disassemble
