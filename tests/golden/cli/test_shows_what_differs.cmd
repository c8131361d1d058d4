proviso test --update late.proviso > /dev/null
sed 's/It came within/It was here within/; s/^fee: .*/fee: 5.00 EUR/' late.cases/in_time.golden > edited
mv edited late.cases/in_time.golden
printf %s "$(cat late.cases/late.golden)" > edited
mv edited late.cases/late.golden
sed '2s/accept/refuse/; 4s/ "undecided"/"undecided"/' late.cases/days.golden > edited
mv edited late.cases/days.golden
proviso test late.proviso
