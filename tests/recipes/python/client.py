"""The client of a Python team, with the standard library alone."""

import json
import urllib.error
import urllib.parse
import urllib.request


class ServiceError(Exception):
    """An error of the service, by its name."""

    def __init__(self, name, status, members):
        super().__init__(members.get("message") or "")
        self.name, self.status, self.members = name, status, members


def get_import_task(endpoint, task_identifier):
    path = "/importtasks/" + urllib.parse.quote(task_identifier, safe="")
    try:
        with urllib.request.urlopen(endpoint + path) as response:
            return members_of(response.read())
    except urllib.error.HTTPError as error:
        with error:
            raise service_error(error.code, error.headers, error.read()) from None


def members_of(body):
    """An object of JSON; NaN is none, and null is as good as absent."""
    value = json.loads(body.decode("utf-8"), parse_constant=refuse)
    if not isinstance(value, dict):
        raise ValueError("The body is no JSON object.")
    return without_nulls(value)


def refuse(constant):
    raise ValueError(f"{constant} is no JSON.")


def without_nulls(value):
    if not isinstance(value, dict):
        return value
    return {name: without_nulls(member) for name, member in value.items() if member is not None}


def service_error(status, headers, body):
    try:
        members = members_of(body)
    except ValueError:
        members = {}
    name = headers.get("x-amzn-errortype") or members.get("__type") or members.get("code") or "Unknown"
    return ServiceError(str(name).split(":")[0].split("#")[-1], status, members)
