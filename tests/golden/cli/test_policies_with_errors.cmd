mkdir policies
cp -R late.proviso late.cases bad.proviso policies/
proviso test --update policies
echo "=> $?"
proviso test policies
