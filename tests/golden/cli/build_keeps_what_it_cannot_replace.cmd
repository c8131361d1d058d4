exec 2>&1
say() {
  echo "\$ proviso build $*"
  proviso build "$@"
  echo "=> $?"
}
proviso build late.proviso -o late.pvc
cp late.pvc before.pvc
cp late.proviso before.proviso
say bad.proviso -o late.pvc
say missing.proviso -o late.pvc
say plain.proviso -o late.proviso
say plain.proviso -o in_time.json
say plain.proviso -o /dev/null
say plain.proviso -o late.cases
say plain.proviso -o missing/late.pvc
say plain.proviso -o ''
echo '$ no room for a file'
(
  trap '' XFSZ
  ulimit -f 0
  proviso build plain.proviso -o late.pvc
  echo "=> $?"
  proviso build plain.proviso -o new.pvc
  echo "=> $?"
) 2>&1 | cat
cmp late.pvc before.pvc
cmp late.proviso before.proviso
ls -A
chmod 640 late.pvc
say plain.proviso -o late.pvc
cmp -s late.pvc before.pvc || stat -c %a late.pvc
true > late.pvc
say late.proviso -o late.pvc
cmp late.pvc before.pvc
