#!/bin/bash
# Runs the receivers of src/site/markdown/receivers.md as they stand (Node, Python, Go), sends each good requests and bad
# ones, and looks at the answers; and has the snippets for Ed25519 verify what the page says is good. Java is
# ReceiversPageTest's. Needs bash, curl, openssl and the network (npm, pip, Go modules); what is not
# installed is skipped. One free port: 9000 on 127.0.0.1.
set -euo pipefail
page=$(cd "$(dirname "$0")/../../.." && pwd)/src/site/markdown/receivers.md
work=$(mktemp -d)
export WEBHOOK_SECRET=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
failed=0 server=
trap 'stop; chmod -R u+w "$work"; rm -rf "$work"' EXIT

stop() { # the receiver, and what it started
  if [ -n "$server" ]; then kill -- "-$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; server=; fi
}

# The first code block of a language on the page, or the one of that number.
block() {
  awk -v fence='```'"$1" -v wanted="${2:-1}" \
    '$0 == fence { on = ++n == wanted; next } on && /^```/ { exit } on' "$page"
}

signature() { # ID TIMESTAMP BODY
  local key
  key=$(printf %s "${WEBHOOK_SECRET#whsec_}" | base64 -d | od -An -v -tx1 | tr -d ' \n')
  printf %s "$1.$2.$3" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | base64
}

post() { # ID TIMESTAMP SIGNATURE BODY -> status
  curl -s -o /dev/null -w '%{http_code}' -H "webhook-id: $1" -H "webhook-timestamp: $2" -H "webhook-signature: v1,$3" \
    -H 'Content-Type: application/json' -d "$4" http://127.0.0.1:9000/hook
}

expect() { # WHAT STATUS ACTUAL
  if [ "$2" != "$3" ]; then echo "  WRONG: $1: $3, not $2"; failed=1; else echo "  $1: $3"; fi
}

check() { # NAME COMMAND… (in the present folder)
  echo "$1"; shift
  set -m; "$@" >"$work/log" 2>&1 & server=$!; set +m
  for _ in $(seq 100); do curl -s -o /dev/null http://127.0.0.1:9000/ && break; sleep 0.1; done
  local now good other; now=$(date +%s)
  local body='{"type":"sync.user","userId":"user_eoswzolg3bsx0zn8otq1p8oom"}'
  good=$(signature msg_1 "$now" "$body")
  other=$(signature msg_1 "$now" "another's")
  expect "a good request" 204 "$(post msg_1 "$now" "$good" "$body")"
  expect "a rotation: the new secret's signature first" 204 "$(post msg_1 "$now" "$other v1,$good" "$body")"
  expect "a rotation: the old secret's signature behind" 204 "$(post msg_1 "$now" "$good v1,$other" "$body")"
  expect "Ed25519 beside it" 204 "$(post msg_1 "$now" "$good v1a,$other" "$body")"
  expect "none but Ed25519" 401 "$(post msg_1 "$now" "$other v1a,$good" "$body")"
  expect "another body" 401 "$(post msg_1 "$now" "$good" "${body/user_e/user_f}")"
  expect "another id" 401 "$(post msg_2 "$now" "$good" "$body")"
  expect "an hour old" 401 "$(post msg_1 $((now - 3600)) "$(signature msg_1 $((now - 3600)) "$body")" "$body")"
  expect "an hour ahead" 401 "$(post msg_1 $((now + 3600)) "$(signature msg_1 $((now + 3600)) "$body")" "$body")"
  stop
}

id=msg_p5jXN8AQM9LWM0D4loKWxJek timestamp=1614265330 message='{"test": 2432232314}'
key=$(grep -o 'whpk_[A-Za-z0-9+/=]*=' "$page" | head -1)
good=$(grep -o 'v1a,[A-Za-z0-9+/=]*==' "$page" | head -1)
bad="v1a,$(printf %s "${good#v1a,}" | tr A-Za-z B-ZAb-za)"

echo "By hand"
expect "webhook-signature" "$(grep -o 'prints `[^`]*=`' "$page" | cut -d'`' -f2)" "$(block sh | bash)"
expect "X-Hub-Signature-256" "$(grep -o 'prints `[0-9a-f]*`' "$page" | cut -d'`' -f2)" \
  "$(WEBHOOK_SECRET=$WEBHOOK_SECRET BODY=$message bash -c "$(block sh 2)" | sed 's/.* //')"

# Each snippet answers whether the line is good: with another version's entry before it, alone, and a wrong one.
ed25519() { # NAME COMMAND…, which takes the line
  echo "$1, Ed25519"; shift
  expect "good behind another entry" true "$("$@" "v1,${good#v1a,} $good")"
  expect "another signature" false "$("$@" "$bad")"
  expect "another version" false "$("$@" "v1,${good#v1a,}")"
}

if command -v node >/dev/null && command -v npm >/dev/null; then
  mkdir "$work/node"; cd "$work/node"; block javascript > receiver.js
  npm install --silent --no-fund --no-audit standardwebhooks >/dev/null 2>&1
  check Node node receiver.js
  { block javascript 2; echo "console.log(verified('$key', '$id', '$timestamp', Buffer.from('$message'), process.argv[2]))"; } > ed25519.js
  ed25519 Node node ed25519.js
else echo "Node: skipped, not installed"; fi

if command -v python3 >/dev/null; then
  mkdir "$work/python"; cd "$work/python"; block python > receiver.py
  python3 -m venv venv; venv/bin/pip install --quiet --disable-pip-version-check standardwebhooks cryptography
  check Python venv/bin/python receiver.py
  { block python 2; echo "import sys"; echo "print(str(verified('$key', '$id', '$timestamp', b'$message', sys.argv[1])).lower())"; } > ed25519.py
  ed25519 Python venv/bin/python ed25519.py
else echo "Python: skipped, not installed"; fi

if command -v go >/dev/null; then
  mkdir "$work/go"; cd "$work/go"; block go > receiver.go
  go mod init receiver >/dev/null 2>&1; go get github.com/standard-webhooks/standard-webhooks/libraries >/dev/null 2>&1
  go build -o receiver .
  check Go ./receiver
else echo "Go: skipped, not installed"; fi
exit $failed
