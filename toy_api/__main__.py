"""`python3 -m toy_api`: the server in a terminal."""

import argparse
import sys
import threading
import time
from base64 import b64encode
from contextlib import suppress

from .app import create_app
from .clock import RealClock
from .database import DatabaseError
from .doors.gate import Gate
from .doors.postman import LOOPBACK, Postman
from .doors.running import run_until_stopped
from .doors.server import Server
from .examples import EXAMPLES
from .exchange import App, Exchange, Request
from .guards.accounts import account_in, account_of, new_account
from .rules.headers import Headers
from .rules.recording import Log
from .store import Store

ARGUMENTS = argparse.ArgumentParser(
    prog="python3 -m toy_api",
    description="A small, truthful REST server to learn on. Stop it with Ctrl-C.",
)
ARGUMENTS.add_argument(
    "--host", default="127.0.0.1", help="address to listen on (default: %(default)s)"
)
ARGUMENTS.add_argument(
    "--allow-host",
    metavar="NAME",
    action="append",
    default=[],
    help="a name that this server may be called by, besides its address; *: any",
)
ARGUMENTS.add_argument(
    "--port", type=int, default=8000, help="port, 0 for any free one (default: 8000)"
)
ARGUMENTS.add_argument(
    "--db", metavar="FILE", help="keep messages in FILE (default: in memory only)"
)
ARGUMENTS.add_argument(
    "--account",
    metavar="NAME:SECRET",
    action="append",
    default=[],
    help="who may ask, and has messages of their own; may be given several times",
)
ARGUMENTS.add_argument(
    "--require-credentials",
    action="store_true",
    help="refuse who does not say who asks (without it, they are the first account)",
)
ARGUMENTS.add_argument(
    "--webhooks-to",
    metavar="NETWORK",
    action="append",
    default=[],
    help="a network that webhooks may call, such as 192.168.1.0/24, besides loopback",
)
ARGUMENTS.add_argument("--quiet", action="store_true", help="do not list the requests")


def main(words: list[str] | None = None) -> int:
    """Serve until Ctrl-C; 0 at a clean end, 1 with one line where it can not start."""
    options = ARGUMENTS.parse_args(words)
    gate = Gate()
    try:
        given = _given_accounts(options.account)
        accounts = given or dict([new_account()])
        kept, first = options.db or ":memory:", next(iter(accounts))
        store = Store(kept, RealClock(), EXAMPLES, first)
        app = _make_app(options, store, accounts, gate)
        server = Server(app, options.host, options.port, gate)
    except ValueError as error:
        return _complain(str(error))
    except DatabaseError as error:
        return _complain(f"can not use {options.db}: {error}")
    except (OSError, OverflowError) as error:
        return _complain(_why_not_listening(options, error))
    threading.Thread(target=_carry, args=[app, accounts, gate], daemon=True).start()
    secrets = dict.fromkeys(given, "(the secret is the one you gave)") or accounts
    run_until_stopped(server, lambda: _welcome(server.url, options.db, secrets))
    store.close()
    return 0


def _make_app(
    options: argparse.Namespace, store: Store, accounts: dict[str, str], gate: Gate
) -> App:
    named = options.allow_host
    return create_app(
        store,
        store.clock,
        Log(None if options.quiet else _print_line),
        accounts,
        closed=options.require_credentials,
        pause=gate.pause,
        postman=Postman([*LOOPBACK, *options.webhooks_to]),
        hosts=None if "*" in named else [options.host, *named],
    )


def _given_accounts(words: list[str]) -> dict[str, str]:
    """Secrets by name: those of the command, else that of the environment, if any."""
    return dict(map(account_in, words)) or dict(filter(None, [account_of()]))


def _carry(app: App, accounts: dict[str, str], gate: Gate) -> None:
    """Each second, take the messages of each account one step on."""
    while True:
        time.sleep(1)
        for account in accounts.items():
            pair = b64encode(":".join(account).encode()).decode()
            fields = Headers([("Authorization", f"Basic {pair}")])
            with gate:
                app(Request("POST", "/lab/carrier", fields))


def _welcome(url: str, file: str | None, secrets: dict[str, str]) -> None:
    kept = f"kept in {file}" if file else "in memory only; --db FILE keeps them"
    print(f"toy_api is running. Stop it with Ctrl-C. Messages are {kept}.")
    for what, path in (("for people", "/"), ("messages", "/messages"), ("lab", "/lab")):
        print(f"  {what:<11} {url}{path}")
    for name, secret in secrets.items():
        print(f"  {'account':<11} {name} {secret}")
    sys.stdout.flush()


def _print_line(exchange: Exchange) -> None:
    """One line for each exchange; nothing a client sends can forge another one."""
    request, status = exchange.request, exchange.response.status
    asked = f"{request.method} {request.path}" if request.method else "(not HTTP)"
    with suppress(OSError):  # nobody reads any more; serving goes on
        print(f"{status} {ascii(asked)[1:-1][:200]}", file=sys.stderr)


def _why_not_listening(options: argparse.Namespace, error: Exception) -> str:
    place = f"{options.host} port {options.port}"
    if isinstance(error, OverflowError):
        return f"{options.port} is no port: choose one from 0 to 65535"
    reason = (error.strerror or str(error)).lower()
    return f"can not listen on {place} ({reason}): choose another with --host or --port"


def _complain(text: str) -> int:
    print(f"toy_api: {text}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
