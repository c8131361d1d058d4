proviso test late.proviso
echo "=> $?"
proviso test --update late.proviso
echo "=> $?"
cat late.cases/in_time.golden late.cases/days.golden
proviso test --update late.proviso
proviso test late.proviso
echo "=> $?"
chmod 640 late.cases/late.golden
echo wrong > late.cases/late.golden
proviso test late.proviso --update
stat -c %a late.cases/late.golden late.cases/in_time.golden
ls -A late.cases
