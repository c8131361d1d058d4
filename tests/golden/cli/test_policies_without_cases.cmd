proviso test plain.proviso
status=$?
mkdir plain.cases
proviso test plain.proviso
echo "=> $? after $status"
