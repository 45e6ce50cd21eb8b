"""Which messages a list shows: newest first, page by page, filtered as Twilio does."""

from collections.abc import Callable, Iterator

from ..message import Message
from ..store import Store
from .dates import as_span
from .envelopes import PAGING, Page
from .refusals import Refusal
from .sids import message_id

DATES = ["DateSent", "DateSent<", "DateSent>"]
FILTERS = ["To", "From", *DATES, *PAGING]
NEWER_THAN_ALL = 10**15


def search(store: Store, given: dict[str, str], page: Page) -> list[Message]:
    """Those on this page, newest first, and one more if the list goes on.

    Going back, the one more stands first. Raises Refusal for what is no date, and for
    a token that was not given out here.
    """
    fits = _condition(store, given)
    people = {"sender": given.get("From"), "recipient": given.get("To")}
    people = {name: each.replace(" ", "+", 1) for name, each in people.items() if each}
    found: list[Message] = []
    for message in _walk(store, people, page):
        if fits(message):
            found.append(message)
        if len(found) > page.size:
            break
    return found[::-1] if page.before else found


def _walk(store: Store, people: dict[str, str], page: Page) -> Iterator[Message]:
    """The messages from where the page begins, or back from where it ends."""
    token, count = page.before or page.after, page.size + 1
    place = message_id(store.account, token) if token else NEWER_THAN_ALL
    if place is None:
        raise Refusal(21481)
    while True:
        start = {"after": place} if page.before else {"before": place}
        chunk = store.find(**people, **start, limit=count)
        yield from chunk if page.before else reversed(chunk)
        if len(chunk) < count:
            return
        place = chunk[-1 if page.before else 0].id


def _condition(store: Store, given: dict[str, str]) -> Callable[[Message], bool]:
    """Whether a message was sent when it should have been."""
    first, last = 0, NEWER_THAN_ALL
    wanted = [name for name in DATES if given.get(name)]
    for name in wanted:
        try:
            start, end = as_span(given[name])
        except ValueError:
            raise Refusal(20001, f"{name} {given[name]} is not a date.") from None
        first = start if name != "DateSent<" and start > first else first
        last = end if name != "DateSent>" and end < last else last
    if not wanted:
        return lambda message: True

    def fits(message: Message) -> bool:
        sent = store.shelf.get("sent", message.id)
        return sent is not None and first <= sent <= last

    return fits
