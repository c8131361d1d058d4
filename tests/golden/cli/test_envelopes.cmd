cat > late.cases/broken.ndjson <<'END'
{"case": "good", "facts": {"days_late": 0, "damaged": false}}

 
{"facts": {"days_late": 0}}
{"case": "no facts"}
{"case": 1, "facts": {}}
{"case": "twice", "case": "twice", "facts": {}}
{"case": "open", "facts": {}
{"case": "trailing", "facts": {}} x
[]
END
printf '{"case": "no line end", "facts": null}' >> late.cases/broken.ndjson
: > late.cases/none.ndjson
proviso test late.cases/broken.ndjson
proviso test --update late.cases/broken.ndjson
ls late.cases
proviso test --update late.cases/none.ndjson
sed '2,10d' late.cases/broken.ndjson > late.cases/mended.ndjson
proviso test --update late.cases/mended.ndjson && cat late.cases/mended.golden
