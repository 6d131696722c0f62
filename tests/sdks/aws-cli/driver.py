"""
Drives the AWS CLI, version 1 or 2, over the stdio protocol (tests/conformance/PROTOCOL.md): `driver.py [AWS...]`, where
AWS is the command, `aws` by default. No endpoint but the given, and single attempts, unless ATTEMPTS is `default`.
"""

import json
import os
import re
import subprocess
import sys

AWS = sys.argv[1:] or ["aws"]
ENVIRONMENT = {
    **os.environ,
    "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
    "AWS_SECRET_ACCESS_KEY": "not-a-secret",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_EC2_METADATA_DISABLED": "true",
    **({} if os.environ.get("ATTEMPTS") == "default" else {"AWS_MAX_ATTEMPTS": "1"}),
    "AWS_PAGER": "",
    "PYTHONUTF8": "1",
}
REFUSED = re.compile(
    r"An error occurred \((.*?)\) when calling the \S+ operation(?: \(reached .*?\))?: (.*?)"
    r"(?:\n+Additional error details:\n(.*?))?\n?\Z",
    re.DOTALL,
)


def aws(*arguments):
    return subprocess.run([*AWS, *arguments], env=ENVIRONMENT, stdin=subprocess.DEVNULL, capture_output=True)


def call(endpoint, given):
    if not endpoint:
        sys.exit("This driver calls no endpoint but the one it is given.")
    # As JSON, since the text of an option could be taken for the name of a file or a URL to read.
    given = ["--cli-input-json", json.dumps(given)]
    done = aws("neptune-graph", "get-import-task", *given, "--endpoint-url", endpoint, "--output", "json")
    said = done.stderr.decode("utf-8", "replace")
    if done.returncode == 0:
        text = done.stdout.decode("utf-8", "surrogateescape")
        # It prints nothing at all for an output without members.
        return {"output": json.loads(text, parse_constant=lambda name: {"float": name}) if text.strip() else {}}
    refused = REFUSED.search(said)
    if refused is None:
        fault = "Traceback" in said or "object has no attribute" in said
        return {"error": {"name": f"exit code {done.returncode}", "message": said.strip(), "fault": fault}}
    name, message, details = refused.groups()
    members = dict(re.findall(r"^(\w+): (.*)$", details or "", re.MULTILINE))
    return {"error": {"name": name, "message": message, "members": members}}


def main():
    version = re.search(r"aws-cli/(\S+)", aws("--version").stdout.decode())[1]
    view = "boto3" if version.startswith("1.") else "cli"
    for line in sys.stdin:
        message = json.loads(line)
        if "hello" in message:
            answer = {"hello": {"name": "aws-cli", "version": version, "view": view, "limitations": []}}
        else:
            answer = {"id": message["id"], **call(message.get("endpoint"), message["input"])}
        print(json.dumps(answer), flush=True)


main()
