proviso test --update late.proviso > /dev/null
rm late.cases/in_time.golden
mv late.cases/late.json late.cases/later.json
sed 1,3d late.cases/days.golden > edited
mv edited late.cases/days.golden
proviso test late.proviso
echo "=> $?"
printf '{}\n{}\n' >> late.cases/days.golden
printf '{}\n{}\n{}\n' >> late.cases/days.golden
cp late.cases/days.ndjson late.cases/later.ndjson
proviso test late.proviso | grep -e days.golden -e later
