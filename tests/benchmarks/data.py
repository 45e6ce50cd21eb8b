"""The same messages for every server, kept in a file as it wants them."""

import json
import sqlite3
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path += [str(ROOT), str(HERE / "peers")]

from table import Table  # noqa: E402

from toy_api.message import Draft  # noqa: E402
from toy_api.store import Store  # noqa: E402

ACCOUNT = "benchmark"
AT_ONCE = 10_000  # messages in one transaction


def draft(number: int) -> dict[str, str]:
    """What a client sends as message so and so."""
    body = f"Message {number}: is this the ship that is faster than light?"
    return {"from": "+15017122661", "to": "+15558675310", "body": body}


def fill_ours(file: Path, count: int) -> None:
    """A database of toy_api; all its messages have arrived."""
    store = Store(file, account=ACCOUNT)
    for start in range(0, count, AT_ONCE):
        with store.transaction():
            for number in range(start, min(count, start + AT_ONCE)):
                sender, recipient, body = draft(number + 1).values()
                store.add(Draft(sender, recipient, body))
    store.close()
    connection = sqlite3.connect(file)
    connection.execute("UPDATE messages SET status = 'delivered'")
    connection.commit()
    connection.close()


def fill_table(file: Path, count: int) -> None:
    """A database as the Python peers use it."""
    table = Table(str(file))
    table.fill(draft(number + 1) for number in range(count))
    table.close()


def fill_json(file: Path, count: int, make=int) -> None:
    """A file of json-server, its ids made by `make`."""
    documents = [document(number + 1, make) for number in range(count)]
    file.write_text(json.dumps({"messages": documents}), "utf-8")


def fill_json_texts(file: Path, count: int) -> None:
    """A file of json-server 1, whose ids are texts."""
    fill_json(file, count, str)


def fill_prism(file: Path, count: int) -> None:
    """A description for Prism, whose examples are all its answers."""
    description = json.loads((HERE / "peers/prism.json").read_text("utf-8"))
    answers = description["components"]["responses"]
    page = [document(number + 1) for number in range(min(50, count))]
    for name, example in (("message", page[0]), ("page", page)):
        answers[name]["content"]["application/json"]["example"] = example
    file.write_text(json.dumps(description), "utf-8")


def document(number: int, make=int) -> dict:
    """Message so and so as a client reads it."""
    moment = "2026-01-01T00:00:00Z"
    kept = {"status": "delivered", "created": moment, "updated": moment}
    return {"id": make(number), **draft(number), **kept}
