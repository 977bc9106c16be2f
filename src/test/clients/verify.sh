#!/bin/bash
# Generates Python and TypeScript clients from the OpenAPI document, compiles them, and has each make two calls to a stub.
# verify.sh OPENAPI-GENERATOR-CLI.jar ; needs java and the network (pip, npm). What is not installed is skipped. One free
# port: 9001 on 127.0.0.1.
set -euo pipefail
generator=$(realpath "$1")
document=$(cd "$(dirname "$0")/../../.." && pwd)/src/main/resources/META-INF/openapi.yaml
work=$(mktemp -d)
stub=
trap 'if [ -n "$stub" ]; then kill "$stub" 2>/dev/null || true; fi; rm -rf "$work"' EXIT
cd "$work"

command -v python3 >/dev/null || { echo "generated clients: skipped, python3 is not installed"; exit 0; }
cat > stub.py <<'PY'
import http.server, json


class Stub(http.server.BaseHTTPRequestHandler):
    def answer(self, status, body):
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def do_GET(self):
        good = self.path == "/v1/me" and self.headers["Authorization"] == "Bearer t"
        me = {"organizationId": "org_eoswzolg3bsx0zn8otq1p8oom", "organizationName": "acme", "role": "admin"}
        self.answer(200 if good else 500, me)

    def do_POST(self):
        event = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        good = self.path == "/v1/event-types" and event["name"] == "order.paid"
        kept = {"description": None, "schema": None, "example": None, "deprecated": False, "archived": False,
                "builtIn": False, "organizationId": None, "createdAt": None, "updatedAt": None}
        self.answer(201 if good else 500, {**kept, **event})

    def log_message(self, *arguments):
        pass


http.server.ThreadingHTTPServer(("127.0.0.1", 9001), Stub).serve_forever()
PY
python3 stub.py & stub=$!

echo "Python: generate, compile, call"
java -jar "$generator" generate -g python -i "$document" -o py --additional-properties=packageName=herald_client >py.log 2>&1 || { tail -30 py.log; exit 1; }
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check ./py
venv/bin/python -m compileall -q py/herald_client
cat > use.py <<'PY'
import herald_client as h

with h.ApiClient(h.Configuration(host="http://127.0.0.1:9001", access_token="t")) as client:
    assert h.TokensApi(client).get_me().organization_name == "acme"
    made = h.EventTypesApi(client).register_event_type(h.RegisterEventType(name="order.paid"))
    assert made.name == "order.paid" and made.built_in is False
print("  fine")
PY
venv/bin/python use.py

if command -v npm >/dev/null; then
  echo "TypeScript: generate, compile, call"
  java -jar "$generator" generate -g typescript-axios -i "$document" -o ts --additional-properties=npmName=herald-client >ts.log 2>&1 || { tail -30 ts.log; exit 1; }
  cd ts
  npm install --silent --no-fund --no-audit --ignore-scripts >/dev/null 2>&1
  npx tsc
  cat > use.js <<'JS'
const assert = require("node:assert");
const { Configuration, EventTypesApi, TokensApi } = require("./dist");

(async () => {
  const configuration = new Configuration({ basePath: "http://127.0.0.1:9001", accessToken: "t" });
  const me = await new TokensApi(configuration).getMe();
  assert.equal(me.data.organizationName, "acme");
  const made = await new EventTypesApi(configuration).registerEventType({ name: "order.paid" });
  assert.equal(made.data.name, "order.paid");
  console.log("  fine");
})();
JS
  node use.js
else echo "TypeScript: skipped, npm is not installed"; fi
