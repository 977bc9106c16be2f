#!/bin/bash
# Runs the receivers of src/site/markdown/receivers.md as they stand (Node, Python, Go), sends each one good request and
# three bad ones, and looks at the answers. Needs bash, curl, openssl and the network (npm, pip, Go modules); what is not
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

# The first code block of a language on the page.
block() { awk -v fence='```'"$1" '$0 == fence { on = 1; next } on && /^```/ { exit } on' "$page"; }

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
  local now good; now=$(date +%s)
  local body='{"type":"sync.user","userId":"user_eoswzolg3bsx0zn8otq1p8oom"}'
  good=$(signature msg_1 "$now" "$body")
  expect "a good request" 204 "$(post msg_1 "$now" "$good" "$body")"
  expect "another body" 401 "$(post msg_1 "$now" "$good" "${body/user_e/user_f}")"
  expect "another id" 401 "$(post msg_2 "$now" "$good" "$body")"
  expect "an hour old" 401 "$(post msg_1 $((now - 3600)) "$(signature msg_1 $((now - 3600)) "$body")" "$body")"
  stop
}

if command -v node >/dev/null && command -v npm >/dev/null; then
  mkdir "$work/node"; cd "$work/node"; block javascript > receiver.js
  npm install --silent --no-fund --no-audit standardwebhooks >/dev/null 2>&1
  check Node node receiver.js
else echo "Node: skipped, not installed"; fi

if command -v python3 >/dev/null; then
  mkdir "$work/python"; cd "$work/python"; block python > receiver.py
  python3 -m venv venv; venv/bin/pip install --quiet --disable-pip-version-check standardwebhooks
  check Python venv/bin/python receiver.py
else echo "Python: skipped, not installed"; fi

if command -v go >/dev/null; then
  mkdir "$work/go"; cd "$work/go"; block go > receiver.go
  go mod init receiver >/dev/null 2>&1; go get github.com/standard-webhooks/standard-webhooks/libraries >/dev/null 2>&1
  go build -o receiver .
  check Go ./receiver
else echo "Go: skipped, not installed"; fi
exit $failed
