"""The first appointment with Python's standard library: a token, a create, a read."""

import json
import os
import re
import sys
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

FHIR_URL = os.environ.get("CANVAS_FHIR_BASE_URL", "http://127.0.0.1:4010")
EHR_URL = os.environ.get("CANVAS_INSTANCE_URL", "http://127.0.0.1:4010")


def access_token():
    """A bearer token by client credentials; the request is a form."""
    form = urlencode(
        {
            "grant_type": "client_credentials",
            "client_id": os.environ.get("CANVAS_CLIENT_ID", "my-client"),
            "client_secret": os.environ.get("CANVAS_CLIENT_SECRET", "my-secret"),
        }
    )
    with urlopen(Request(f"{EHR_URL}/auth/token/", data=form.encode())) as response:
        return json.load(response)["access_token"]


def call(method, path, token, body=None):
    """The open response to a FHIR request."""
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json", "Content-Type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    return urlopen(Request(FHIR_URL + path, data=data, headers=headers, method=method))


def main():
    token = access_token()
    appointment = {
        "resourceType": "Appointment",
        "status": "proposed",
        "reasonCode": [{"text": "First visit"}],
        "supportingInformation": [{"reference": "Location/b3476a18-3f63-422d-87e7-b3dc0cd55060"}],
        "start": "2031-03-04T15:00:00Z",
        "end": "2031-03-04T15:30:00Z",
        "participant": [
            {"actor": {"reference": "Practitioner/4150cd20de8a470aa570a852859ac87e"}, "status": "accepted"},
            {"actor": {"reference": "Patient/ee1c7803325b47b492008f3e7c9d7a3d"}, "status": "accepted"},
        ],
    }
    try:
        # The body of a success is null: the id is in the location header.
        with call("POST", "/Appointment", token, appointment) as response:
            found = re.search(r"/Appointment/([^/]+)", response.headers["Location"])
    except HTTPError as error:
        sys.exit(f"refused: {error.read().decode()}")
    with call("GET", f"/Appointment/{found[1]}", token) as response:
        stored = json.load(response)
    print(f"Appointment/{found[1]} is {stored['status']} for {stored['start']}")


if __name__ == "__main__":
    main()
