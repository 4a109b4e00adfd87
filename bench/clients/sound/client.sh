#!/usr/bin/env bash
# The sound client with curl and jq: it books, reads, searches, confirms and cancels.
set -uo pipefail

fhir_url=${CANVAS_FHIR_BASE_URL:-http://127.0.0.1:4010}
patient=Patient/${CANVAS_PATIENT_ID:-ee1c7803325b47b492008f3e7c9d7a3d}
practitioner=Practitioner/${CANVAS_PRACTITIONER_ID:-4150cd20de8a470aa570a852859ac87e}
location=Location/${CANVAS_LOCATION_ID:-b3476a18-3f63-422d-87e7-b3dc0cd55060}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

end() { echo "$1" >&2; exit 1; }

renew() {
  local answer
  answer=$(curl --silent --max-time 30 "${CANVAS_TOKEN_URL:-http://127.0.0.1:4010/auth/token/}" \
    --data grant_type=client_credentials --data-urlencode "client_id=${CANVAS_CLIENT_ID:-my-client}" \
    --data-urlencode "client_secret=${CANVAS_CLIENT_SECRET:-my-secret}" \
    --data-urlencode 'scope=user/Appointment.read user/Appointment.write')
  token=$(jq -r '.access_token // empty' <<<"$answer" 2>/dev/null)
  [ -n "$token" ] || end 'there is no token'
}

header() { tr -d '\r' <"$folder/headers" | sed -n "s/^$1: *//Ip" | tail -n 1; }

# Retry-After holds seconds, or a date.
seconds_to_wait() {
  [[ $1 =~ ^[0-9]*$ ]] && { echo "${1:-1}"; return; }
  local left=$(($(date --date "$1" +%s) - $(date +%s)))
  echo $((left > 0 ? left : 0))
}

# Sends a request: method, URL, and what curl is told besides. Leaves status, $folder/headers and $folder/body.
# Fails where a write has got no answer.
call() {
  local method=$1 url=$2 renewed=no attempt
  shift 2
  for attempt in 1 2 3 4 5; do
    status=$(curl --silent --max-time 30 --request "$method" "$url" --header "Authorization: Bearer $token" \
      --header 'Content-Type: application/json' --dump-header "$folder/headers" --output "$folder/body" \
      --write-out '%{http_code}' "$@") || status=000
    case $status in
      000) [ "$method" = GET ] || return 1 ;;
      401)
        [ $renewed = no ] || end 'the server takes no token of this client'
        renewed=yes
        renew
        ;;
      429 | 503) sleep "$(seconds_to_wait "$(header retry-after)")" ;;
      5*) [ "$method" = GET ] || return 0 ;;
      *) return 0 ;;
    esac
  done
  end 'the server cannot be reached'
}

# Ends with the words of the server where it has refused.
succeeded() {
  [ "$status" -lt 400 ] || end "refused with $status: $(jq -r '[.issue[]?.details.text] | join("; ")' "$folder/body" 2>/dev/null)"
}

# The appointments of the patient, from all pages, one a line.
found() {
  local url=$fhir_url/Appointment?patient=$patient
  : >"$folder/found"
  while [ -n "$url" ]; do
    call GET "$url"
    succeeded
    jq -c '.entry[]?.resource' "$folder/body" >>"$folder/found"
    url=$(jq -r '[.link[]? | select(.relation == "next").url][0] // empty' "$folder/body")
    # A link may leave the host out.
    case $url in /*) url=$fhir_url$url ;; esac
  done
}

create() {
  while ! call POST "$fhir_url/Appointment" --data @"$folder/appointment"; do
    # It may have been made: a second one would be a second booking.
    found
    id=$(jq -r 'select(.status != "cancelled" and (.start | startswith("2031-03-04T15:00:00"))).id' "$folder/found" | head -n 1)
    [ -z "$id" ] || return 0
  done
  succeeded
  id=$(header location | sed -E 's#.*/Appointment/([^/]+).*#\1#')
}

# Reads the appointment, changes its status and writes it back; fails where it is cancelled already.
change_status() {
  status=412
  while [ "$status" = 412 ]; do
    call GET "$fhir_url/Appointment/$id"
    succeeded
    echo "Appointment/$id is $(jq -r .status "$folder/body")"
    [ "$(jq -r .status "$folder/body")" != cancelled ] || return 1
    jq --arg status "$1" '.status = $status' "$folder/body" >"$folder/changed"
    call PUT "$fhir_url/Appointment/$id" --header "If-Unmodified-Since: $(header date)" --data @"$folder/changed" ||
      end 'the update has got no answer'
  done
  succeeded
}

cat >"$folder/appointment" <<JSON
{
  "resourceType": "Appointment",
  "status": "proposed",
  "reasonCode": [{ "text": "First visit" }],
  "supportingInformation": [{ "reference": "$location" }],
  "start": "2031-03-04T15:00:00Z",
  "end": "2031-03-04T15:30:00Z",
  "participant": [
    { "actor": { "reference": "$practitioner" }, "status": "accepted" },
    { "actor": { "reference": "$patient" }, "status": "accepted" }
  ]
}
JSON

renew
create
change_status booked || exit 0
found
echo "the patient has $(wc -l <"$folder/found") appointments"
change_status cancelled || exit 0
