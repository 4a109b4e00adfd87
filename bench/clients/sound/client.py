"""The sound client in Python, with its standard library: it books, reads, searches, confirms and cancels."""

import http.client
import json
import os
import re
import sys
import time
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urljoin
from urllib.request import Request, urlopen

FHIR_URL = os.environ.get("CANVAS_FHIR_BASE_URL", "http://127.0.0.1:4010")
TOKEN_URL = os.environ.get("CANVAS_TOKEN_URL", "http://127.0.0.1:4010/auth/token/")
PATIENT = "Patient/" + os.environ.get("CANVAS_PATIENT_ID", "ee1c7803325b47b492008f3e7c9d7a3d")
PRACTITIONER = "Practitioner/" + os.environ.get("CANVAS_PRACTITIONER_ID", "4150cd20de8a470aa570a852859ac87e")
LOCATION = "Location/" + os.environ.get("CANVAS_LOCATION_ID", "b3476a18-3f63-422d-87e7-b3dc0cd55060")

APPOINTMENT = {
    "resourceType": "Appointment",
    "status": "proposed",
    "reasonCode": [{"text": "First visit"}],
    "supportingInformation": [{"reference": LOCATION}],
    "start": "2031-03-04T15:00:00Z",
    "end": "2031-03-04T15:30:00Z",
    "participant": [
        {"actor": {"reference": PRACTITIONER}, "status": "accepted"},
        {"actor": {"reference": PATIENT}, "status": "accepted"},
    ],
}


class Lost(Exception):
    """The connection broke before an answer came."""


def posted(url, form):
    try:
        with urlopen(Request(url, data=urlencode(form).encode()), timeout=30) as response:
            return json.load(response)
    except (OSError, ValueError) as error:
        sys.exit(f"there is no token: {error}")


def new_token():
    form = {
        "grant_type": "client_credentials",
        "client_id": os.environ.get("CANVAS_CLIENT_ID", "my-client"),
        "client_secret": os.environ.get("CANVAS_CLIENT_SECRET", "my-secret"),
        "scope": "user/Appointment.read user/Appointment.write",
    }
    return posted(TOKEN_URL, form)["access_token"]


def send(request):
    """Status, headers and text of the answer."""
    try:
        with urlopen(request, timeout=30) as response:
            return response.status, response.headers, response.read().decode()
    except HTTPError as error:
        return error.code, error.headers, error.read().decode()
    except (URLError, http.client.HTTPException, OSError) as error:
        raise Lost(f"{request.method} {request.full_url}: {error}") from error


def seconds_to_wait(retry_after):
    if retry_after.isdigit():
        return int(retry_after)
    return max(0.0, (parsedate_to_datetime(retry_after) - datetime.now(timezone.utc)).total_seconds())


class Connection:
    def __init__(self):
        self.token = new_token()

    def call(self, method, url, body=None, headers=None):
        data = None if body is None else json.dumps(body).encode()
        renewed = False
        for _ in range(5):
            all_headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
            request = Request(url, data=data, headers={**all_headers, **(headers or {})}, method=method)
            try:
                status, answer_headers, text = send(request)
            except Lost:
                if method != "GET":
                    raise
                continue
            if status == 401 and not renewed:
                renewed = True
                self.token = new_token()
            elif status in (429, 503) and "Retry-After" in answer_headers:
                time.sleep(seconds_to_wait(answer_headers["Retry-After"]))
            elif status < 500 or method != "GET":
                return status, answer_headers, text
        raise Lost(f"{method} {url}: no answer after five attempts")


def parsed(text):
    try:
        return json.loads(text)
    except ValueError:
        return None


def succeeded(status, text):
    """The parsed body; a refusal ends the program with the server's own words."""
    body = parsed(text)
    if status < 400:
        return body
    issues = body.get("issue", []) if isinstance(body, dict) else []
    sys.exit(f"refused with {status}: " + "; ".join(issue.get("details", {}).get("text", "") for issue in issues))


def found(connection):
    url = f"{FHIR_URL}/Appointment?{urlencode({'patient': PATIENT})}"
    records = []
    while url is not None:
        status, _, text = connection.call("GET", url)
        bundle = succeeded(status, text)
        records += [entry["resource"] for entry in bundle.get("entry", [])]
        following = next((link["url"] for link in bundle["link"] if link["relation"] == "next"), None)
        # A link may leave the host out.
        url = None if following is None else urljoin(url, following)
    return records


def instant(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def create(connection):
    try:
        status, headers, text = connection.call("POST", f"{FHIR_URL}/Appointment", APPOINTMENT)
    except Lost:
        # It may have been made: a second one would be a second booking.
        for record in found(connection):
            if record["status"] != "cancelled" and instant(record["start"]) == instant(APPOINTMENT["start"]):
                return record["id"]
        return create(connection)
    succeeded(status, text)
    return re.search(r"/Appointment/([^/]+)", headers["Location"])[1]


def change_status(connection, appointment_id, status):
    url = f"{FHIR_URL}/Appointment/{appointment_id}"
    while True:
        answered, headers, text = connection.call("GET", url)
        record = succeeded(answered, text)
        print(f"Appointment/{appointment_id} is {record['status']}")
        if record["status"] == "cancelled":
            return False
        condition = {"If-Unmodified-Since": headers["Date"]}
        answered, _, text = connection.call("PUT", url, {**record, "status": status}, condition)
        if answered != 412:
            succeeded(answered, text)
            return True


def main():
    connection = Connection()
    appointment_id = create(connection)
    if not change_status(connection, appointment_id, "booked"):
        return
    print(f"the patient has {len(found(connection))} appointments")
    change_status(connection, appointment_id, "cancelled")


if __name__ == "__main__":
    try:
        main()
    except Lost as error:
        sys.exit(f"the server cannot be reached: {error}")
