exec 2>&1
proviso test --update late.proviso > /dev/null
rm late.cases/late.golden
mkdir late.cases/late.golden
mkdir late.cases/also.json
touch plain.cases
proviso test late.proviso plain.proviso
echo "=> $?"
proviso test --update late.proviso
ls -A late.cases
