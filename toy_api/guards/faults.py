"""What goes wrong on a network and behind it, when a client asks for it.

A real API does not offer this. Here a request may carry the field Toy-Fault, such as
`Toy-Fault: drop` or `Toy-Fault: fail=2, name=mine`:

    slow=SECONDS   the work itself takes so long
    delay=SECONDS  the work is done, and the answer spends so long on its way
    drop           the work is done, and the answer is lost on its way
    fail=TIMES     503 so many times, then the work is done; the tries are counted
                   for each `name=...`
"""

import re
from collections import Counter
from collections.abc import Callable

from ..exchange import App, Request, Response
from ..rules.problems import Problem

FIELD = "Toy-Fault"
LONGEST = 10  # seconds
KNOWN = {"slow": r"\d+(\.\d+)?", "delay": r"\d+(\.\d+)?", "fail": r"\d+"}
KNOWN |= {"drop": "", "name": r"[\w-]{1,40}"}


def faulty(app: App, failed: Counter[str], pause: Callable[[float], None]) -> App:
    """Does what Toy-Fault asks for; `pause` waits so that nobody else has to."""

    def answer(request: Request) -> Response:
        if FIELD not in request.headers or not (fault := _fault_of(request)):
            return app(request)
        pause(float(fault.get("slow", 0)))
        name = fault.get("name", "")
        if failed[name] < int(fault.get("fail", 0)):
            failed[name] += 1
            detail = f"You asked for this failure, number {failed[name]}. Try again."
            raise Problem(503, detail, {"Retry-After": "1"})
        if "fail" in fault:
            del failed[name]
        delay = float(fault.get("delay", 0))
        return app(request).but(delay=delay, lost="drop" in fault)

    return answer


def _fault_of(request: Request) -> dict[str, str]:
    text = ", ".join(request.headers.get_all(FIELD))
    pairs = [part.strip().partition("=") for part in text.split(",") if part.strip()]
    fault = {name: value for name, _, value in pairs}
    for name, value in fault.items():
        if not re.fullmatch(KNOWN.get(name, "(?!)"), value, re.ASCII):
            offer = "slow=1, delay=1, drop, or fail=2, name=mine"
            raise Problem(400, f"{FIELD} is one of {offer}.")
        if name != "name" and float(value or 0) > LONGEST:
            raise Problem(400, f"In {FIELD} no number is above {LONGEST}.")
    return fault
