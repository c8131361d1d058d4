proviso test --update late.proviso > /dev/null
mkdir -p all/b/deep all/a all/.hidden all/lone.cases
cp -R late.proviso late.cases all/b/deep/
cp plain.proviso all/a/
cp plain.proviso all/a.proviso
cp bad.proviso all/.hidden/
ln -s ../.. all/b/up
ln -s b all/also_b
ln -s nowhere all/broken_link
echo '# cases' > all/b/deep/late.cases/README.md
touch all/notes.txt all/b/deep/late.cases/.in_time.golden.swp
proviso test all 2>&1
echo "=> $?"
rm -r all/lone.cases
proviso test all/ all all/b/deep all/b/deep/late.cases/late.json
echo "=> $?"
proviso test all/also_b
cd all && proviso test . && cd b/deep/late.cases && proviso test .. ../late.cases
