exec 2>&1
say() {
  echo "\$ proviso test $*"
  proviso test "$@"
  echo "=> $?"
}
proviso test --update late.proviso > /dev/null
proviso build late.proviso -o late.pvc
say late.pvc
say late.pvc late.proviso
say late.pvc late.cases/late.json
sed 's/param grace = 3/param grace = 1/' late.proviso > later.proviso
proviso build later.proviso -o late.pvc
say late.pvc
echo '$ a directory stands for the texts in it'
mkdir alone
cp -R late.proviso late.pvc late.cases alone
say alone
rm alone/late.proviso
say alone
say alone/late.pvc
head -c 300 late.pvc > alone/late.pvc
say alone/late.pvc
say missing.pvc
