"""
Drives boto3 over the stdio protocol (tests/conformance/PROTOCOL.md): no endpoint but the given, and single attempts,
unless ATTEMPTS is `default`.
"""

import base64
import datetime
import json
import math
import os
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

CONFIG = Config() if os.environ.get("ATTEMPTS") == "default" else Config(retries={"total_max_attempts": 1})
SESSION = boto3.Session(region_name="us-east-1", aws_access_key_id="AKIDEXAMPLE", aws_secret_access_key="not-a-secret")


def written(value):
    """An output as JSON; what JSON has no type for stands in its neutral form."""
    if isinstance(value, dict):
        return {str(name): written(held) for name, held in value.items()}
    if isinstance(value, list):
        return [written(item) for item in value]
    if isinstance(value, datetime.datetime):
        return value.timestamp() if value.tzinfo is not None else {"bad": f"{value} without an offset"}
    if isinstance(value, float) and not math.isfinite(value):
        return {"float": {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}[str(value)]}
    if isinstance(value, bytes):
        return {"bytes": base64.b64encode(value).decode()}
    return value if isinstance(value, (str, int, float, type(None))) else {"bad": type(value).__name__}


def call(endpoint, given):
    """One call by a client of its own, so that nothing is carried over from the call before."""
    if not endpoint:
        sys.exit("This driver calls no endpoint but the one it is given.")
    client = SESSION.client("neptune-graph", endpoint_url=endpoint, config=CONFIG)
    try:
        output = client.get_import_task(**given)
        output.pop("ResponseMetadata", None)
        return {"output": written(output)}
    except ClientError as error:
        facts, response = error.response.get("ResponseMetadata", {}), error.response
        named = {
            "name": response["Error"].get("Code"),
            "message": response["Error"].get("Message"),
            "status": facts.get("HTTPStatusCode"),
            "requestId": facts.get("RequestId"),
            "members": written({k: v for k, v in response.items() if k not in ("Error", "ResponseMetadata")}),
        }
        return {"error": named}
    except Exception as error:  # What else comes out of a call is an answer, too.
        return {"error": {"name": type(error).__name__, "message": str(error), "fault": not is_botocore(error)}}
    finally:
        client.close()


def is_botocore(error):
    return any(each.__module__.startswith("botocore") for each in type(error).__mro__)


def main():
    for line in sys.stdin:
        message = json.loads(line)
        if "hello" in message:
            answer = {"hello": {"name": "boto3", "version": boto3.__version__, "view": "boto3", "limitations": []}}
        else:
            answer = {"id": message["id"], **call(message.get("endpoint"), message["input"])}
        print(json.dumps(answer), flush=True)


main()
