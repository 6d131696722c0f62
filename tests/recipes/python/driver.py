"""Lets the suite ask client.py: one JSON object a line, on standard input and output."""

import json
import sys

from client import ServiceError, get_import_task


def answer(message):
    try:
        return {"output": get_import_task(message["endpoint"], message["input"]["taskIdentifier"])}
    except ServiceError as error:
        told = {"name": error.name, "message": str(error), "status": error.status, "members": error.members}
        return {"error": told}
    except Exception as error:
        return {"error": {"name": type(error).__name__, "message": str(error)}}


for line in sys.stdin:
    message = json.loads(line)
    if "hello" in message:
        reply = {"hello": {"name": "client.py", "view": "wire"}}
    else:
        reply = {"id": message["id"], **answer(message)}
    print(json.dumps(reply), flush=True)
