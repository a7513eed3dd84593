"""What Python programs do, for tests to compare with. Reads a JSON list of calls, [name, ...arguments] with each
argument base64 of its bytes; prints a JSON list of results, base64 likewise."""
import base64
import html
import json
import sys
from urllib.parse import quote, quote_plus, unquote, unquote_plus


def dumps(**how):
    return lambda text: json.dumps(json.loads(text), **how)


CALLS = {
    "json.dumps": dumps(),
    "json.dumps-unicode": dumps(ensure_ascii=False),
    "json.dumps-sorted": dumps(sort_keys=True),
    "json.dumps-unicode-sorted": dumps(ensure_ascii=False, sort_keys=True),
    "json.dumps-compact": dumps(separators=(",", ":")),
    "json.dumps-compact-unicode": dumps(separators=(",", ":"), ensure_ascii=False),
    "json.dumps-compact-unicode-sorted": dumps(separators=(",", ":"), ensure_ascii=False, sort_keys=True),
    "json.dumps-compact-sorted": dumps(separators=(",", ":"), sort_keys=True),
    "json.dumps-indent": dumps(indent=4, ensure_ascii=False),
    "json.dumps-indent-2": dumps(indent=2, ensure_ascii=False),
    "html.escape": html.escape,
    "quote": lambda text: quote(text, safe=""),
    "quote_plus": quote_plus,
    "unquote": unquote,
    "unquote_plus": unquote_plus,
    "str-dict": lambda text: str(json.loads(text)),
}
results = []
for name, *arguments in json.load(sys.stdin):
    texts = [base64.b64decode(argument).decode("utf-8") for argument in arguments]
    results.append(base64.b64encode(CALLS[name](*texts).encode("utf-8")).decode("ascii"))
json.dump(results, sys.stdout)
