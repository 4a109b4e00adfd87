#!/usr/bin/env bash
# The first appointment with curl: a token, a create, a read.
set -euo pipefail

fhir_url=${CANVAS_FHIR_BASE_URL:-http://127.0.0.1:4010}
ehr_url=${CANVAS_INSTANCE_URL:-http://127.0.0.1:4010}

# The value of the first member of that name: enough for this page; jq does it properly.
member() { grep -o "\"$1\": *\"[^\"]*\"" | head -n 1 | cut -d '"' -f 4; }

token=$(curl --silent --show-error --fail "$ehr_url/auth/token/" \
  --data grant_type=client_credentials \
  --data-urlencode "client_id=${CANVAS_CLIENT_ID:-my-client}" \
  --data-urlencode "client_secret=${CANVAS_CLIENT_SECRET:-my-secret}" | member access_token)

# The body of a success is null: the id is in the location header.
location=$(curl --silent --show-error --fail-with-body --dump-header - "$fhir_url/Appointment" \
  --header "Authorization: Bearer $token" --header 'Content-Type: application/json' --data '{
    "resourceType": "Appointment",
    "status": "proposed",
    "reasonCode": [{ "text": "First visit" }],
    "supportingInformation": [{ "reference": "Location/b3476a18-3f63-422d-87e7-b3dc0cd55060" }],
    "start": "2031-03-04T15:00:00Z",
    "end": "2031-03-04T15:30:00Z",
    "participant": [
      { "actor": { "reference": "Practitioner/4150cd20de8a470aa570a852859ac87e" }, "status": "accepted" },
      { "actor": { "reference": "Patient/ee1c7803325b47b492008f3e7c9d7a3d" }, "status": "accepted" }
    ]
  }' | tr -d '\r' | grep -i '^location:')
id=$(sed -E 's#.*/Appointment/([^/]+).*#\1#' <<<"$location")

appointment=$(curl --silent --show-error --fail "$fhir_url/Appointment/$id" --header "Authorization: Bearer $token")
echo "Appointment/$id is $(member status <<<"${appointment#*\"identifier\"}") for $(member start <<<"$appointment")"
